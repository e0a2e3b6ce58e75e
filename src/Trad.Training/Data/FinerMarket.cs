using Trad.Candles;
using Trad.Candles.Stores;

namespace Trad.Training.Data;

/// <summary>The shortest interval that is stored under a market's own; its candles tell what came first within a candle.</summary>
/// <param name="Market">The same symbol at the shorter interval.</param>
/// <param name="Partitions">The stored partitions of a range, with their versions.</param>
internal sealed record FinerMarket(Market Market, IReadOnlyDictionary<string, string> Partitions)
{
    /// <summary>Finds it without reading its candles; null when nothing shorter is stored in the range.</summary>
    public static async Task<FinerMarket?> FindAsync(
        ICandleReader store, Market market, TimeRange range, CancellationToken cancellationToken)
    {
        foreach (var interval in Interval.All.Where(
            each => each < market.Interval && market.Interval.Milliseconds % each.Milliseconds == 0))
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
