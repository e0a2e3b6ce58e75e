namespace Trad.Functions.Api.OpenApi;

/// <summary>What an HTTP function takes in its body.</summary>
/// <param name="type">The type of the JSON body; null for a file.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesAttribute(Type? type) : Attribute
{
    /// <summary>The type of the JSON body.</summary>
    public Type? Type { get; } = type;

    /// <summary>Whether the body may be left out.</summary>
    public bool IsOptional { get; init; }
}
