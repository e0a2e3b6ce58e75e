namespace Trad.Training.Jobs;

/// <summary>The queue at a moment.</summary>
/// <param name="Jobs">Its jobs, in the order in which they start.</param>
/// <param name="Version">Changes whenever a job is started.</param>
public sealed record JobQueueState(IReadOnlyList<QueuedJob> Jobs, string? Version)
{
    /// <summary>How many jobs are at work.</summary>
    public int Running => Jobs.Count(job => job.StartedAt is not null);

    /// <summary>The jobs that wait.</summary>
    public IEnumerable<QueuedJob> Waiting => Jobs.Where(job => job.StartedAt is null);

    /// <summary>The 1-based place of a waiting job; null when it does not wait.</summary>
    public int? PositionOf(string jobId)
    {
        var position = 0;
        foreach (var job in Waiting)
        {
            position++;
            if (job.Id == jobId)
            {
                return position;
            }
        }

        return null;
    }
}
