namespace Trad.Candles.Stores;

/// <summary>A stored partition cannot be read or written; the message names the partition and the reason.</summary>
public sealed class CandleStoreException : Exception
{
    /// <summary>An exception without a message.</summary>
    public CandleStoreException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public CandleStoreException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public CandleStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Whether it is candles on their way into the partitions that cannot be read, and nothing can be written before they are
    /// dropped (<see cref="ICandleStore.DropDamagedCommitAsync"/>).
    /// </summary>
    public bool IsOfCommit { get; init; }
}
