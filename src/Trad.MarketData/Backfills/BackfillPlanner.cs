using Trad.Candles;
using Trad.Candles.Quality;
using Trad.Candles.Stores;
using Trad.MarketData.Coverage;

namespace Trad.MarketData.Backfills;

/// <summary>Plans a backfill from what is stored: what is missing, not what was asked for.</summary>
internal static class BackfillPlanner
{
    // The exchange publishes a month's archive some hours after its end.
    private static readonly TimeSpan ArchiveDelay = TimeSpan.FromDays(1);

    /// <summary>The steps, newest month first, because that is what a training looks back from.</summary>
    /// <param name="interval">The candle interval.</param>
    /// <param name="range">What is wanted.</param>
    /// <param name="now">The exchange's clock; candles that close later are not wanted yet.</param>
    /// <param name="stored">What is stored.</param>
    /// <param name="coverage">What is known of it.</param>
    /// <param name="uncertain">Candles that may have been open when they were stored, whether or not they were asked for since.</param>
    /// <param name="hasArchive">Whether the exchange has an archive.</param>
    public static IReadOnlyList<BackfillStep> Plan(
        Interval interval,
        TimeRange range,
        DateTimeOffset now,
        IReadOnlyList<CandlePartition> stored,
        IReadOnlyList<PartitionCoverage> coverage,
        IReadOnlyList<UncertainCandle> uncertain,
        bool hasArchive)
    {
        var wanted = new TimeRange(range.Start, Math.Max(range.Start, Math.Min(range.End, interval.OpenOf(now.ToUnixTimeMilliseconds()))));
        var steps = new List<BackfillStep>();

        // A file of the archive is a month or a day, and candles that are longer than a day few enough for one page over REST; weeks
        // would moreover lie in two files.
        hasArchive &= Interval.OneDay.IsTiledBy(interval);
        foreach (var month in Month.Touching(wanted))
        {
            var part = month.Range.Intersect(wanted);
            var known = coverage.FirstOrDefault(each => each.Month == month);
            var partition = stored.FirstOrDefault(each => each.Year == month.Year && each.Month == month.Number);
            var missing = CountMissing(interval, part, partition, known?.OwnGaps ?? []);
            var asksForLast = MayBeOpen(interval, part, wanted, partition, known, stored);
            var asksAgain = partition is null ? [] : uncertain
                .Where(candle => part.Contains(candle.OpenTime) && !IsSettled(candle, known?.Settled ?? [])).ToList();
            if (missing > 0 || asksForLast || asksAgain.Count > 0)
            {
                var isOver = now - month.Range.EndTime >= ArchiveDelay;
                var worthIt = 2 * missing >= month.Range.CountCandles(interval);
                var step = new BackfillStep(month, part, missing, hasArchive && isOver && worthIt) { AsksForLast = asksForLast };
                steps.Add(asksAgain.Count == 0 ? step : step with { Uncertain = asksAgain });
            }
        }

        steps.Reverse();
        return steps;
    }

    private static bool IsSettled(UncertainCandle candle, IReadOnlyList<UncertainCandle> settled) =>
        settled.Any(each => each.OpenTime == candle.OpenTime && each.Since >= candle.Since);

    /// <summary>
    /// Whether the last candle stored of a month may have been open when it was stored, and no missing candle behind it in the month has
    /// it asked for again: nothing is stored behind it, and it came with a file, or from nobody knows where, or months behind it are to
    /// be fetched.
    /// </summary>
    private static bool MayBeOpen(
        Interval interval, TimeRange part, TimeRange wanted, CandlePartition? partition, PartitionCoverage? known,
        IReadOnlyList<CandlePartition> stored)
    {
        if (partition is null || !part.Contains(partition.LastOpenTime))
        {
            return false;
        }

        var next = interval.CloseOf(partition.LastOpenTime);
        var isFetched = known is not null && known.Source != CoverageBook.Import && known.Source != PartitionCoverage.UnknownSource;
        return !stored.Any(other => other.FirstOpenTime == next)
            && (!isFetched || (next >= partition.Range.End && wanted.Contains(next)));
    }

    /// <summary>
    /// The candles missing, from the partition's ends and row count alone: exact when the wanted part covers the stored candles,
    /// else never too few, so that a step may find nothing left to do but none is forgotten.
    /// </summary>
    private static long CountMissing(Interval interval, TimeRange part, CandlePartition? partition, IReadOnlyList<TimeRange> ownGaps)
    {
        if (partition is null)
        {
            return CandleGaps.Except([part], ownGaps).Sum(gap => gap.CountCandles(interval));
        }

        var inside = new TimeRange(partition.FirstOpenTime, interval.CloseOf(partition.LastOpenTime));
        var outside = CandleGaps.Except([part], [inside]);
        var missingOutside = CandleGaps.Except(outside, ownGaps).Sum(gap => gap.CountCandles(interval));
        var ownInside = ownGaps.Sum(gap => gap.Intersect(inside).CountCandles(interval));
        var missingInside = inside.Intersect(part).IsEmpty ? 0 : inside.CountCandles(interval) - partition.Rows - ownInside;
        return missingOutside + Math.Max(0, missingInside);
    }
}
