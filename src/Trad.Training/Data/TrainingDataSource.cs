using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Candles.Stores;

namespace Trad.Training.Data;

/// <summary>The candles of jobs, read once per process and kept, with their indicators, for the trials that share them.</summary>
/// <param name="store">Where the candles are read.</param>
public sealed class TrainingDataSource(ICandleReader store) : IDisposable
{
    // A candle with its indicators takes some 300 bytes; this is six series of 18 months of five minutes.
    private const long Capacity = 1_000_000;

    // Fewer candles than this say nothing about a strategy.
    private const int FewestTradingCandles = 100;

    private readonly TrainingDataCache _cache = new(Capacity);
    private readonly SemaphoreSlim _reading = new(1, 1);

    /// <summary>Reads the candles of a selection as they are stored now, and records which they are.</summary>
    /// <param name="selection">What is asked for.</param>
    /// <param name="partitions">What is stored of it; not empty.</param>
    /// <param name="range">The range and its hold-out.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="TrainingException">Too little is stored, or candles are missing and the gap policy is to fail.</exception>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    public async Task<(TrainingData Data, IReadOnlyList<string> Warnings)> PinAsync(
        DataSelection selection, IReadOnlyList<CandlePartition> partitions, TrainingRange range, CancellationToken cancellationToken)
    {
        var market = selection.Market;
        var counting = range.Counting;
        var readRange = counting with { Start = counting.Start - (selection.WarmUp * market.Interval.Milliseconds) };
        var versions = partitions
            .Where(partition => !partition.Range.Intersect(readRange).IsEmpty)
            .ToDictionary(partition => $"{partition.Year:D4}-{partition.Month:D2}", partition => partition.Version, StringComparer.Ordinal);
        var finer = selection.IntrabarPath ? await FinerMarket.FindAsync(store, market, readRange, cancellationToken) : null;
        foreach (var (partition, version) in finer?.Partitions ?? new Dictionary<string, string>())
        {
            versions.Add(partition, version);
        }

        var known = _cache.Recall(selection, readRange, versions);
        var handled = known is null ? await ReadAsync(market, readRange, selection.GapPolicy, cancellationToken) : null;
        var candles = known?.Candles ?? handled!.Candles;
        var finerCandles = known?.Finer ?? (finer is null ? null : await store.ReadAsync(finer.Market, readRange, cancellationToken));
        var first = candles.IndexAtOrAfter(counting.Start);
        var tradeFrom = Math.Max(first, selection.WarmUp);
        var inSample = range.HoldOutFrom is { } from ? candles.IndexAtOrAfter(from.ToUnixTimeMilliseconds()) : candles.Count;
        if (inSample - tradeFrom < FewestTradingCandles)
        {
            throw new TrainingException(
                $"Too few candles: {selection.Strategy} needs {selection.WarmUp} to warm up and at least {FewestTradingCandles} to trade on; "
                + $"{candles.Count} of {market} are stored up to the end of {counting}"
                + (inSample < candles.Count ? $", {candles.Count - inSample} of them held out." : "."));
        }

        var snapshot = new DataSnapshot(
            market.Exchange,
            market.Symbol,
            market.Interval,
            DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTime[first]),
            counting.EndTime,
            DateTimeOffset.FromUnixTimeMilliseconds(partitions.Max(partition => partition.LastOpenTime)),
            candles.Count - first,
            readRange.StartTime,
            first,
            tradeFrom,
            known?.Snapshot.Fingerprint ?? DataFingerprint.Of(market, candles),
            versions)
        {
            HoldOutFrom = range.HoldOutFrom,
            HoldOutCandles = candles.Count - inSample,
            GapPolicy = selection.GapPolicy,
            FilledCandles = known?.Snapshot.FilledCandles ?? handled!.Filled,
            IntrabarPath = selection.IntrabarPath,
            FinerInterval = finer?.Market.Interval,
            FinerFingerprint = known?.Snapshot.FinerFingerprint ?? (finer is null ? null : DataFingerprint.Of(finer.Market, finerCandles!)),
        };
        var data = known?.Snapshot.HoldOutFrom == snapshot.HoldOutFrom && known is not null
            ? known with { Snapshot = snapshot }
            : TrainingData.Of(snapshot, candles) with { Finer = finerCandles };
        _cache.Keep(data);
        return (data, DataWarnings.Of(snapshot, candles, counting));
    }

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
        var candles = (await ReadAsync(market, snapshot.ReadRange(), snapshot.GapPolicy, cancellationToken)).Candles;
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
            : throw new TrainingException($"The stored candles of {under} in {snapshot.ReadRange()} have changed since the job began; start it again.");
    }

    private async Task<GapHandled> ReadAsync(Market market, TimeRange range, GapPolicy policy, CancellationToken cancellationToken)
    {
        try
        {
            return GapHandling.Apply(await store.ReadAsync(market, range, cancellationToken), policy);
        }
        catch (CandleGapException missing)
        {
            throw new TrainingException($"{market}: {missing.Message}", missing);
        }
    }
}
