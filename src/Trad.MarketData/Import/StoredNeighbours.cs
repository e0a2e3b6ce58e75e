using Trad.Candles;
using Trad.Candles.Stores;

namespace Trad.MarketData.Import;

/// <summary>
/// The stored candles next to the months of a file, however far away. A stored month that cannot be read has none to offer;
/// importing over it is refused when it is staged.
/// </summary>
/// <param name="store">What is stored.</param>
/// <param name="market">The market.</param>
internal sealed class StoredNeighbours(ICandleStore store, Market market)
{
    private IReadOnlyList<CandlePartition>? _partitions;

    /// <summary>The last candles that open in a span, oldest first; as many as asked for where there are.</summary>
    public Task<IReadOnlyList<Candle>> LastOfAsync(TimeRange span, int count, CancellationToken cancellationToken) =>
        ReadAsync(span, count, isLast: true, cancellationToken);

    /// <summary>The first candles that open in a span, oldest first.</summary>
    public Task<IReadOnlyList<Candle>> FirstOfAsync(TimeRange span, int count, CancellationToken cancellationToken) =>
        ReadAsync(span, count, isLast: false, cancellationToken);

    private async Task<IReadOnlyList<Candle>> ReadAsync(TimeRange span, int count, bool isLast, CancellationToken cancellationToken)
    {
        var inside = (await ListAsync(cancellationToken))
            .Where(partition => partition.Damage is null && !partition.Range.Intersect(span).IsEmpty
                && partition.FirstOpenTime < span.End && partition.LastOpenTime >= span.Start)
            .ToList();
        if (isLast)
        {
            inside.Reverse();
        }

        var found = new List<Candle>();
        foreach (var partition in inside)
        {
            var candles = (await ReadMonthAsync(partition, cancellationToken)).Slice(span);
            var taken = Math.Min(count - found.Count, candles.Count);
            var first = isLast ? candles.Count - taken : 0;
            found.InsertRange(isLast ? 0 : found.Count, Enumerable.Range(first, taken).Select(i => candles[i]));
            if (found.Count == count)
            {
                break;
            }
        }

        return found;
    }

    private async Task<IReadOnlyList<CandlePartition>> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            return _partitions ??= await store.ListWithDamagedAsync(market, cancellationToken);
        }
        catch (CandleStoreException)
        {
            return _partitions = [];
        }
    }

    private async Task<CandleSeries> ReadMonthAsync(CandlePartition partition, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadPartitionAsync(market, partition, cancellationToken)
                ?? await store.ReadAsync(market, partition.Range, cancellationToken);
        }
        catch (CandleStoreException)
        {
            return CandleSeries.Empty(market.Interval);
        }
    }
}
