using System.Collections.Concurrent;
using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Candles.Stores;

namespace Trad.Training.Data;

/// <summary>The candles of jobs, read once per process and kept, with their indicators, for the trials that share them.</summary>
/// <param name="store">Where the candles are read.</param>
/// <param name="capacity">How many candles are kept; the set used last is kept also when it is larger, unless none shall be.</param>
public sealed class TrainingDataSource(ICandleReader store, long capacity = TrainingDataSource.UsualCapacity) : IDisposable
{
    /// <summary>A candle with its indicators takes some 300 bytes; this is six series of 18 months of five minutes.</summary>
    public const long UsualCapacity = 1_000_000;

    private const int MostReads = 5;

    private readonly TrainingDataCache _cache = new(capacity);
    private readonly ConcurrentDictionary<Market, MarketReads> _markets = new();

    /// <summary>
    /// Reads the candles of a selection as they are stored now; jobs that want the same ones at the same time read them once.
    /// </summary>
    /// <param name="selection">What is asked for.</param>
    /// <param name="partitions">What is stored of it; not empty.</param>
    /// <param name="counting">The range that counts.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="TrainingException">
    /// Candles are missing and the gap policy is to fail, too many would have to be filled, or they change faster than they are read.
    /// </exception>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    public Task<SymbolCandles> ReadAsync(
        DataSelection selection, IReadOnlyList<CandlePartition> partitions, TimeRange counting, CancellationToken cancellationToken)
    {
        var reads = ReadsOf(selection.Market);
        return reads.InTurnAsync(() => ReadAsync(reads, selection, partitions, counting, cancellationToken), cancellationToken);
    }

    /// <summary>Records which candles a job is computed from, and keeps them for its trials.</summary>
    /// <param name="symbol">The candles.</param>
    /// <param name="split">Where they are split.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    public Task<(TrainingData Data, IReadOnlyList<string> Warnings)> PinAsync(
        SymbolCandles symbol, CandleSplit split, CancellationToken cancellationToken) =>
        ReadsOf(symbol.Selection.Market).InTurnAsync(() => PinInTurnAsync(symbol, split, cancellationToken), cancellationToken);

    /// <summary>The candles that a job pinned, of every symbol in their order.</summary>
    /// <exception cref="TrainingException">The stored candles are no longer those that the job pinned.</exception>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    public Task<TrainingData[]> LoadAllAsync(IReadOnlyList<DataSnapshot> snapshots, CancellationToken cancellationToken) =>
        Task.WhenAll(snapshots.Select(snapshot => LoadAsync(snapshot, cancellationToken)));

    /// <summary>The candles that a job pinned.</summary>
    /// <exception cref="TrainingException">The stored candles are no longer those that the job pinned.</exception>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    public async Task<TrainingData> LoadAsync(DataSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (_cache.Recall(snapshot) is { } known)
        {
            return known;
        }

        return await ReadsOf(snapshot.ToMarket()).InTurnAsync(
            async () => _cache.Recall(snapshot) ?? await ReadAsync(snapshot, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var reads in _markets.Values)
        {
            reads.Dispose();
        }
    }

    private MarketReads ReadsOf(Market market) => _markets.GetOrAdd(market, _ => new MarketReads());

    private async Task<SymbolCandles> ReadAsync(
        MarketReads reads, DataSelection selection, IReadOnlyList<CandlePartition> partitions, TimeRange counting,
        CancellationToken cancellationToken)
    {
        var readRange = TrainingRange.WithWarmUp(counting, selection);
        var versions = await VersionsAsync(selection, partitions, readRange, cancellationToken);
        for (var attempt = 1; attempt <= MostReads; attempt++)
        {
            var key = new ReadKey(selection, readRange, versions);
            if ((_cache.Recall(selection, readRange, versions)?.Candles ?? reads.Recall(key)) is { } known)
            {
                return new SymbolCandles(selection, counting, known) { Partitions = partitions };
            }

            var candles = (await ReadAsync(
                selection.Market, readRange, selection.GapPolicy, selection.LongestGap, cancellationToken)).Candles;

            // What is recorded of a job are the versions that its candles came from: they must not have changed meanwhile.
            partitions = await store.ListPartitionsAsync(selection.Market, cancellationToken);
            var after = await VersionsAsync(selection, partitions, readRange, cancellationToken);
            if (PartitionVersions.AreEqual(versions, after))
            {
                reads.Keep(key, candles);
                return new SymbolCandles(selection, counting, candles) { Partitions = partitions };
            }

            versions = after;
        }

        throw new TrainingException(
            $"The candles of {selection.Market} in {readRange} changed each of {MostReads} times they were read; start the job again when "
            + "the backfill or import that writes them has ended.");
    }

    private async Task<(TrainingData Data, IReadOnlyList<string> Warnings)> PinInTurnAsync(
        SymbolCandles symbol, CandleSplit split, CancellationToken cancellationToken)
    {
        var (selection, candles, counting) = (symbol.Selection, symbol.Candles, symbol.Counting);
        var market = selection.Market;
        var readRange = TrainingRange.WithWarmUp(counting, selection);
        var finer = await FindFinerAsync(selection, readRange, cancellationToken);
        var versions = PartitionVersions.Collect(symbol.Partitions, readRange, finer);
        var known = _cache.Recall(selection, readRange, versions);
        var finerCandles = known?.Finer ?? (finer is null ? null : await store.ReadAsync(finer.Market, readRange, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        var (first, inSample) = (symbol.First, split.InSampleEnd(symbol));
        var from = candles.OpenTime[first];
        var snapshot = new DataSnapshot(
            market.Exchange,
            market.Symbol,
            market.Interval,
            DateTimeOffset.FromUnixTimeMilliseconds(from),
            counting.EndTime,
            DateTimeOffset.FromUnixTimeMilliseconds(symbol.Partitions.Max(partition => partition.LastOpenTime)),
            candles.Count - first,
            readRange.StartTime,
            first,
            symbol.TradeFrom,
            known?.Snapshot.Fingerprint ?? DataFingerprint.Compute(market, candles),
            versions)
        {
            HoldOutFrom = split.HoldOutFrom is { } holdOut ? DateTimeOffset.FromUnixTimeMilliseconds(holdOut) : null,
            HoldOutCandles = candles.Count - inSample,
            GapPolicy = selection.GapPolicy,
            LongestGapHours = selection.LongestGap.TotalHours,
            MissingCandles = (counting with { Start = from }).CountCandles(market.Interval) - symbol.CountStored(first, candles.Count),
            LongGaps = symbol.Interruptions.Ends.ToArray().Count(end => end >= first - 1),
            Gaps = symbol.Outages.Count,
            Outages = Outages.Furthest(symbol.Outages, DataSnapshot.MostOutages),
            FilledCandles = candles.Count - symbol.CountStored(0, candles.Count),
            IntrabarPath = selection.IntrabarPath,
            FinerInterval = finer?.Market.Interval,
            FinerFingerprint = known?.Snapshot.FinerFingerprint
                ?? (finer is null ? null : DataFingerprint.Compute(finer.Market, finerCandles!)),
        };
        var data = known?.Snapshot.HoldOutFrom == snapshot.HoldOutFrom && known is not null
            ? known with { Snapshot = snapshot }
            : TrainingData.Create(snapshot, candles) with { Finer = finerCandles };
        _cache.Keep(data);
        return (data, DataWarnings.Collect(snapshot, symbol, split));
    }

    private async Task<TrainingData> ReadAsync(DataSnapshot snapshot, CancellationToken cancellationToken)
    {
        var market = snapshot.ToMarket();
        var candles = (await ReadAsync(market, snapshot.ReadRange(), snapshot.GapPolicy, snapshot.LongestGap(), cancellationToken)).Candles;
        if (DataFingerprint.Compute(market, candles) != snapshot.Fingerprint)
        {
            throw new TrainingException(
                $"The stored candles of {market} in {snapshot.ReadRange()} have changed since the job began; start it again.");
        }

        var data = TrainingData.Create(snapshot, candles) with { Finer = await ReadFinerAsync(snapshot, market, cancellationToken) };
        _cache.Keep(data);
        return data;
    }

    private async Task<CandleSeries?> ReadFinerAsync(DataSnapshot snapshot, Market market, CancellationToken cancellationToken)
    {
        if (snapshot.FinerInterval is not { } interval)
        {
            return null;
        }

        var under = FinerMarket.Under(market, interval);
        var finer = await store.ReadAsync(under, snapshot.ReadRange(), cancellationToken);
        return DataFingerprint.Compute(under, finer) == snapshot.FinerFingerprint
            ? finer
            : throw new TrainingException(
                $"The stored candles of {under} in {snapshot.ReadRange()} have changed since the job began; start it again.");
    }

    private Task<FinerMarket?> FindFinerAsync(DataSelection selection, TimeRange range, CancellationToken cancellationToken) =>
        selection.IntrabarPath
        ? FinerMarket.FindAsync(store, selection.Market, range, cancellationToken)
        : Task.FromResult<FinerMarket?>(null);

    private async Task<Dictionary<string, string>> VersionsAsync(
        DataSelection selection, IReadOnlyList<CandlePartition> partitions, TimeRange range, CancellationToken cancellationToken) =>
        PartitionVersions.Collect(partitions, range, await FindFinerAsync(selection, range, cancellationToken));

    private async Task<GapHandled> ReadAsync(
        Market market, TimeRange range, GapPolicy policy, TimeSpan longestGap, CancellationToken cancellationToken)
    {
        try
        {
            return GapHandling.Apply(await store.ReadAsync(market, range, cancellationToken), policy, longestGap, cancellationToken);
        }
        catch (CandleGapException missing)
        {
            throw new TrainingException($"{market}: {missing.Message}", missing) { Field = "gapPolicy" };
        }
    }
}
