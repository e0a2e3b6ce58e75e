using Trad.Candles.Stores;

namespace Trad.Candles.Aggregation;

/// <summary>The months of a derived market, for as long as the stored months they are made from do not change.</summary>
/// <param name="Versions">The versions of the stored months.</param>
/// <param name="Months">The derived months.</param>
internal sealed record DerivedMonths(string Versions, IReadOnlyList<CandlePartition> Months)
{
    /// <summary>One derived month.</summary>
    /// <param name="candles">Its candles, at least one.</param>
    /// <param name="source">The interval they are made from.</param>
    /// <param name="stored">The stored months of that interval.</param>
    public static CandlePartition Describe(CandleSeries candles, Interval source, IReadOnlyList<CandlePartition> stored)
    {
        // A week or three days that open in a month may end in the next one, whose version counts then as well.
        var month = Month.Containing(candles.OpenTime[0]);
        var from = stored.Where(partition => !partition.Range.Intersect(candles.Range).IsEmpty).ToList();
        return new CandlePartition(
            month.Year, month.Number, $"{source}:{string.Join('+', from.Select(partition => partition.Version))}", candles.Count,
            candles.OpenTime[0], candles.OpenTime[^1], from[0].Bytes);
    }
}
