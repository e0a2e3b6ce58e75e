using Trad.Candles.Stores;
using Trad.Training.Trials;

namespace Trad.Training.Jobs;

/// <summary>Gives the trials of jobs; they are recorded through the <see cref="IJobJournal"/>.</summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface ITrialStore
{
    /// <summary>Every trial of a job in order of number.</summary>
    /// <exception cref="DamagedRecordException">Some of them cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<TrialRecord>> ReadAllAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Some trials of a job in order of number; those that cannot be read stand beside them.</summary>
    /// <exception cref="FormatException">The continuation token is none that this method gave.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<ListPage<TrialRecord>> ListAsync(string jobId, int limit, string? continuationToken, CancellationToken cancellationToken);
}
