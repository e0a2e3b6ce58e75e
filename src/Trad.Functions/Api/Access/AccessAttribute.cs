namespace Trad.Functions.Api.Access;

/// <summary>What an HTTP function asks of its callers, where the method does not say it: GET and HEAD read, all others write.</summary>
/// <param name="level">The least that a caller needs.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AccessAttribute(AccessLevel level) : Attribute
{
    /// <summary>The least that a caller needs.</summary>
    public AccessLevel Level { get; } = level;
}

/// <summary>What a caller may do; each level includes the one before.</summary>
public enum AccessLevel
{
    /// <summary>What is open to everybody.</summary>
    Anyone,

    /// <summary>Look at everything, change nothing.</summary>
    Read,

    /// <summary>Everything.</summary>
    Write,
}
