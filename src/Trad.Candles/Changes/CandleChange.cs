namespace Trad.Candles.Changes;

/// <summary>What a run changed of one stored month, as it was recorded.</summary>
/// <param name="Run">The run.</param>
/// <param name="Market">The market.</param>
/// <param name="Month">The month.</param>
/// <param name="At">When.</param>
/// <param name="Range">From the first to behind the last candle that was changed.</param>
/// <param name="Inserted">Candles that came.</param>
/// <param name="Replaced">Candles that took the place of others.</param>
/// <param name="Removed">Candles that went.</param>
/// <param name="Key">Where the store keeps the record.</param>
public sealed record CandleChange(
    CandleRun Run, Market Market, Month Month, DateTimeOffset At, TimeRange Range, long Inserted, long Replaced, long Removed, string Key)
{
    /// <summary>How many runs the record stands for: old ones that nobody could ever undo are joined.</summary>
    public int Runs { get; init; } = 1;

    /// <summary>Whether what was there before is kept still.</summary>
    public bool IsReversible { get; init; }

    /// <summary>Until when it can be undone.</summary>
    public DateTimeOffset UndoableUntil => At + Run.UndoableFor;
}
