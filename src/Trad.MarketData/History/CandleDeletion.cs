using Trad.Candles;
using Trad.Candles.Changes;

namespace Trad.MarketData.History;

/// <summary>What a deletion removed, or would remove.</summary>
/// <param name="Run">
/// The deletion; null when it was not made, or nothing that could be read was removed, so that there is nothing to undo.
/// </param>
/// <param name="UndoableUntil">Until when it can be undone, of one that was not made if it were made now; null when it cannot be.</param>
/// <param name="Removed">Candles that went, without those of damaged months, which cannot be counted.</param>
/// <param name="Months">The months that candles went of, oldest first.</param>
/// <param name="Damaged">Those among them that could not be read, and do not come back.</param>
public sealed record CandleDeletion(
    CandleRun? Run, DateTimeOffset? UndoableUntil, long Removed, IReadOnlyList<Month> Months, IReadOnlyList<Month> Damaged)
{
    /// <summary>Whether candles went that were on their way into their months and could not be read.</summary>
    public bool IsUnfinishedDropped { get; init; }
}
