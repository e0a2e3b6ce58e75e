namespace Trad.Functions.Api.OpenApi;

/// <summary>What an HTTP function answers when all is well; once for every status that has a body.</summary>
/// <param name="status">The status.</param>
/// <param name="type">The type of the JSON body; null when there is none, or another content type.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class AnswersAttribute(int status, Type? type = null) : Attribute
{
    /// <summary>The status.</summary>
    public int Status { get; } = status;

    /// <summary>The type of the JSON body.</summary>
    public Type? Type { get; } = type;

    /// <summary>Other content types that the body may have, comma separated.</summary>
    public string Files { get; init; } = "";

    /// <summary>Other statuses that are no errors, comma separated, for example <c>304</c>.</summary>
    public string Also { get; init; } = "";

    /// <summary>Errors beyond 400, which every request can have, comma separated.</summary>
    public string Errors { get; init; } = "";
}
