namespace Trad.Training.Jobs;

/// <summary>Gives the logs of jobs; they are written through the <see cref="IJobJournal"/>.</summary>
public interface ILogStore
{
    /// <summary>Log lines from a level up, in order; it makes no difference whether the job still runs.</summary>
    /// <exception cref="FormatException">The continuation token is none that this method gave for this job and level.</exception>
    Task<ListPage<LogLine>> ListAsync(string jobId, JobLogLevel level, int limit, string? continuationToken, CancellationToken cancellationToken);
}
