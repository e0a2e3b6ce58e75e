namespace Trad.Functions.Api.Access;

/// <summary>What an HTTP function asks of its callers, where the method does not say it: GET and HEAD read, all others write.</summary>
/// <param name="level">The least that a caller needs.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AccessAttribute(AccessLevel level) : Attribute
{
    /// <summary>The least that a caller needs.</summary>
    public AccessLevel Level { get; } = level;
}
