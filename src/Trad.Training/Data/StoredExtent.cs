using Trad.Candles;
using Trad.Candles.Stores;

namespace Trad.Training.Data;

/// <summary>What the list of stored months tells of a range, without reading a candle.</summary>
/// <param name="AtLeast">Candles that are certainly stored in it.</param>
/// <param name="Expected">Candles that would be without a hole, from the first stored candle to the end of the range.</param>
public readonly record struct StoredExtent(long AtLeast, long Expected)
{
    /// <summary>Candles that may be missing.</summary>
    public long MissingAtMost => Expected - AtLeast;

    /// <summary>What is known of a range.</summary>
    /// <param name="partitions">The stored months of the market.</param>
    /// <param name="range">The range.</param>
    /// <param name="interval">The candle interval.</param>
    public static StoredExtent Measure(IReadOnlyList<CandlePartition> partitions, TimeRange range, Interval interval)
    {
        var (atLeast, first) = (0L, long.MaxValue);
        foreach (var partition in partitions)
        {
            var span = new TimeRange(partition.FirstOpenTime, interval.CloseOf(partition.LastOpenTime));
            var inside = span.Intersect(range);
            if (inside.IsEmpty)
            {
                continue;
            }

            // Of the candles outside the range none need be there but those that do not fit into it.
            var outside = span.CountCandles(interval) - inside.CountCandles(interval);
            atLeast += Math.Max(0, partition.Rows - outside);
            first = Math.Min(first, inside.Start);
        }

        return new StoredExtent(atLeast, first == long.MaxValue ? 0 : (range with { Start = first }).CountCandles(interval));
    }
}
