using Trad.Candles.Stores;

namespace Trad.Candles.Aggregation;

/// <summary>A stretch of months of which candles are made from one stored interval.</summary>
/// <param name="Market">The stored market.</param>
/// <param name="Partitions">Its stored months in the stretch, oldest first; at least one.</param>
internal sealed record DerivedSource(Market Market, IReadOnlyList<CandlePartition> Partitions)
{
    /// <summary>
    /// The share of what the fullest stored interval covers of a month from which on a longer one is taken: the fewest candles to read,
    /// but not a few of them where another has all.
    /// </summary>
    public const double LeastShare = 0.9;

    /// <summary>From the first month to behind the last one.</summary>
    public TimeRange Range => new(Partitions[0].Range.Start, Partitions[^1].Range.End);

    /// <summary>
    /// What candles are made from, oldest stretch first: of each month the longest interval that covers at least
    /// <see cref="LeastShare"/> of what the fullest covers, by the number of its candles.
    /// </summary>
    /// <param name="stored">The stored markets that the candles can be made from, each with its months.</param>
    public static IReadOnlyList<DerivedSource> Choose(IReadOnlyList<DerivedSource> stored)
    {
        var stretches = new List<DerivedSource>();
        foreach (var month in stored.SelectMany(source => source.Partitions.Select(partition => (source.Market, Partition: partition)))
            .GroupBy(each => new Month(each.Partition.Year, each.Partition.Month))
            .OrderBy(month => month.Key))
        {
            var fullest = month.Max(each => Covered(each.Market, each.Partition));
            var (market, partition) = month
                .Where(each => Covered(each.Market, each.Partition) >= LeastShare * fullest)
                .MaxBy(each => each.Market.Interval);
            if (stretches is [.., var last] && last.Market == market)
            {
                stretches[^1] = last with { Partitions = [.. last.Partitions, partition] };
            }
            else
            {
                stretches.Add(new DerivedSource(market, [partition]));
            }
        }

        return stretches;
    }

    private static double Covered(Market market, CandlePartition partition) => (double)partition.Rows * market.Interval.Milliseconds;
}
