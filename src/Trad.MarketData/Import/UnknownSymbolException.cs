namespace Trad.MarketData.Import;

/// <summary>Neither the request nor the file tells which market its candles are of.</summary>
public sealed class UnknownSymbolException : Exception
{
    /// <summary>An exception without a message.</summary>
    public UnknownSymbolException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public UnknownSymbolException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public UnknownSymbolException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
