namespace Trad.Training.Jobs;

/// <summary>Where the live progress of running jobs is kept, apart from the jobs themselves because it changes so often.</summary>
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
    /// What is recorded now. It asks for cancellation when somebody left word, and when the job's progress has been removed
    /// since the last write: then the job is gone, and nothing is recorded.
    /// </returns>
    Task<RecordedProgress> WriteAsync(
        string jobId, int attempt, JobProgress progress, PhaseLog phases, DateTimeOffset at, string? version, CancellationToken cancellationToken);

    /// <summary>What was recorded last, or null.</summary>
    Task<RecordedProgress?> FindAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Leaves word that an attempt shall be cancelled; its next write finds it.</summary>
    Task RequestCancelAsync(string jobId, int attempt, CancellationToken cancellationToken);
}
