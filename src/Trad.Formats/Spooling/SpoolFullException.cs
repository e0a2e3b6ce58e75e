namespace Trad.Formats.Spooling;

/// <summary>There is no room, or no right, to keep a file while it is read; the message says where and why.</summary>
public sealed class SpoolFullException : Exception
{
    /// <summary>An exception without a message.</summary>
    public SpoolFullException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public SpoolFullException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public SpoolFullException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
