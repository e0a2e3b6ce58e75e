namespace Trad.Candles.Stores;

/// <summary>A record cannot be read; the message names it and says what is wrong.</summary>
public sealed class DamagedRecordException : Exception
{
    /// <summary>An exception without a message.</summary>
    public DamagedRecordException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public DamagedRecordException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public DamagedRecordException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An exception about a record.</summary>
    /// <param name="kind">What it is the record of, as in <c>training job</c>.</param>
    /// <param name="damaged">The record.</param>
    /// <param name="cause">Why it cannot be read.</param>
    public DamagedRecordException(string kind, DamagedRecord damaged, Exception cause)
        : base($"The record of the {kind} '{damaged.Id}' cannot be read: {damaged.Problem}.", cause) => Damaged = damaged;

    /// <summary>The record; null when the exception was made without it.</summary>
    public DamagedRecord? Damaged { get; }
}
