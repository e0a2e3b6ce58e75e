using Trad.Candles.Stores;

namespace Trad.Candles.Aggregation;

/// <summary>The months of a derived market, for as long as the stored months they are made from do not change.</summary>
/// <param name="Versions">The versions of the stored months.</param>
/// <param name="Months">The derived months.</param>
internal sealed record DerivedMonths(string Versions, IReadOnlyList<CandlePartition> Months)
{
    /// <summary>Counts whole buckets month by month; every interval divides a day, so a bucket lies in one month.</summary>
    public static DerivedMonths Of(CandleSeries buckets, Interval source, IReadOnlyList<CandlePartition> stored, string versions)
    {
        var months = new List<CandlePartition>(stored.Count);
        foreach (var partition in stored)
        {
            var candles = buckets.Slice(partition.Range);
            if (candles.Count > 0)
            {
                months.Add(new CandlePartition(
                    partition.Year, partition.Month, $"{source}:{partition.Version}", candles.Count, candles.OpenTime[0],
                    candles.OpenTime[^1], partition.Bytes));
            }
        }

        return new DerivedMonths(versions, months);
    }
}
