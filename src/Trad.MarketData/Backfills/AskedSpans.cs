using Trad.Candles;
using Trad.Candles.Quality;

namespace Trad.MarketData.Backfills;

/// <summary>What an exchange is asked for: what is missing, and stored candles that may have been open when they were stored.</summary>
internal static class AskedSpans
{
    /// <summary>
    /// The spans, each with the stored candle right before it, and the candles that files ended with. A candle behind which nothing is
    /// stored may have been open when it was stored: a file that was made before its close, an exchange whose clock ran ahead.
    /// </summary>
    public static List<TimeRange> Find(IReadOnlyList<TimeRange> missing, CandleSeries stored, BackfillStep step)
    {
        var asked = new List<TimeRange>();
        foreach (var span in missing)
        {
            var open = stored.Interval.Shift(span.Start, -1);
            var before = stored.IndexAtOrAfter(open);
            asked.Add(before < stored.Count && stored.OpenTime[before] == open ? span with { Start = open } : span);
        }

        foreach (var openTime in step.Uncertain.Select(candle => candle.OpenTime).Append(
            step.AsksForLast && stored.Count > 0 ? stored.OpenTime[^1] : long.MaxValue))
        {
            var position = stored.IndexAtOrAfter(openTime);
            if (position < stored.Count && stored.OpenTime[position] == openTime)
            {
                asked.Add(new TimeRange(openTime, stored.Interval.CloseOf(openTime)));
            }
        }

        return CandleGaps.Unite(asked);
    }
}
