using System.Collections.Concurrent;

namespace Trad.Training.Jobs;

/// <summary>What does not change while an attempt runs (request, seed, candles, plan), read once per process.</summary>
public sealed class JobDefinitions(IJobStore jobs)
{
    private const int Capacity = 64;

    private readonly ConcurrentDictionary<string, TrainingJob> _known = new(StringComparer.Ordinal);

    /// <summary>The job as it was when its attempt was prepared.</summary>
    /// <exception cref="InvalidOperationException">The job is not recorded.</exception>
    public async Task<TrainingJob> GetAsync(string jobId, int attempt, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(jobId, out var known) && known.Attempt == attempt)
        {
            return known;
        }

        var job = await jobs.FindAsync(jobId, cancellationToken)
            ?? throw new InvalidOperationException($"The training job '{jobId}' is not recorded.");
        if (job is { Plan: not null, Data: not null } && job.Attempt == attempt)
        {
            Keep(job);
        }

        return job;
    }

    /// <summary>Keeps a job whose attempt was just prepared.</summary>
    public void Keep(TrainingJob job)
    {
        if (_known.Count >= Capacity)
        {
            _known.Clear();
        }

        _known[job.Id] = job;
    }
}
