using System.Runtime.CompilerServices;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Quality;
using Trad.Candles.Stores;
using Trad.Formats.Spooling;
using Trad.MarketData.Coverage;
using Trad.Storage.Candles.Changes;

namespace Trad.Storage.Candles;

/// <summary>Candles as Parquet partitions in a blob container, one blob per market and calendar month UTC.</summary>
public sealed class BlobCandleStore : ICandleStore, ICandleHistory
{
    // Decoding is processor work and downloading is waiting: a few more transfers than processors keep both busy.
    private const int Parallelism = 6;

    private readonly BlobContainerClient _container;
    private readonly CandlePartitions _partitions;
    private readonly CandleRangeReader _reader;
    private readonly CandleCommits _commits;
    private readonly DamagedCommits _damaged;
    private readonly ChangeLog _changes;
    private readonly SpoolFolder _spool;

    /// <summary>A store in a container, which is made with the first write when it does not exist.</summary>
    /// <param name="container">The container.</param>
    /// <param name="coverage">Where the source of what is staged is noted; null to note it nowhere.</param>
    /// <param name="spool">Where candles are gathered before they are stored; null for the default folder.</param>
    /// <param name="clock">Tells when changes are made; null for the system's.</param>
    public BlobCandleStore(
        BlobContainerClient container, ICoverageStore? coverage = null, SpoolFolder? spool = null, TimeProvider? clock = null)
    {
        _container = container;
        _spool = spool ?? SpoolFolder.Default;
        _partitions = new CandlePartitions(container);
        _changes = new ChangeLog(container);
        _commits = new CandleCommits(
            _partitions, new CommitMerging(_partitions, _changes, coverage, Parallelism), clock ?? TimeProvider.System, _spool);
        _damaged = new DamagedCommits(_partitions, _commits);
        _reader = new CandleRangeReader(_partitions, _commits, Parallelism);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The series has another interval than the market, or holds a candle that breaks a rule.
    /// </exception>
    public Task<CandleMergeResult> MergeAsync(Market market, CandleSeries candles, CancellationToken cancellationToken) =>
        MergeAsync(market, candles, null, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">
    /// The series has another interval than the market, or holds a candle that breaks a rule.
    /// </exception>
    public async Task<CandleMergeResult> MergeAsync(
        Market market, CandleSeries candles, CandleRun? run, CancellationToken cancellationToken)
    {
        EnsureSound(market, candles);
        var months = Month.Touching(candles.Range)
            .Select(month => (Month: month, Candles: candles.Slice(month.Range)))
            .Where(part => part.Candles.Count > 0)
            .ToList();
        if (months is [var only])
        {
            // One partition is written in one piece, and needs no commit beside it.
            var merge = new PartitionMerge(
                _partitions, ListAsync, market, new CandleEdit(only.Month, [], only.Candles), _changes,
                _commits.Stamp(Guid.NewGuid().ToString("n"), run))
            {
                IsAlone = true,
            };
            var stored = (await _commits.ListForWritingAsync(market, cancellationToken)).Find(partition => partition.Month == only.Month);
            return (await merge.CommitAsync(await merge.PrepareAsync(stored, cancellationToken), cancellationToken))!;
        }

        await using var staging = new CandleStaging(_partitions, _commits, market, null, run, _spool.Create());
        foreach (var month in months)
        {
            await staging.AddAsync(month.Candles, cancellationToken);
        }

        return await staging.CommitAsync(cancellationToken);

        async Task<List<StoredPartition>?> ListAsync(CancellationToken token) => await _commits.ListForWritingAsync(market, token);
    }

    /// <inheritdoc/>
    public ICandleStaging Stage(Market market, string? source, CandleRun? run = null) =>
        new CandleStaging(_partitions, _commits, market, source, run, _spool.Create());

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CandleChange>> ListChangesAsync(Market market, CancellationToken cancellationToken)
    {
        await _commits.ListForReadingAsync(market, cancellationToken);
        return (await _changes.ListAsync(market, cancellationToken)).ConvertAll(recorded => recorded.Change);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Market>> ListChangedMarketsAsync(CancellationToken cancellationToken) =>
        [.. (await _changes.ListAllAsync(cancellationToken)).Select(recorded => recorded.Change.Market).Distinct()];

    /// <inheritdoc/>
    public Task<CandleEdit?> ReadReverseAsync(CandleChange change, CancellationToken cancellationToken) =>
        _changes.ReadReverseAsync(change, cancellationToken);

    /// <inheritdoc/>
    public Task PruneChangesAsync(DateTimeOffset now, DateTimeOffset joinBefore, CancellationToken cancellationToken) =>
        new ChangePruning(_changes, _partitions).RunAsync(now, joinBefore, cancellationToken);

    /// <summary>The markets with a commit that is not finished.</summary>
    public async Task<IReadOnlyList<Market>> ListUnfinishedAsync(CancellationToken cancellationToken)
    {
        var unfinished = new List<Market>();
        try
        {
            await foreach (var blob in _container.GetBlobsAsync(new GetBlobsOptions { Prefix = PartitionPath.Root }, cancellationToken))
            {
                if (PartitionPath.TryParsePending(blob.Name, out var market))
                {
                    unfinished.Add(market);
                }
            }
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            return [];
        }

        return unfinished;
    }

    /// <summary>Finishes the commit of a market, if it has one.</summary>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    public Task FinishAsync(Market market, CancellationToken cancellationToken) => _commits.ListForWritingAsync(market, cancellationToken);

    /// <inheritdoc/>
    public Task<CandleSeries> ReadAsync(Market market, TimeRange range, CancellationToken cancellationToken) =>
        _reader.ReadAsync(market, range, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<CandleSeries> ReadMonthsAsync(
        Market market, TimeRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var snapshot = await PartitionSnapshot.TakeAsync(
            _partitions, _commits, _spool, market, range, Parallelism, cancellationToken);
        await foreach (var month in snapshot.ReadAsync(cancellationToken))
        {
            var candles = month.Slice(range);
            if (candles.Count > 0)
            {
                yield return candles;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CandlePartition>> ListPartitionsAsync(Market market, CancellationToken cancellationToken)
    {
        var partitions = new List<CandlePartition>();
        foreach (var partition in await _commits.ListForReadingAsync(market, cancellationToken))
        {
            if (await DescribeAsync(market, partition, cancellationToken) is { } described)
            {
                partitions.Add(described);
            }
        }

        return partitions;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<CandlePartition>> ListWithDamagedAsync(Market market, CancellationToken cancellationToken)
    {
        var partitions = new List<CandlePartition>();
        foreach (var partition in await _commits.ListForReadingAsync(market, cancellationToken))
        {
            try
            {
                if (await DescribeAsync(market, partition, cancellationToken) is { } described)
                {
                    partitions.Add(described);
                }
            }
            catch (CandleStoreException damaged)
            {
                var start = partition.Month.Range.Start;
                partitions.Add(Describe(partition, 0, start, start) with { Damage = damaged.Message });
            }
        }

        return partitions;
    }

    /// <inheritdoc/>
    public async Task<CandleSeries?> ReadPartitionAsync(Market market, CandlePartition partition, CancellationToken cancellationToken)
    {
        var month = new Month(partition.Year, partition.Month);
        var listed = new StoredPartition(month, new ETag(partition.Version), partition.Bytes, null);
        return await _partitions.DownloadAsync(market, listed, cancellationToken) is { } content
            ? await CandlePartitions.DecodeAsync(market, month, content, cancellationToken)
            : null;
    }

    /// <inheritdoc/>
    public async Task<bool> DropPartitionAsync(Market market, Month month, CancellationToken cancellationToken)
    {
        var dropped = await _container.GetBlobClient(PartitionPath.Format(market, month))
            .DeleteIfExistsAsync(cancellationToken: cancellationToken);
        _commits.RetryStuck(market);
        return dropped.Value;
    }

    /// <inheritdoc/>
    public Task<string?> FindDamagedCommitAsync(Market market, CancellationToken cancellationToken) =>
        _damaged.FindAsync(market, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> DropDamagedCommitAsync(Market market, CancellationToken cancellationToken) =>
        _damaged.DropAsync(market, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Market>> ListMarketsAsync(CancellationToken cancellationToken)
    {
        var markets = new HashSet<Market>();
        try
        {
            await foreach (var blob in _container.GetBlobsAsync(new GetBlobsOptions { Prefix = PartitionPath.Root }, cancellationToken))
            {
                if (PartitionPath.TryParse(blob.Name, out var market, out _) || PartitionPath.TryParsePending(blob.Name, out market))
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

    // Null for a partition without candles, and for one that is gone by now.
    private async Task<CandlePartition?> DescribeAsync(Market market, StoredPartition partition, CancellationToken cancellationToken)
    {
        if (partition.Metadata is { } metadata)
        {
            return Describe(partition, metadata.Rows, metadata.FirstOpenTime, metadata.LastOpenTime);
        }

        return await _partitions.DownloadAsync(market, partition, cancellationToken) is { } content
            && await CandlePartitions.DecodeAsync(market, partition.Month, content, cancellationToken) is { Count: > 0 } candles
                ? Describe(partition, candles.Count, candles.OpenTime[0], candles.OpenTime[^1])
                : null;
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
