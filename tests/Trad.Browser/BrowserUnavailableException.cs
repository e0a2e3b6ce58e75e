namespace Trad.Browser;

/// <summary>No browser can be started; the message says why.</summary>
public sealed class BrowserUnavailableException : Exception
{
    /// <summary>An exception without a message.</summary>
    public BrowserUnavailableException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public BrowserUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public BrowserUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
