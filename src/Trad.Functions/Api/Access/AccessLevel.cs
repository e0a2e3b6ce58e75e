namespace Trad.Functions.Api.Access;

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
