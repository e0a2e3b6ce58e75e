using Trad.Candles;
using Trad.Candles.Changes;
using Trad.MarketData.History;

namespace Trad.Functions.Candles;

/// <summary>A run that changed stored candles of a market.</summary>
/// <param name="Id">Its id, by which it is undone.</param>
/// <param name="Kind"><c>import</c>, <c>backfill</c>, <c>timer</c>, <c>repair</c>, <c>delete</c> or <c>undo</c>.</param>
/// <param name="At">When it changed something last.</param>
/// <param name="FileName">The name of the imported file; absent when there is none.</param>
/// <param name="Undoes">The run that this one undid; absent when it undid none.</param>
/// <param name="From">Open time of the first candle that it changed.</param>
/// <param name="To">Close of the last.</param>
/// <param name="Inserted">Candles that were not stored before.</param>
/// <param name="Replaced">Candles that replaced a stored one with other values.</param>
/// <param name="Removed">Candles that it removed.</param>
/// <param name="Runs">How many runs this stands for: old ones of the timer are joined, month by month.</param>
/// <param name="Months">What it changed of each month, newest first.</param>
/// <param name="Current">
/// Where the candles that are stored now came from it, as starts and ends: those that it changed, except those that later runs did.
/// </param>
/// <param name="CurrentCandles">How many these are.</param>
/// <param name="UndoableUntil">Until when it can be undone; absent when it cannot be.</param>
/// <param name="UndoneBy">The run that undid it; absent when none did.</param>
/// <param name="Exchange">The exchange of the market.</param>
/// <param name="Symbol">The symbol of the market.</param>
/// <param name="Interval">The candle interval of the market.</param>
/// <param name="AcceptedOutliers">
/// How many candles it stored although those around them, or their prices, do not bear them out, since it was told to; absent when none.
/// </param>
public sealed record CandleRunView(
    string Id,
    CandleRunKind Kind,
    DateTimeOffset At,
    string? FileName,
    string? Undoes,
    DateTimeOffset From,
    DateTimeOffset To,
    long Inserted,
    long Replaced,
    long Removed,
    int Runs,
    IReadOnlyList<ChangedMonth> Months,
    IReadOnlyList<DateTimeOffset[]> Current,
    long CurrentCandles,
    DateTimeOffset? UndoableUntil,
    string? UndoneBy,
    string Exchange,
    string Symbol,
    string Interval,
    long? AcceptedOutliers = null)
{
    internal static CandleRunView FromRun(RecordedRun run, DateTimeOffset now) => new(
        run.Run.Id,
        Enum.Parse<CandleRunKind>(run.Run.Kind),
        run.At,
        run.Run.FileName,
        run.Run.Undoes,
        Moment(run.Changes.Min(change => change.Range.Start)),
        Moment(run.Changes.Max(change => change.Range.End)),
        run.Changes.Sum(change => change.Inserted),
        run.Changes.Sum(change => change.Replaced),
        run.Changes.Sum(change => change.Removed),
        run.Changes.Max(change => change.Runs),
        [.. run.Changes.OrderByDescending(change => change.Month).Select(ChangedMonth.FromChange)],
        [.. run.Current.Select(span => new[] { span.StartTime, span.EndTime })],
        run.Current.Sum(span => span.CountCandles(run.Changes[0].Market.Interval)),
        run.IsUndoableAt(now) ? run.UndoableUntil : null,
        run.UndoneBy,
        run.Changes[0].Market.Exchange,
        run.Changes[0].Market.Symbol,
        run.Changes[0].Market.Interval.Code,
        run.Run.AcceptedOutliers == 0 ? null : run.Run.AcceptedOutliers);

    private static DateTimeOffset Moment(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time);
}

/// <summary>What a run changed of one month.</summary>
/// <param name="Month">The month, as in <c>2025-06</c>.</param>
/// <param name="From">Open time of the first candle that it changed.</param>
/// <param name="To">Close of the last.</param>
/// <param name="Inserted">Candles that were not stored before.</param>
/// <param name="Replaced">Candles that replaced a stored one with other values.</param>
/// <param name="Removed">Candles that it removed.</param>
public sealed record ChangedMonth(
    string Month, DateTimeOffset From, DateTimeOffset To, long Inserted, long Replaced, long Removed)
{
    internal static ChangedMonth FromChange(CandleChange change) => new(
        change.Month.ToString(), change.Range.StartTime, change.Range.EndTime, change.Inserted, change.Replaced, change.Removed);
}

/// <summary>A run that was undone.</summary>
/// <param name="Id">The undoing, which is a run itself.</param>
/// <param name="Undone">The run that was undone.</param>
/// <param name="Exchange">The exchange.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">The candle interval.</param>
/// <param name="Removed">Candles that it had added, and that are gone.</param>
/// <param name="Restored">Candles that it had removed or replaced, and that are back.</param>
/// <param name="UndoableUntil">Until when the undoing can be undone.</param>
public sealed record CandleRunUndone(
    string Id, string Undone, string Exchange, string Symbol, string Interval, long Removed, long Restored, DateTimeOffset UndoableUntil)
{
    internal static CandleRunUndone FromUndo(Market market, CandleUndo undo) => new(
        undo.Run.Id, undo.Undone.Run.Id, market.Exchange, market.Symbol, market.Interval.Code, undo.Result.Removed,
        undo.Result.Inserted + undo.Result.Replaced, undo.UndoableUntil);
}
