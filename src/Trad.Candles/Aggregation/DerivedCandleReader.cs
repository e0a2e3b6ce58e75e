using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Trad.Candles.Stores;

namespace Trad.Candles.Aggregation;

/// <summary>
/// Reads candles of any interval: those that are stored, or, for a market that is not, the aggregates of stored intervals that it is made
/// up of (<see cref="Interval.IsTiledBy"/>), of each month the longest one that covers nearly as much of it as any
/// (<see cref="DerivedSource"/>). Buckets that miss a part are dropped, the newest one while it is unfinished included.
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
            || await FindSourcesAsync(market, cancellationToken) is not { Count: > 0 } sources)
        {
            return stored;
        }

        var rows = sources.SelectMany(source => source.Partitions)
            .Where(partition => !partition.Range.Intersect(Widen(range, market.Interval)).IsEmpty)
            .Sum(partition => partition.Rows);
        var months = new List<CandleSeries>();
        await foreach (var month in MakeAsync(sources, market.Interval, range, rows <= MostAtOnce, cancellationToken))
        {
            months.Add(month);
        }

        return CandleSeries.Concat(market.Interval, months);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<CandleSeries> ReadMonthsAsync(
        Market market, TimeRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var sources = (await store.ListPartitionsAsync(market, cancellationToken)).Count > 0
            ? []
            : await FindSourcesAsync(market, cancellationToken);
        var months = sources.Count == 0
            ? store.ReadMonthsAsync(market, range, cancellationToken)
            : MakeAsync(sources, market.Interval, range, isAtOnce: false, cancellationToken);
        await foreach (var month in months)
        {
            if (month.Count > 0)
            {
                yield return month;
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
        if (stored.Count > 0 || await FindSourcesAsync(market, cancellationToken) is not { Count: > 0 } sources)
        {
            return stored;
        }

        var versions = string.Join('|', sources.SelectMany(source => source.Partitions.Select(
            partition => $"{source.Market.Interval}:{partition.Version}")));
        if (_known.TryGetValue(market, out var known) && known.Versions == versions)
        {
            return known.Months;
        }

        var rows = sources.SelectMany(source => source.Partitions).Sum(partition => partition.Rows);
        var months = new List<CandlePartition>();
        await foreach (var month in MakeAsync(sources, market.Interval, TimeRange.Always, rows <= MostAtOnce, cancellationToken))
        {
            months.Add(DerivedMonths.Describe(month, sources));
        }

        _known[market] = new DerivedMonths(versions, months);
        return months;
    }

    /// <summary>
    /// The stored intervals that the market's candles of a range are made from, in the order of time and each once; none when they are
    /// stored themselves, or cannot be made.
    /// </summary>
    public async Task<IReadOnlyList<Interval>> FindSourceIntervalsAsync(
        Market market, TimeRange range, CancellationToken cancellationToken) =>
        (await store.ListPartitionsAsync(market, cancellationToken)).Count > 0
            ? []
            :
            [
                .. (await FindSourcesAsync(market, cancellationToken))
                    .Where(source => !source.Range.Intersect(Widen(range, market.Interval)).IsEmpty)
                    .Select(source => source.Market.Interval)
                    .Distinct(),
            ];

    private async Task<IReadOnlyList<DerivedSource>> FindSourcesAsync(Market market, CancellationToken cancellationToken)
    {
        var listed = await Task.WhenAll(Interval.All
            .Where(each => each < market.Interval && market.Interval.IsTiledBy(each))
            .Select(async each =>
            {
                var source = new Market(market.Exchange, market.Symbol, each);
                return new DerivedSource(source, await store.ListPartitionsAsync(source, cancellationToken));
            }));
        return DerivedSource.Choose([.. listed.Where(source => source.Partitions.Count > 0)]);
    }

    private async IAsyncEnumerable<CandleSeries> MakeAsync(
        IReadOnlyList<DerivedSource> sources,
        Interval interval,
        TimeRange range,
        bool isAtOnce,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var wide = Widen(range, interval);

        // Stretches meet at the ends of months: candles that go on over these are made of days, which do not.
        var parts = sources.Count == 1 ? sources[0].Market.Interval
            : Interval.OneMonth.IsTiledBy(interval) ? interval : Interval.OneDay;
        var made = StreamedAggregation.AggregateAsync(ReadPartsAsync(sources, parts, wide, isAtOnce, cancellationToken), interval,
            cancellationToken);
        await foreach (var month in made)
        {
            var candles = month.Slice(range);
            if (candles.Count > 0)
            {
                yield return candles;
            }
        }
    }

    private async IAsyncEnumerable<CandleSeries> ReadPartsAsync(
        IReadOnlyList<DerivedSource> sources,
        Interval parts,
        TimeRange range,
        bool isAtOnce,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            // The only one is read as far as it goes, also what came to it since.
            var span = sources.Count == 1 ? range : source.Range.Intersect(range);
            if (span.IsEmpty)
            {
                continue;
            }

            var read = isAtOnce ? ReadAtOnceAsync(source.Market, span, cancellationToken)
                : store.ReadMonthsAsync(source.Market, span, cancellationToken);
            await foreach (var month in StreamedAggregation.AggregateAsync(read, parts, cancellationToken))
            {
                yield return month;
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
