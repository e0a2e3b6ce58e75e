using System.Runtime.CompilerServices;

namespace Trad.Candles.Stores;

/// <summary>Reads long ranges a month at a time, so that memory holds one month and not all of them.</summary>
public static class CandleReading
{
    /// <summary>The candles that open inside the range, month by month, oldest first; months without any are left out.</summary>
    /// <param name="reader">Where the candles are read.</param>
    /// <param name="market">The market.</param>
    /// <param name="months">Its months, as <see cref="ICandleReader.ListPartitionsAsync"/> gives them.</param>
    /// <param name="range">What is wanted.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    public static async IAsyncEnumerable<CandleSeries> ReadMonthsAsync(
        this ICandleReader reader,
        Market market,
        IReadOnlyList<CandlePartition> months,
        TimeRange range,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var month in months)
        {
            var part = month.Range.Intersect(range);
            if (part.IsEmpty)
            {
                continue;
            }

            var candles = await reader.ReadAsync(market, part, cancellationToken);
            if (candles.Count > 0)
            {
                yield return candles;
            }
        }
    }
}
