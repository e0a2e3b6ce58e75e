using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Trad.Candles.Stores;

namespace Trad.Candles.Aggregation;

/// <summary>
/// Reads candles of any interval: those that are stored, or, for a market that is not, the aggregates of the longest stored
/// interval that divides it. Buckets that miss a part are dropped, the newest one while it is unfinished included.
/// </summary>
/// <param name="store">What is stored.</param>
public sealed class DerivedCandleReader(ICandleStore store) : ICandleReader
{
    private const long Day = 86_400_000;

    private readonly ConcurrentDictionary<Market, DerivedMonths> _known = new();

    /// <inheritdoc/>
    public async Task<CandleSeries> ReadAsync(Market market, TimeRange range, CancellationToken cancellationToken)
    {
        var stored = await store.ReadAsync(market, range, cancellationToken);
        if (stored.Count > 0
            || (await store.ListPartitionsAsync(market, cancellationToken)).Count > 0
            || await FindSourceAsync(market, cancellationToken) is not { } source)
        {
            return stored;
        }

        // The last bucket that opens in the range may end after it.
        var parts = await store.ReadAsync(source.Market, Widen(range, market.Interval), cancellationToken);
        return CandleAggregation.Aggregate(parts, market.Interval).Slice(range);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Months begin at midnight UTC, and so does a bucket of every interval that divides a day: a derived month is made from one stored
    /// month. Longer intervals are read at once.
    /// </remarks>
    public async IAsyncEnumerable<CandleSeries> ReadMonthsAsync(
        Market market, TimeRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Day % market.Interval.Milliseconds != 0)
        {
            yield return await ReadAsync(market, range, cancellationToken);
            yield break;
        }

        var source = (await store.ListPartitionsAsync(market, cancellationToken)).Count > 0
            ? null
            : await FindSourceAsync(market, cancellationToken);
        var months = source is null
            ? store.ReadMonthsAsync(market, range, cancellationToken)
            : store.ReadMonthsAsync(source.Value.Market, Widen(range, market.Interval), cancellationToken);
        await foreach (var month in months)
        {
            var candles = source is null ? month : CandleAggregation.Aggregate(month, market.Interval).Slice(range);
            if (candles.Count > 0)
            {
                yield return candles;
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The months of a derived market count whole buckets and carry the version of the month they are made from,
    /// as in <c>5m:0x8DD…</c>.
    /// </remarks>
    public async Task<IReadOnlyList<CandlePartition>> ListPartitionsAsync(Market market, CancellationToken cancellationToken)
    {
        var stored = await store.ListPartitionsAsync(market, cancellationToken);
        if (stored.Count > 0 || await FindSourceAsync(market, cancellationToken) is not { } source)
        {
            return stored;
        }

        var versions = string.Join('|', source.Partitions.Select(partition => partition.Version));
        if (_known.TryGetValue(market, out var known) && known.Versions == versions)
        {
            return known.Months;
        }

        var parts = await store.ReadAsync(source.Market, TimeRange.Always, cancellationToken);
        var months =
            DerivedMonths.Of(CandleAggregation.Aggregate(parts, market.Interval), source.Market.Interval, source.Partitions, versions);
        _known[market] = months;
        return months.Months;
    }

    /// <summary>
    /// The stored interval that the market's candles are made from; null when they are stored themselves, or cannot be made.
    /// </summary>
    public async Task<Interval?> FindSourceIntervalAsync(Market market, CancellationToken cancellationToken) =>
        (await store.ListPartitionsAsync(market, cancellationToken)).Count > 0
            ? null
            : (await FindSourceAsync(market, cancellationToken))?.Market.Interval;

    private async Task<(Market Market, IReadOnlyList<CandlePartition> Partitions)?> FindSourceAsync(
        Market market, CancellationToken cancellationToken)
    {
        // The longest first: the fewest candles to read.
        foreach (var interval in Interval.All.Reverse().Where(
            each => each < market.Interval && market.Interval.Milliseconds % each.Milliseconds == 0))
        {
            var source = new Market(market.Exchange, market.Symbol, interval);
            var partitions = await store.ListPartitionsAsync(source, cancellationToken);
            if (partitions.Count > 0)
            {
                return (source, partitions);
            }
        }

        return null;
    }

    private static TimeRange Widen(TimeRange range, Interval interval) =>
        range with { End = Math.Min(range.End, TimeRange.Always.End - interval.Milliseconds) + interval.Milliseconds };
}
