namespace Trad.LocalHost.Client;

/// <summary>A Trad host refused a request; the message is its problem details in one line.</summary>
public sealed class TradApiException : Exception
{
    /// <summary>An exception without a message.</summary>
    public TradApiException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public TradApiException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public TradApiException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
