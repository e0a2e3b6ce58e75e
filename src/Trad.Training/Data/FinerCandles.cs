using Trad.Candles;
using Trad.Candles.Stores;

namespace Trad.Training.Data;

/// <summary>Candles of a shorter interval under those of a market, which tell what came first within a candle.</summary>
/// <param name="Candles">The finer candles.</param>
/// <param name="Partitions">The stored partitions they come from, with their versions.</param>
internal sealed record FinerCandles(CandleSeries Candles, IReadOnlyDictionary<string, string> Partitions)
{
    /// <summary>The shortest interval stored under a market's own, or null when there is none.</summary>
    public static async Task<FinerCandles?> FindAsync(ICandleReader store, Market market, TimeRange range, CancellationToken cancellationToken)
    {
        foreach (var interval in Interval.All.Where(each => each < market.Interval && market.Interval.Milliseconds % each.Milliseconds == 0))
        {
            var finer = Under(market, interval);
            var partitions = (await store.ListPartitionsAsync(finer, cancellationToken))
                .Where(partition => !partition.Range.Intersect(range).IsEmpty)
                .ToDictionary(partition => $"{interval}/{partition.Year:D4}-{partition.Month:D2}", partition => partition.Version, StringComparer.Ordinal);
            if (partitions.Count > 0)
            {
                return new FinerCandles(await store.ReadAsync(finer, range, cancellationToken), partitions);
            }
        }

        return null;
    }

    /// <summary>The same symbol at another interval.</summary>
    public static Market Under(Market market, Interval interval) => new(market.Exchange, market.Symbol, interval);
}
