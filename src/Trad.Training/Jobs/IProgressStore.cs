using Trad.Candles.Stores;

namespace Trad.Training.Jobs;

/// <summary>Where the live progress of running jobs is kept, apart from the jobs themselves because it changes so often.</summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface IProgressStore
{
    /// <summary>
    /// Records how far an attempt is. What another process recorded meanwhile is never undone: percent and trials only grow.
    /// What was removed meanwhile stays away, and the attempt shall be cancelled.
    /// </summary>
    /// <param name="jobId">The job.</param>
    /// <param name="attempt">The attempt.</param>
    /// <param name="progress">How far it is.</param>
    /// <param name="phases">Which phases it has been in.</param>
    /// <param name="at">The moment.</param>
    /// <param name="version">The version that the last write gave; null before the first.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>
    /// What is recorded now. It asks for cancellation when there is a cancel request, and when the job's progress has been removed
    /// since the last write: then the job is gone, and nothing is recorded.
    /// </returns>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time, or others always wrote first.</exception>
    Task<RecordedProgress> WriteAsync(
        string jobId, int attempt, JobProgress progress, PhaseLog phases, DateTimeOffset at, string? version,
        CancellationToken cancellationToken);

    /// <summary>What was recorded last, or null.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<RecordedProgress?> FindAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Records a cancel request for an attempt; its next write finds it.</summary>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task RequestCancelAsync(string jobId, int attempt, CancellationToken cancellationToken);
}

/// <summary>Live progress as it is stored.</summary>
/// <param name="Attempt">The attempt that it belongs to.</param>
/// <param name="Progress">How far it is; absent before the first report.</param>
/// <param name="Phases">Which phases it has been in; absent before the first report.</param>
/// <param name="At">When it was recorded: the job's last sign of life.</param>
/// <param name="IsCancelRequested">Whether the attempt shall be cancelled.</param>
/// <param name="Version">Changes with every write.</param>
public sealed record RecordedProgress(
    int Attempt, JobProgress? Progress, PhaseLog? Phases, DateTimeOffset At, bool IsCancelRequested, string Version);
