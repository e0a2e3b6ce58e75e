using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Orchestrations;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Activities;

/// <summary>Reads and pins the candles of a job and plans its trials.</summary>
public sealed class PrepareTraining(IJobStore jobs, TrainingPreparation preparation, TimeProvider clock)
{
    /// <summary>Prepares the job; a job that cannot run is recorded as failed and gets no plan.</summary>
    [Function(nameof(PrepareTraining))]
    public async Task<PreparedTraining> Run([ActivityTrigger] string jobId, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var job = await jobs.FindAsync(jobId, cancellationToken)
            ?? throw new InvalidOperationException($"The training job '{jobId}' is not recorded.");
        try
        {
            var prepared = await preparation.PrepareAsync(job, cancellationToken);
            var elapsed = clock.GetElapsedTime(started);
            await jobs.UpdateAsync(
                jobId,
                found => found.With(prepared.Data, prepared.Split) with
                {
                    State = JobState.Running,
                    StartedAt = found.StartedAt ?? clock.GetUtcNow() - elapsed,
                    Warnings = prepared.Warnings,
                    Progress = JobProgress.At(JobPhase.Exploring, 0, prepared.Plan.Trials, null, clock.GetUtcNow() - found.CreatedAt),
                },
                cancellationToken);
            return new PreparedTraining(prepared.Plan, clock.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (TrainingException impossible)
        {
            await jobs.UpdateAsync(jobId, found => found.Fail(impossible.Message, clock.GetUtcNow()), cancellationToken);
            return new PreparedTraining(null, clock.GetElapsedTime(started).TotalMilliseconds);
        }
    }
}
