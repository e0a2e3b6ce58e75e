namespace Trad.Training.Jobs;

/// <summary>Where jobs are kept.</summary>
public interface IJobStore
{
    /// <summary>Records a new job under a new identity and the next number.</summary>
    /// <param name="createdAt">The moment of its creation.</param>
    /// <param name="make">Makes the job from its identity and number.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<TrainingJob> CreateAsync(DateTimeOffset createdAt, Func<string, int, TrainingJob> make, CancellationToken cancellationToken);

    /// <summary>The job, or null when there is none.</summary>
    Task<TrainingJob?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Jobs, newest first.</summary>
    /// <exception cref="FormatException">The continuation token is none that this method gave.</exception>
    Task<ListPage<TrainingJob>> ListAsync(int limit, string? continuationToken, CancellationToken cancellationToken);

    /// <summary>Changes a job; the change is applied again when somebody else changed the job meanwhile.</summary>
    /// <returns>The job as recorded, or null when there is none.</returns>
    Task<TrainingJob?> UpdateAsync(string id, Func<TrainingJob, TrainingJob> change, CancellationToken cancellationToken);

    /// <summary>Records how far a job is and nothing else.</summary>
    Task ReportProgressAsync(string id, JobProgress progress, CancellationToken cancellationToken);
}
