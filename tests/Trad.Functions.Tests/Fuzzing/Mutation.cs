using Trad.Functions.Tests.Api.OpenApi;

namespace Trad.Functions.Tests.Fuzzing;

/// <summary>A request with one thing wrong, or odd.</summary>
/// <param name="Operation">What is asked.</param>
/// <param name="What">What was made of it, for messages.</param>
/// <param name="Address">The path and query, as they go over the wire.</param>
public sealed record Mutation(ApiOperation Operation, string What, string Address)
{
    /// <summary>The body; null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The content type of the body.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Headers beside the usual ones.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Another method than the operation's.</summary>
    public HttpMethod? Method { get; init; }

    /// <summary>Whether it has to be refused; what may be answered well must change nothing then either.</summary>
    public bool MustBeRefused { get; init; } = true;

    /// <summary>The field that an error has to name; null when any will do.</summary>
    public string? Field { get; init; }

    /// <summary>Whether it went to a path that belongs to no operation perhaps, so that its statuses say nothing.</summary>
    public bool MayLeaveOperation { get; init; }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Method ?? Operation.Method} {Address[..Math.Min(Address.Length, 300)]} [{What[..Math.Min(What.Length, 300)]}]";
}
