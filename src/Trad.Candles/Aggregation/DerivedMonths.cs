using Trad.Candles.Stores;

namespace Trad.Candles.Aggregation;

/// <summary>The months of a derived market, for as long as the stored months they are made from do not change.</summary>
/// <param name="Versions">The versions of the stored months.</param>
/// <param name="Months">The derived months.</param>
internal sealed record DerivedMonths(string Versions, IReadOnlyList<CandlePartition> Months)
{
    /// <summary>One derived month.</summary>
    /// <param name="candles">Its candles, at least one.</param>
    /// <param name="sources">What they are made from.</param>
    public static CandlePartition Describe(CandleSeries candles, IReadOnlyList<DerivedSource> sources)
    {
        // A week or three days that open in a month may end in the next one, whose version counts then as well.
        var month = Month.Containing(candles.OpenTime[0]);
        var from = sources
            .Select(source => source with
            {
                Partitions = [.. source.Partitions.Where(partition => !partition.Range.Intersect(candles.Range).IsEmpty)],
            })
            .Where(source => source.Partitions.Count > 0)
            .ToList();
        var versions = from.Select(source =>
            $"{source.Market.Interval}:{string.Join('+', source.Partitions.Select(partition => partition.Version))}");
        return new CandlePartition(
            month.Year, month.Number, string.Join('|', versions), candles.Count, candles.OpenTime[0], candles.OpenTime[^1],
            from[0].Partitions[0].Bytes);
    }
}
