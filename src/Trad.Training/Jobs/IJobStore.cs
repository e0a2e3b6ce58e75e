using Trad.Candles.Stores;

namespace Trad.Training.Jobs;

/// <summary>Where jobs are kept.</summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface IJobStore
{
    /// <summary>An identity that no job has.</summary>
    /// <param name="createdAt">The moment of creation, with which the identity begins.</param>
    string NewId(DateTimeOffset createdAt);

    /// <summary>The next number for a job.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time, or others always wrote first.</exception>
    Task<int> TakeNumberAsync(CancellationToken cancellationToken);

    /// <summary>Records a new job; false when one of its identity is recorded already.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<bool> TryAddAsync(TrainingJob job, CancellationToken cancellationToken);

    /// <summary>The job, or null when there is none.</summary>
    /// <exception cref="DamagedRecordException">Its record cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<TrainingJob?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>The identity of the job with a number, or null when there is none.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<string?> FindIdAsync(int number, CancellationToken cancellationToken);

    /// <summary>Jobs, newest first; those whose record cannot be read stand beside them.</summary>
    /// <exception cref="FormatException">The continuation token is none that this method gave.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<ListPage<TrainingJob>> ListAsync(JobFilter filter, int limit, string? continuationToken, CancellationToken cancellationToken);

    /// <summary>The identities of jobs that are not finished, newest first.</summary>
    /// <param name="createdSince">Only jobs that were created since then, which costs no look at the others; null for all.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<IReadOnlyList<string>> ReadUnfinishedAsync(DateTimeOffset? createdSince, CancellationToken cancellationToken);

    /// <summary>Every finished job whose log and trials are kept, newest first, as far as its record can be read.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    IAsyncEnumerable<EndedJob> ReadEndedAsync(CancellationToken cancellationToken);

    /// <summary>Changes a job; the change is applied again when somebody else changed the job meanwhile.</summary>
    /// <param name="id">The job.</param>
    /// <param name="change">Makes the new job from the recorded one; the same job means no change.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The job as recorded, or null when there is none.</returns>
    /// <exception cref="DamagedRecordException">Its record cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time, or others always wrote first.</exception>
    Task<TrainingJob?> UpdateAsync(string id, Func<TrainingJob, TrainingJob> change, CancellationToken cancellationToken);

    /// <summary>Removes a job; nothing happens when there is none.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task DeleteAsync(TrainingJob job, CancellationToken cancellationToken);

    /// <summary>Removes a job whose record cannot be read; nothing happens when there is none.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task DeleteDamagedAsync(string id, CancellationToken cancellationToken);
}

/// <summary>Which jobs are listed; what is absent does not matter.</summary>
/// <param name="State">Their state.</param>
/// <param name="Strategy">Their strategy.</param>
/// <param name="Symbol">A symbol that they train on.</param>
public sealed record JobFilter(JobState? State = null, string? Strategy = null, string? Symbol = null);

/// <summary>A finished job whose log and trials are kept.</summary>
/// <param name="Id">The job.</param>
/// <param name="Attempt">Its last attempt.</param>
/// <param name="FinishedAt">When work ended.</param>
public sealed record EndedJob(string Id, int Attempt, DateTimeOffset FinishedAt);
