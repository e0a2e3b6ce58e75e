namespace Trad.MarketData.History;

/// <summary>A run cannot be undone; the message says why. Nothing was changed.</summary>
public sealed class CandleUndoException : Exception
{
    /// <summary>An exception without a message.</summary>
    public CandleUndoException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public CandleUndoException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public CandleUndoException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An exception with a message and the kind of the refusal.</summary>
    public CandleUndoException(CandleUndoRefusal refusal, string message)
        : base(message) => Refusal = refusal;

    /// <summary>Why.</summary>
    public CandleUndoRefusal Refusal { get; }
}

/// <summary>Why a run cannot be undone.</summary>
public enum CandleUndoRefusal
{
    /// <summary>There is no record of it.</summary>
    Unknown,

    /// <summary>It was undone already, or its candles were changed by a later run that has to be undone first.</summary>
    Conflict,

    /// <summary>Its time is over, or it never could be.</summary>
    TooLate,
}
