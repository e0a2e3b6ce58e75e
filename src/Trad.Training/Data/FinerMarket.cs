using Trad.Candles;
using Trad.Candles.Stores;

namespace Trad.Training.Data;

/// <summary>The shortest interval that is stored under a market's own; its candles tell what came first within a candle.</summary>
/// <param name="Market">The same symbol at the shorter interval.</param>
/// <param name="Partitions">The stored partitions of a range, with their versions.</param>
internal sealed record FinerMarket(Market Market, IReadOnlyDictionary<string, string> Partitions)
{
    // 320 MB of them; of a longer range the next longer interval is looked for.
    private const long MostCandles = 5_000_000;

    /// <summary>Finds it without reading its candles; null when nothing shorter is stored in the range.</summary>
    public static async Task<FinerMarket?> FindAsync(
        ICandleReader store, Market market, TimeRange range, CancellationToken cancellationToken)
    {
        foreach (var interval in Interval.All.Where(
            each => each < market.Interval && market.Interval.IsTiledBy(each) && range.CountCandles(each) <= MostCandles))
        {
            var finer = Under(market, interval);
            var partitions = (await store.ListPartitionsAsync(finer, cancellationToken))
                .Where(partition => !partition.Range.Intersect(range).IsEmpty)
                .ToDictionary(
                    partition => $"{interval}/{partition.Year:D4}-{partition.Month:D2}", partition => partition.Version,
                    StringComparer.Ordinal);
            if (partitions.Count > 0)
            {
                return new FinerMarket(finer, partitions);
            }
        }

        return null;
    }

    /// <summary>The same symbol at another interval.</summary>
    public static Market Under(Market market, Interval interval) => new(market.Exchange, market.Symbol, interval);
}
