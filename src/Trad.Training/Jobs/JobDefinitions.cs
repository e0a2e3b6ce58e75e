using System.Text.Json;

namespace Trad.Training.Jobs;

/// <summary>
/// What does not change while an attempt runs (request, seed, candles, plan), of the jobs used last; what there is no room for is
/// read again. Any number of threads may use it at once.
/// </summary>
/// <param name="jobs">Where the jobs are recorded.</param>
/// <param name="capacity">The room, bytes.</param>
public sealed class JobDefinitions(IJobStore jobs, long capacity = JobDefinitions.UsualCapacity)
{
    /// <summary>Bytes: some thousand jobs.</summary>
    public const long UsualCapacity = 16L << 20;

    // Objects take about three times the room of their text.
    private const int BytesPerCharacter = 3;

    private readonly RecentlyUsed<TrainingJob> _known = new(capacity);

    /// <summary>The job as it was when its attempt was prepared.</summary>
    /// <exception cref="InvalidOperationException">The job is not recorded.</exception>
    public async Task<TrainingJob> GetAsync(string jobId, int attempt, CancellationToken cancellationToken)
    {
        if (_known.Find(jobId) is { } known && known.Attempt == attempt)
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
    public void Keep(TrainingJob job) =>
        _known.Keep(job.Id, job, BytesPerCharacter * JsonSerializer.SerializeToUtf8Bytes(job, TradJson.Options).LongLength);
}
