using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Trad.Candles;
using Trad.Candles.Quality;
using Trad.Candles.Stores;

namespace Trad.Storage.Candles;

/// <summary>Candles as Parquet partitions in a blob container, one blob per market and calendar month UTC.</summary>
public sealed class BlobCandleStore : ICandleStore
{
    // Decoding is processor work and downloading is waiting: a few more transfers than processors keep both busy.
    private const int Parallelism = 6;

    private readonly BlobContainerClient _container;
    private readonly CandlePartitions _partitions;
    private readonly CandleRangeReader _reader;

    /// <summary>A store in a container, which is made with the first write when it does not exist.</summary>
    public BlobCandleStore(BlobContainerClient container)
    {
        _container = container;
        _partitions = new CandlePartitions(container);
        _reader = new CandleRangeReader(_partitions, Parallelism);
    }

    /// <inheritdoc/>
    /// <remarks>All partitions are read, merged and validated before the first is written.</remarks>
    /// <exception cref="ArgumentException">The series has another interval than the market, or holds a candle that breaks a rule.</exception>
    public async Task<CandleMergeResult> MergeAsync(Market market, CandleSeries candles, CancellationToken cancellationToken)
    {
        EnsureSound(market, candles);
        var months = Month.Touching(candles.Range)
            .Select(month => (Month: month, Candles: candles.Slice(month.Range)))
            .Where(part => part.Candles.Count > 0)
            .ToList();
        var stored = (await _partitions.ListAsync(market, cancellationToken)).ToDictionary(partition => partition.Month);
        var merges = months.Select(part => new PartitionMerge(_partitions, market, part.Month, part.Candles)).ToList();
        var prepared = new bool[merges.Count];
        var results = new CandleMergeResult[merges.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellationToken };

        await Parallel.ForAsync(0, merges.Count, parallel, async (i, token) =>
            prepared[i] = await merges[i].PrepareAsync(stored.GetValueOrDefault(months[i].Month), token));
        await Parallel.ForAsync(0, merges.Count, parallel, async (i, token) =>
            results[i] = await merges[i].CommitAsync(prepared[i], token));

        return results.Aggregate(new CandleMergeResult(0, 0, 0, 0), (total, result) => total + result);
    }

    /// <inheritdoc/>
    public Task<CandleSeries> ReadAsync(Market market, TimeRange range, CancellationToken cancellationToken) =>
        _reader.ReadAsync(market, range, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CandlePartition>> ListPartitionsAsync(Market market, CancellationToken cancellationToken)
    {
        var listed = await _partitions.ListAsync(market, cancellationToken);
        var partitions = new List<CandlePartition>(listed.Count);
        foreach (var partition in listed)
        {
            if (partition.Metadata is { } metadata)
            {
                partitions.Add(Describe(partition, metadata.Rows, metadata.FirstOpenTime, metadata.LastOpenTime));
            }
            else if (await _partitions.DownloadAsync(market, partition, cancellationToken) is { } content)
            {
                var candles = await CandlePartitions.DecodeAsync(market, partition.Month, content, cancellationToken);
                if (candles.Count > 0)
                {
                    partitions.Add(Describe(partition, candles.Count, candles.OpenTime[0], candles.OpenTime[^1]));
                }
            }
        }

        return partitions;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Market>> ListMarketsAsync(CancellationToken cancellationToken)
    {
        var markets = new HashSet<Market>();
        try
        {
            await foreach (var blob in _container.GetBlobsAsync(new GetBlobsOptions { Prefix = "exchange=" }, cancellationToken))
            {
                if (PartitionPath.TryParse(blob.Name, out var market, out _))
                {
                    markets.Add(market);
                }
            }
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return [];
        }

        return [.. markets
            .OrderBy(market => market.Exchange, StringComparer.Ordinal)
            .ThenBy(market => market.Symbol, StringComparer.Ordinal)
            .ThenBy(market => market.Interval)];
    }

    private static CandlePartition Describe(StoredPartition partition, long rows, long first, long last) => new(
        partition.Month.Year, partition.Month.Number, partition.Version.ToString(), rows, first, last, partition.Bytes);

    private static void EnsureSound(Market market, CandleSeries candles)
    {
        if (candles.Interval != market.Interval)
        {
            throw new ArgumentException($"Candles of {candles.Interval} cannot be stored as {market}.", nameof(candles));
        }

        for (var i = 0; i < candles.Count; i++)
        {
            var candle = candles[i];
            var defect = CandleRules.Check(candle, candles.Interval);
            if (defect != CandleDefect.None)
            {
                throw new ArgumentException(
                    $"Candle {Timestamp.Format(candle.OpenTime)} of {market} cannot be stored: {CandleRules.Describe(defect, candle, candles.Interval)}.",
                    nameof(candles));
            }
        }
    }
}
