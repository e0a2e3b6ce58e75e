using Trad.Candles.Stores;

namespace Trad.Training.Jobs;

/// <summary>Every job that is not finished, in the order in which they start: by priority, then by number.</summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface IJobBacklog
{
    /// <summary>Adds a job at its place; it replaces the place of an earlier attempt, and changes nothing when it is there.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time, or others always wrote first.</exception>
    Task AddAsync(TrainingJob job, CancellationToken cancellationToken);

    /// <summary>The queue as it is now.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<JobQueueState> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Marks a waiting job as started; false when anybody started a job since the queue was read.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<bool> TryStartAsync(JobQueueState state, QueuedJob job, CancellationToken cancellationToken);

    /// <summary>Removes a job; nothing happens when it is not there, or when a later attempt of it is.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time, or others always wrote first.</exception>
    Task RemoveAsync(TrainingJob job, CancellationToken cancellationToken);

    /// <summary>Removes a place, like the job's.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time, or others always wrote first.</exception>
    Task RemoveAsync(QueuedJob place, CancellationToken cancellationToken);
}

/// <summary>A job's place in the queue.</summary>
/// <param name="Id">The job.</param>
/// <param name="Number">Its number.</param>
/// <param name="Priority">Its priority; larger starts earlier.</param>
/// <param name="Attempt">The attempt that waits or runs.</param>
/// <param name="AddedAt">When it came.</param>
/// <param name="StartedAt">When it was started; absent while it waits.</param>
public sealed record QueuedJob(string Id, int Number, int Priority, int Attempt, DateTimeOffset AddedAt, DateTimeOffset? StartedAt)
{
    /// <summary>The trace that its job keeps, as W3C's <c>traceparent</c>; null when nobody traced it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The orchestration that carries it out.</summary>
    public string OrchestrationId => Attempt == 1 ? Id : $"{Id}-{Attempt}";
}
