using Azure;
using Azure.Storage.Blobs.Models;
using Trad.Candles;
using Trad.Candles.Stores;

namespace Trad.Storage.Candles;

/// <summary>
/// Commits that cannot be read, so that nobody can finish them, and nothing is written to their market while they are there. What
/// waits for a damaged partition is sound itself, and stays.
/// </summary>
/// <param name="partitions">The partitions, and the commits beside them.</param>
/// <param name="commits">Finishes them where that can be done.</param>
internal sealed class DamagedCommits(CandlePartitions partitions, CandleCommits commits)
{
    /// <summary>Why the commit of a market cannot be read; null when there is none, or it is finished now, or sound.</summary>
    public async Task<string?> FindAsync(Market market, CancellationToken cancellationToken)
    {
        try
        {
            await commits.ListForWritingAsync(market, cancellationToken);
            return null;
        }
        catch (CandleStoreException stuck)
        {
            return stuck.IsOfCommit ? stuck.Message : null;
        }
    }

    /// <summary>Drops the commit of a market if it cannot be read; false when there is no such.</summary>
    public async Task<bool> DropAsync(Market market, CancellationToken cancellationToken)
    {
        // The version first, so that it is what turns out to be damaged that goes, and not a sound one after it.
        var listing = await partitions.ListAsync(market, cancellationToken);
        if (listing.Pending is not { } pending || await FindAsync(market, cancellationToken) is null)
        {
            return false;
        }

        try
        {
            return await partitions.Container.GetBlobClient(PartitionPath.Pending(market)).DeleteIfExistsAsync(
                conditions: new BlobRequestConditions { IfMatch = pending.Version }, cancellationToken: cancellationToken);
        }
        catch (RequestFailedException other) when (other.Status == 412)
        {
            return false;
        }
    }
}
