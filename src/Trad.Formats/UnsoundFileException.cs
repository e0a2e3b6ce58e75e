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
}
