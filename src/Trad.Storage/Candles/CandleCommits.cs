using System.Collections.Concurrent;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Stores;
using Trad.Formats.Spooling;
using Trad.Storage.Candles.Changes;
using Trad.Storage.Requests;

namespace Trad.Storage.Candles;

/// <summary>
/// Stores several months all together or not at all. What is to be stored is written as one blob beside the partitions of the
/// market: that one write is the commit. Then it is merged into the partitions, and the blob is deleted. Whoever finds the blob,
/// a reader or a writer, in this process or in another, after a crash or beside the one who wrote it, does the same before he
/// goes on; merging twice is merging once.
/// </summary>
/// <remarks>
/// There is one such blob per market, written only where there is none, so that commits follow one another. A partition is
/// written only over the version that was listed together with the blob: whoever comes late, when the blob is gone and others
/// have written since, changes nothing.
/// </remarks>
/// <param name="partitions">The partitions.</param>
/// <param name="merging">Merges a commit into them.</param>
/// <param name="clock">Tells when changes are made.</param>
/// <param name="spool">Where a commit that another process wrote is kept while it is merged.</param>
internal sealed class CandleCommits(CandlePartitions partitions, CommitMerging merging, TimeProvider clock, SpoolFolder spool)
{
    private const int Attempts = 50;
    private static readonly OptimisticRetry Retry = new(Attempts);
    private const int BlockBytes = 8 << 20;
    private static readonly TimeSpan StuckFor = TimeSpan.FromSeconds(10);

    private readonly Lock _stamping = new();
    private long _stamped;

    private readonly ConcurrentDictionary<(Market Market, ETag Version), Lazy<Task>> _finishing = new();
    private readonly ConcurrentDictionary<(Market Market, ETag Version), (CandleStoreException Reason, long At)> _stuck = new();

    /// <summary>The partitions of a market with every commit in them.</summary>
    /// <exception cref="CandleStoreException">
    /// A commit cannot be finished because a stored partition cannot be read, or there was always another one.
    /// </exception>
    public async Task<List<StoredPartition>> ListForWritingAsync(Market market, CancellationToken cancellationToken)
    {
        // Finishing one leaves none, unless somebody else committed meanwhile: then that one is finished too.
        var (isDone, listed) = await Retry.RunAsync<List<StoredPartition>>(
            async () =>
            {
                var listing = await partitions.ListAsync(market, cancellationToken);
                if (listing.Pending is null)
                {
                    return (true, listing.Partitions);
                }

                await FinishAsync(listing, null, cancellationToken);
                listing = await partitions.ListAsync(market, cancellationToken);
                return (listing.Pending is null, listing.Partitions);
            },
            cancellationToken);
        return isDone ? listed : throw OthersWereFirst(market);
    }

    /// <summary>
    /// The partitions of a market with every commit in them, except one that cannot be finished because a stored partition is
    /// damaged: who reads that partition is told so, who reads others is not kept from it.
    /// </summary>
    public async Task<List<StoredPartition>> ListForReadingAsync(Market market, CancellationToken cancellationToken)
    {
        try
        {
            return await ListForWritingAsync(market, cancellationToken);
        }
        catch (CandleStoreException)
        {
            return (await partitions.ListAsync(market, cancellationToken)).Partitions;
        }
    }

    /// <summary>Commits what was gathered, and merges it into the partitions.</summary>
    /// <param name="market">The market.</param>
    /// <param name="source">The source to note; null for none.</param>
    /// <param name="run">Whose change it is; null to record nothing.</param>
    /// <param name="content">The commit; see <see cref="CommitFile"/>.</param>
    /// <param name="merged">Months of it that were merged already, each with the version that it was merged over.</param>
    /// <param name="cancellationToken">Ends it as long as nothing is committed.</param>
    public async Task CommitAsync(
        Market market,
        string? source,
        CandleRun? run,
        Stream content,
        IReadOnlyDictionary<Month, MergedMonth> merged,
        CancellationToken cancellationToken)
    {
        var id = Guid.NewGuid().ToString("n");
        var (isCommitted, _) = await Retry.RunAsync(
            async () =>
            {
                if (await TryCommitAsync(market, id, source, run, content, cancellationToken))
                {
                    return (true, true);
                }

                // There is room for one commit: that of the other is finished first.
                await ListForWritingAsync(market, cancellationToken);
                return (false, false);
            },
            cancellationToken);
        if (!isCommitted)
        {
            throw OthersWereFirst(market);
        }

        // From here on it is stored, whoever hangs up; another may have finished it already.
        var listing = await partitions.ListAsync(market, CancellationToken.None);
        if (listing.Pending?.Id == id)
        {
            await FinishAsync(listing, new GatheredCommit(content, merged), CancellationToken.None);
        }
    }

