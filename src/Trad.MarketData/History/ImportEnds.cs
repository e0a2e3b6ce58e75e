using Trad.Candles;
using Trad.Candles.Changes;
using Trad.MarketData.Coverage;

namespace Trad.MarketData.History;

/// <summary>Finds the candles that imports ended with among the recorded changes of a market.</summary>
internal static class ImportEnds
{
    /// <summary>
    /// The last candle that each import changed, oldest first and each open time once. Of one that left its last candle as it was
    /// stored before, it is one before that, which is asked for in vain and does no harm.
    /// </summary>
    /// <param name="changes">The recorded changes.</param>
    /// <param name="interval">The market's interval.</param>
    public static IReadOnlyList<UncertainCandle> Find(IReadOnlyList<CandleChange> changes, Interval interval)
    {
        var undoings = changes.Where(change => change.Run.Kind == nameof(CandleRunKind.Undo)).ToList();
        return
        [
            .. changes.Where(change => change.Run.Kind == nameof(CandleRunKind.Import))
                .GroupBy(change => change.Run.Id)
                .Select(import => import.MaxBy(change => change.Range.End)!)
                .Select(last => new UncertainCandle(interval.Shift(last.Range.End, -1), last.At.ToUnixTimeMilliseconds()))
                .GroupBy(candle => candle.OpenTime)
                .Select(same => new UncertainCandle(same.Key, Math.Max(same.Max(candle => candle.Since), Returned(same.Key))))
                .OrderBy(candle => candle.OpenTime),
        ];

        // What is undone may have taken the place of the candle, which is back then as it was.
        long Returned(long openTime) => undoings.Where(undoing => undoing.Range.Contains(openTime))
            .Select(undoing => undoing.At.ToUnixTimeMilliseconds()).DefaultIfEmpty(long.MinValue).Max();
    }
}
