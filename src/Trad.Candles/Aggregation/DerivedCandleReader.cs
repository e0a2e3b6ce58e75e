using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Trad.Candles.Stores;

namespace Trad.Candles.Aggregation;

/// <summary>
/// Reads candles of any interval: those that are stored, or, for a market that is not, the aggregates of the longest stored
/// interval that it is made up of (<see cref="Interval.IsTiledBy"/>). Buckets that miss a part are dropped, the newest one while it is
/// unfinished included.
/// </summary>
/// <param name="store">What is stored.</param>
public sealed class DerivedCandleReader(ICandleStore store) : ICandleReader
{
    // Candles that are read at once and in parallel, 320 MB; more are read month by month.
    private const long MostAtOnce = 5_000_000;

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

        var months = new List<CandleSeries>();
        await foreach (var month in MakeAsync(source, market.Interval, range, cancellationToken))
        {
            months.Add(month);
        }

        return CandleSeries.Concat(market.Interval, months);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<CandleSeries> ReadMonthsAsync(
        Market market, TimeRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var source = (await store.ListPartitionsAsync(market, cancellationToken)).Count > 0
            ? null
            : await FindSourceAsync(market, cancellationToken);
        var months = source is null
            ? store.ReadMonthsAsync(market, range, cancellationToken)
            : StreamedAggregation.AggregateAsync(
                store.ReadMonthsAsync(source.Value.Market, Widen(range, market.Interval), cancellationToken), market.Interval,
                cancellationToken);
        await foreach (var month in months)
        {
            var candles = source is null ? month : month.Slice(range);
            if (candles.Count > 0)
            {
                yield return candles;
            }
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The months of a derived market count whole buckets that open in them and carry the version of the stored months that these are
    /// made from, as in <c>5m:0x8DD…</c>.
    /// </remarks>
    public async Task<IReadOnlyList<CandlePartition>> ListPartitionsAsync(Market market, CancellationToken cancellationToken)
    {
        var stored = await store.ListPartitionsAsync(market, cancellationToken);
        if (stored.Count > 0 || await FindSourceAsync(market, cancellationToken) is not { } source)
        {
            return stored;
        }

        var versions = $"{source.Market.Interval}:{string.Join('|', source.Partitions.Select(partition => partition.Version))}";
        if (_known.TryGetValue(market, out var known) && known.Versions == versions)
        {
            return known.Months;
        }

        var months = new List<CandlePartition>();
        await foreach (var month in MakeAsync(source, market.Interval, TimeRange.Always, cancellationToken))
        {
            months.Add(DerivedMonths.Describe(month, source.Market.Interval, source.Partitions));
        }

        _known[market] = new DerivedMonths(versions, months);
        return months;
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
            each => each < market.Interval && market.Interval.IsTiledBy(each)))
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

    private async IAsyncEnumerable<CandleSeries> MakeAsync(
        (Market Market, IReadOnlyList<CandlePartition> Partitions) source,
        Interval interval,
        TimeRange range,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wide = Widen(range, interval);
        var rows = source.Partitions.Where(partition => !partition.Range.Intersect(wide).IsEmpty).Sum(partition => partition.Rows);
        var parts = rows <= MostAtOnce
            ? ReadAtOnceAsync(source.Market, wide, cancellationToken)
            : store.ReadMonthsAsync(source.Market, wide, cancellationToken);
        await foreach (var month in StreamedAggregation.AggregateAsync(parts, interval, cancellationToken))
        {
            var candles = month.Slice(range);
            if (candles.Count > 0)
            {
                yield return candles;
            }
        }
    }

    private async IAsyncEnumerable<CandleSeries> ReadAtOnceAsync(
        Market market, TimeRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await store.ReadAsync(market, range, cancellationToken);
    }

    // The last bucket that opens in the range may end after it.
    private static TimeRange Widen(TimeRange range, Interval interval) =>
        range with { End = Math.Min(range.End, TimeRange.Always.End - interval.LongestMilliseconds) + interval.LongestMilliseconds };
}
