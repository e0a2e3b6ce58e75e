namespace Trad.Candles.Stores;

/// <summary>
/// The storage did not do what it was asked; the message says what it did instead, as in <c>did not answer within 10 seconds</c>.
/// </summary>
public sealed class StorageUnavailableException : Exception
{
    /// <summary>An exception without a message.</summary>
    public StorageUnavailableException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public StorageUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
