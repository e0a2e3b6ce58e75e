namespace Trad.MarketData.Import;

/// <summary>A file cannot be imported now, whatever is in it; the message says why. Nothing was stored.</summary>
public sealed class CandleImportBusyException : Exception
{
    /// <summary>An exception without a message.</summary>
    public CandleImportBusyException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public CandleImportBusyException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public CandleImportBusyException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
