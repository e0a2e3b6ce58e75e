namespace Trad.Formats.Candles;

/// <summary>In which order of time the rows of a file come, and from when to when.</summary>
internal sealed class RowSequence
{
    private bool _goesUp;
    private bool _goesDown;

    /// <summary>The open time of the last row, epoch milliseconds; null before the first.</summary>
    public long? Previous { get; private set; }

    /// <summary>The earliest open time.</summary>
    public long First { get; private set; } = long.MaxValue;

    /// <summary>The latest open time.</summary>
    public long Last { get; private set; } = long.MinValue;

    /// <summary>The order.</summary>
    public RowOrder Order => !_goesDown ? RowOrder.OldestFirst : _goesUp ? RowOrder.Mixed : RowOrder.NewestFirst;

    /// <summary>Takes the next row.</summary>
    public void Add(long openTime)
    {
        _goesUp |= openTime > Previous;
        _goesDown |= openTime < Previous;
        Previous = openTime;
        First = Math.Min(First, openTime);
        Last = Math.Max(Last, openTime);
    }
}
