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

    private readonly TrainingDataCache _cache = new(capacity);
    private readonly SemaphoreSlim _reading = new(1, 1);

    /// <summary>Reads the candles of a selection as they are stored now.</summary>
    /// <param name="selection">What is asked for.</param>
    /// <param name="partitions">What is stored of it; not empty.</param>
    /// <param name="counting">The range that counts.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="TrainingException">
    /// Candles are missing and the gap policy is to fail, or too many would have to be filled.
    /// </exception>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    public async Task<SymbolCandles> ReadAsync(
        DataSelection selection, IReadOnlyList<CandlePartition> partitions, TimeRange counting, CancellationToken cancellationToken)
    {
        var readRange = TrainingRange.WithWarmUp(counting, selection);
        var finer = await FindFinerAsync(selection, readRange, cancellationToken);
        var known = _cache.Recall(selection, readRange, Versions(partitions, readRange, finer));
        return new SymbolCandles(
            selection,
            counting,
            known?.Candles ?? (await ReadAsync(
                selection.Market, readRange, selection.GapPolicy, selection.LongestGap, cancellationToken)).Candles);
    }

    /// <summary>Records which candles a job is computed from, and keeps them for its trials.</summary>
    /// <param name="symbol">The candles.</param>
    /// <param name="split">Where they are split.</param>
    /// <param name="partitions">What is stored of the market; not empty.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    public async Task<(TrainingData Data, IReadOnlyList<string> Warnings)> PinAsync(
        SymbolCandles symbol, CandleSplit split, IReadOnlyList<CandlePartition> partitions, CancellationToken cancellationToken)
    {
        var (selection, candles, counting) = (symbol.Selection, symbol.Candles, symbol.Counting);
        var market = selection.Market;
        var readRange = TrainingRange.WithWarmUp(counting, selection);
        var finer = await FindFinerAsync(selection, readRange, cancellationToken);
        var versions = Versions(partitions, readRange, finer);
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
            DateTimeOffset.FromUnixTimeMilliseconds(partitions.Max(partition => partition.LastOpenTime)),
            candles.Count - first,
            readRange.StartTime,
            first,
            symbol.TradeFrom,
            known?.Snapshot.Fingerprint ?? DataFingerprint.Of(market, candles),
            versions)
        {
            HoldOutFrom = split.HoldOutFrom is { } holdOut ? DateTimeOffset.FromUnixTimeMilliseconds(holdOut) : null,
            HoldOutCandles = candles.Count - inSample,
            GapPolicy = selection.GapPolicy,
            LongestGapHours = selection.LongestGap.TotalHours,
            MissingCandles = (counting with { Start = from }).CountCandles(market.Interval) - symbol.CountStored(first, candles.Count),
            LongGaps = symbol.Interruptions.Ends.ToArray().Count(end => end >= first - 1),
            FilledCandles = candles.Count - symbol.CountStored(0, candles.Count),
            IntrabarPath = selection.IntrabarPath,
            FinerInterval = finer?.Market.Interval,
            FinerFingerprint = known?.Snapshot.FinerFingerprint ?? (finer is null ? null : DataFingerprint.Of(finer.Market, finerCandles!)),
        };
        var data = known?.Snapshot.HoldOutFrom == snapshot.HoldOutFrom && known is not null
            ? known with { Snapshot = snapshot }
            : TrainingData.Of(snapshot, candles) with { Finer = finerCandles };
        _cache.Keep(data);
        return (data, DataWarnings.Of(snapshot, symbol, split));
    }

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

        await _reading.WaitAsync(cancellationToken);
        try
        {
            return _cache.Recall(snapshot) ?? await ReadAsync(snapshot, cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private async Task<TrainingData> ReadAsync(DataSnapshot snapshot, CancellationToken cancellationToken)
    {
        var market = snapshot.ToMarket();
        var candles = (await ReadAsync(market, snapshot.ReadRange(), snapshot.GapPolicy, snapshot.LongestGap(), cancellationToken)).Candles;
        if (DataFingerprint.Of(market, candles) != snapshot.Fingerprint)
        {
            throw new TrainingException(
                $"The stored candles of {market} in {snapshot.ReadRange()} have changed since the job began; start it again.");
        }

        var data = TrainingData.Of(snapshot, candles) with { Finer = await ReadFinerAsync(snapshot, market, cancellationToken) };
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
        return DataFingerprint.Of(under, finer) == snapshot.FinerFingerprint
            ? finer
            : throw new TrainingException(
                $"The stored candles of {under} in {snapshot.ReadRange()} have changed since the job began; start it again.");
    }

    private Task<FinerMarket?> FindFinerAsync(DataSelection selection, TimeRange range, CancellationToken cancellationToken) =>
        selection.IntrabarPath
        ? FinerMarket.FindAsync(store, selection.Market, range, cancellationToken)
        : Task.FromResult<FinerMarket?>(null);

    private static Dictionary<string, string> Versions(IReadOnlyList<CandlePartition> partitions, TimeRange range, FinerMarket? finer)
    {
        var versions = partitions
            .Where(partition => !partition.Range.Intersect(range).IsEmpty)
            .ToDictionary(partition => $"{partition.Year:D4}-{partition.Month:D2}", partition => partition.Version, StringComparer.Ordinal);
        foreach (var (partition, version) in finer?.Partitions ?? new Dictionary<string, string>())
        {
            versions.Add(partition, version);
        }

        return versions;
    }

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
