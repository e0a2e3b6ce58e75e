using Trad.Backtesting.Indicators;
using Trad.Candles;
using Trad.Candles.Stores;

namespace Trad.Training.Data;

/// <summary>The candles of jobs, read once per process and kept, with their indicators, for the trials that share them.</summary>
/// <param name="store">Where the candles are read.</param>
public sealed class TrainingDataSource(ICandleReader store) : IDisposable
{
    // 18 months of five-minute candles with their indicators take about 50 MB.
    private const int Capacity = 4;

    // Fewer candles than this say nothing about a strategy.
    private const int FewestTradingCandles = 100;

    private readonly TrainingDataCache _cache = new(Capacity);
    private readonly SemaphoreSlim _reading = new(1, 1);

    /// <summary>Reads the candles of a selection as they are stored now, and records which they are.</summary>
    /// <exception cref="TrainingException">Nothing is stored, or too little.</exception>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    public async Task<(TrainingData Data, IReadOnlyList<string> Warnings)> PinAsync(
        DataSelection selection, IReadOnlyList<CandlePartition> partitions, CancellationToken cancellationToken)
    {
        if (partitions.Count == 0)
        {
            throw new TrainingException($"No candles of {selection.Market} are stored; import or backfill them first.");
        }

        var newest = partitions.Max(partition => partition.LastOpenTime);
        var counting = selection.Resolve(newest);
        var readRange = counting with { Start = counting.Start - (selection.WarmUp * selection.Market.Interval.Milliseconds) };
        var versions = partitions
            .Where(partition => !partition.Range.Intersect(readRange).IsEmpty)
            .ToDictionary(partition => $"{partition.Year:D4}-{partition.Month:D2}", partition => partition.Version, StringComparer.Ordinal);

        var known = _cache.Recall(selection.Market, readRange, versions);
        var candles = known?.Candles ?? await store.ReadAsync(selection.Market, readRange, cancellationToken);
        var first = candles.IndexAtOrAfter(counting.Start);
        var tradeFrom = Math.Max(first, selection.WarmUp);
        if (candles.Count - tradeFrom < FewestTradingCandles)
        {
            throw new TrainingException(
                $"Too few candles: {selection.Strategy} needs {selection.WarmUp} to warm up and at least {FewestTradingCandles} to trade on; "
                + $"{candles.Count} of {selection.Market} are stored up to the end of {counting}.");
        }

        var snapshot = new DataSnapshot(
            selection.Market.Exchange,
            selection.Market.Symbol,
            selection.Market.Interval,
            DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTime[first]),
            counting.EndTime,
            DateTimeOffset.FromUnixTimeMilliseconds(newest),
            candles.Count - first,
            readRange.StartTime,
            first,
            tradeFrom,
            known?.Snapshot.Fingerprint ?? DataFingerprint.Of(selection.Market, candles),
            versions);
        var data = new TrainingData(snapshot, candles, known?.Indicators ?? new IndicatorCache(candles));
        _cache.Keep(data);
        return (data, Warnings(candles, first, counting));
    }

    /// <summary>The candles that a job pinned.</summary>
    /// <exception cref="TrainingException">The stored candles are no longer those that the job pinned.</exception>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    public async Task<TrainingData> LoadAsync(DataSnapshot snapshot, CancellationToken cancellationToken)
    {
        if (_cache.Recall(snapshot.Fingerprint) is { } known)
        {
            return known;
        }

        await _reading.WaitAsync(cancellationToken);
        try
        {
            return _cache.Recall(snapshot.Fingerprint) ?? await ReadAsync(snapshot, cancellationToken);
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
        var candles = await store.ReadAsync(market, snapshot.ReadRange(), cancellationToken);
        if (DataFingerprint.Of(market, candles) != snapshot.Fingerprint)
        {
            throw new TrainingException(
                $"The stored candles of {market} in {snapshot.ReadRange()} have changed since the job began; start it again.");
        }

        var data = new TrainingData(snapshot, candles, new IndicatorCache(candles));
        _cache.Keep(data);
        return data;
    }

    private static List<string> Warnings(CandleSeries candles, int first, TimeRange counting)
    {
        var warnings = new List<string>();
        var interval = candles.Interval;
        var stored = candles.OpenTime[first];
        if (stored - counting.Start >= interval.Milliseconds)
        {
            warnings.Add($"The range begins at {Timestamp.Format(counting.Start)}, but the oldest candle stored in it opens at {Timestamp.Format(stored)}.");
        }

        var missing = (counting with { Start = stored }).CountCandles(interval) - (candles.Count - first);
        if (missing > 0)
        {
            warnings.Add($"{missing} candles are missing inside the range; the backtest passes over the gaps.");
        }

        return warnings;
    }
}