    /// <summary>A change of now by a run, later than those before it; null when there is none to record.</summary>
    public ChangeStamp? Stamp(string id, CandleRun? run)
    {
        if (run is null)
        {
            return null;
        }

        // The order of changes is that of their moments: no two of this process share one, nor does a clock set back turn it round.
        lock (_stamping)
        {
            _stamped = Math.Max(_stamped + 1, clock.GetUtcNow().ToUnixTimeMilliseconds());
            return new ChangeStamp(id, DateTimeOffset.FromUnixTimeMilliseconds(_stamped), run);
        }
    }

    /// <summary>Notes where the candles of months came from.</summary>
    public Task NoteSourceAsync(Market market, string? source, IReadOnlyList<CommitMonth> months, CancellationToken cancellationToken) =>
        merging.NoteSourceAsync(market, source, months, cancellationToken);

    /// <summary>Forgets why a commit of a market could not be finished: what was in its way may be gone.</summary>
    public void RetryStuck(Market market)
    {
        foreach (var key in _stuck.Keys.Where(key => key.Market == market))
        {
            _stuck.TryRemove(key, out _);
        }
    }

    private static CandleStoreException OthersWereFirst(Market market) =>
        new($"The candles of {market} could not be written: other writers were first {Attempts} times.");

    private BlobClient Blob(Market market) => partitions.Container.GetBlobClient(PartitionPath.Pending(market));

    /// <summary>Writes the blob where there is none; false when there is one of somebody else.</summary>
    private async Task<bool> TryCommitAsync(
        Market market, string id, string? source, CandleRun? run, Stream content, CancellationToken cancellationToken)
    {
        var options = new BlobUploadOptions
        {
            Metadata = PendingCommit.Describe(id, source, Stamp(id, run)),
            Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
            TransferOptions = new StorageTransferOptions
            {
                InitialTransferSize = BlockBytes,
                MaximumTransferSize = BlockBytes,
                MaximumConcurrency = 2,
            },
        };
        try
        {
            content.Position = 0;
            await Blob(market).UploadAsync(content, options, cancellationToken);
            return true;
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await partitions.Container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            return false;
        }
        catch (Exception failed) when (failed is RequestFailedException or AggregateException or OperationCanceledException)
        {
            // The storage may have taken it all the same: the answer was lost, or a second try met the first.
            if (await IsPendingAsync(market, id))
            {
                return true;
            }

            if (failed is RequestFailedException { Status: 409 or 412 })
            {
                return false;
            }

            throw;
        }
    }

    private async Task<bool> IsPendingAsync(Market market, string id)
    {
        try
        {
            return (await partitions.ListAsync(market, CancellationToken.None)).Pending?.Id == id;
        }
        catch (Exception unknown) when (unknown is RequestFailedException or AggregateException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Finishes a commit once in this process, however many ask for it.</summary>
    private async Task FinishAsync(MarketListing listing, GatheredCommit? gathered, CancellationToken cancellationToken)
    {
        var pending = listing.Pending!;
        var key = (pending.Market, pending.Version);
        if (_stuck.TryGetValue(key, out var stuck))
        {
            if (Environment.TickCount64 - stuck.At < StuckFor.TotalMilliseconds)
            {
                throw new CandleStoreException(stuck.Reason.Message, stuck.Reason) { IsOfCommit = stuck.Reason.IsOfCommit };
            }

            _stuck.TryRemove(key, out _);
        }

        var finishing = _finishing.GetOrAdd(key, _ => new Lazy<Task>(() => Task.Run(() => FinishOnceAsync(key, listing, gathered))));
        await finishing.Value.WaitAsync(cancellationToken);
    }

    private async Task FinishOnceAsync((Market Market, ETag Version) key, MarketListing listing, GatheredCommit? gathered)
    {
        try
        {
            if (gathered is not null)
            {
                await MergeAsync(listing, gathered);
                return;
            }

            await using var downloaded = spool.Create();
            if (await TryDownloadAsync(listing.Pending!, downloaded))
            {
                await MergeAsync(listing, new GatheredCommit(downloaded, GatheredCommit.NothingMerged));
            }
        }
        catch (CandleStoreException reason)
        {
            _stuck[key] = (reason, Environment.TickCount64);
            throw;
        }
        finally
        {
            _finishing.TryRemove(key, out _);
        }
    }

    private async Task<bool> TryDownloadAsync(PendingCommit pending, Stream target)
    {
        try
        {
            var options = new BlobDownloadToOptions { Conditions = new BlobRequestConditions { IfMatch = pending.Version } };
            await Blob(pending.Market).DownloadToAsync(target, options, CancellationToken.None);
            return true;
        }
        catch (RequestFailedException gone) when (gone.Status is 404 or 412)
        {
            return false;
        }
    }

    private async Task MergeAsync(MarketListing listing, GatheredCommit gathered)
    {
        if (!await merging.TryMergeAsync(listing, gathered))
        {
            return;
        }

        var pending = listing.Pending!;
        try
        {
            await Blob(pending.Market).DeleteIfExistsAsync(conditions: new BlobRequestConditions { IfMatch = pending.Version });
        }
        catch (RequestFailedException next) when (next.Status == 412)
        {
            // Another has deleted it, and the next commit is there already.
        }
    }
}
