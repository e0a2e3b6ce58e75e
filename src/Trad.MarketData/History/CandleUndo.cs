using Trad.Candles.Changes;
using Trad.Candles.Stores;

namespace Trad.MarketData.History;

/// <summary>What undoing a run changed.</summary>
/// <param name="Undone">The run that was undone.</param>
/// <param name="Run">The undoing, which is a run itself.</param>
/// <param name="UndoableUntil">Until when that can be undone.</param>
/// <param name="Result">What it changed.</param>
public sealed record CandleUndo(RecordedRun Undone, CandleRun Run, DateTimeOffset UndoableUntil, CandleMergeResult Result);
