using Trad.Candles;
using Trad.Candles.Changes;

namespace Trad.MarketData.History;

/// <summary>What a run changed of a market.</summary>
/// <param name="Run">The run.</param>
/// <param name="Changes">What it changed, newest first.</param>
/// <param name="Current">
/// Where the candles that are stored now came from it, oldest first: those that it changed, except those that later runs did. Of a
/// record so old that it tells the first and the last of a month only, all between them.
/// </param>
/// <param name="UndoneBy">The run that undid it; null when none did.</param>
public sealed record RecordedRun(
    CandleRun Run, IReadOnlyList<CandleChange> Changes, IReadOnlyList<TimeRange> Current, string? UndoneBy)
{
    /// <summary>When it changed something last.</summary>
    public DateTimeOffset At => Changes[0].At;

    /// <summary>Until when all of it can be undone.</summary>
    public DateTimeOffset UndoableUntil => Changes.Min(change => change.UndoableUntil);

    /// <summary>Whether it can be undone at a moment, as far as no later run is in the way.</summary>
    public bool IsUndoableAt(DateTimeOffset now) =>
        UndoneBy is null && now <= UndoableUntil && Changes.All(change => change.IsReversible);
}
