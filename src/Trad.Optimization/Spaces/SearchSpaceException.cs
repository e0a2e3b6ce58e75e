namespace Trad.Optimization.Spaces;

/// <summary>
/// A search space, or a parameter set that should lie in one, is wrong; says which field, which value and what is allowed.
/// </summary>
public sealed class SearchSpaceException : ArgumentException
{
    /// <summary>An error without details.</summary>
    public SearchSpaceException()
        : this("The search space is not valid.")
    {
    }

    /// <summary>An error with its whole message.</summary>
    public SearchSpaceException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its whole message and cause.</summary>
    public SearchSpaceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error about one field.</summary>
    /// <param name="field">The field, for example <c>pierce_depth.low</c>.</param>
    /// <param name="value">The value as it was.</param>
    /// <param name="allowed">What is allowed, to complete the sentence "must be …".</param>
    public SearchSpaceException(string field, string value, string allowed)
        : base($"{field} was {value}; it must be {allowed}.")
    {
        Field = field;
        Value = value;
        Allowed = allowed;
    }

    /// <summary>The field that is wrong, when it is a single one.</summary>
    public string? Field { get; }

    /// <summary>The value as it was.</summary>
    public string? Value { get; }

    /// <summary>What is allowed.</summary>
    public string? Allowed { get; }
}
