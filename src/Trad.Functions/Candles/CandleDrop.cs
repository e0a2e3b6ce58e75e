using Trad.Candles;
using Trad.MarketData.History;

namespace Trad.Functions.Candles;

/// <summary>What was deleted of a market, or of a dry run what would be.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">The candle interval.</param>
/// <param name="Months">The months that candles went of, oldest first, as in <c>2025-06</c>.</param>
/// <param name="Removed">Candles that went, without those of damaged months.</param>
/// <param name="Damaged">Those of the months that could not be read, and do not come back.</param>
/// <param name="Unfinished">Whether candles went that were on their way into their months and could not be read.</param>
/// <param name="Id">The run by which it is undone; absent when there is nothing that could come back.</param>
/// <param name="UndoableUntil">
/// Until when it can be undone, of a dry run if it were made now; absent when there is nothing that could come back.
/// </param>
/// <param name="DryRun">Whether nothing was deleted.</param>
public sealed record CandleDrop(
    string Exchange,
    string Symbol,
    string Interval,
    IReadOnlyList<string> Months,
    long Removed,
    IReadOnlyList<string> Damaged,
    bool Unfinished,
    string? Id,
    DateTimeOffset? UndoableUntil,
    bool DryRun = false)
{
    internal static CandleDrop FromDeletion(Market market, CandleDeletion deletion, bool isDryRun) => new(
        market.Exchange, market.Symbol, market.Interval.Code, [.. deletion.Months.Select(month => month.ToString())], deletion.Removed,
        [.. deletion.Damaged.Select(month => month.ToString())], deletion.IsUnfinishedDropped, deletion.Run?.Id, deletion.UndoableUntil,
        isDryRun);
}
