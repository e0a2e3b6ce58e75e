using Trad.Candles.Stores;

namespace Trad.MarketData.Backfills;

/// <summary>Where the summaries of backfill runs are kept.</summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface IBackfillLog
{
    /// <summary>Records a run over what was recorded of it before.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task SaveAsync(BackfillRecord record, CancellationToken cancellationToken);

    /// <summary>A run; null when there is no record of it.</summary>
    /// <exception cref="DamagedRecordException">Its record cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<BackfillRecord?> FindAsync(BackfillRunId id, CancellationToken cancellationToken);

    /// <summary>Runs, newest first, the token of the next page, null on the last, and the records among them that cannot be read.</summary>
    /// <exception cref="FormatException">The token is none that this method gave.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<(IReadOnlyList<BackfillRecord> Records, string? ContinuationToken, IReadOnlyList<DamagedRecord> Damaged)> ListAsync(
        int limit, string? continuationToken, CancellationToken cancellationToken);

    /// <summary>Forgets a run; nothing happens when there is no record of it.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task RemoveAsync(BackfillRunId id, CancellationToken cancellationToken);

    /// <summary>Forgets the runs that were asked for before the moment, some at a time.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken);
}
