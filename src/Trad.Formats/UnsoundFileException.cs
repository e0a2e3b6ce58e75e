namespace Trad.Formats;

/// <summary>
/// A file that is damaged, cut off, claims what it cannot hold, or takes more to read than allowed; the message says what.
/// </summary>
public sealed class UnsoundFileException : Exception
{
    /// <summary>An exception without a message.</summary>
    public UnsoundFileException()
    {
    }

    /// <summary>An exception with the reason, in words that go on after a colon and have no full stop.</summary>
    public UnsoundFileException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with the reason and its cause.</summary>
    public UnsoundFileException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether nothing is wrong with the file: it takes more than allowed, or is written in a way that is not read.</summary>
    public bool IsSound { get; init; }

    /// <summary>A file that may be sound, but is not read.</summary>
    internal static UnsoundFileException NotRead(string message, Exception? cause = null) => new(message, cause) { IsSound = true };

    /// <summary>What to say of a file of a kind: only one that is not sound is called damaged.</summary>
    internal string Describe(string kind) =>
        IsSound ? $"the {kind} cannot be read: {Message}" : $"the {kind} is damaged or cut off: {Message}";
}
