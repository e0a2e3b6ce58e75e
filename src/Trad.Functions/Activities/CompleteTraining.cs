using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Orchestrations;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Activities;

/// <summary>Chooses the best trial and records the end of a training.</summary>
public sealed class CompleteTraining(IJobStore jobs, ITrialStore trials, TimeProvider clock)
{
    /// <summary>Records the result.</summary>
    [Function(nameof(CompleteTraining))]
    public async Task Run([ActivityTrigger] TrainingRun run, CancellationToken cancellationToken)
    {
        var best = BestTrialSelection.Choose(await trials.ReadAllAsync(run.JobId, cancellationToken));
        await jobs.UpdateAsync(
            run.JobId,
            job =>
            {
                var finishedAt = clock.GetUtcNow();
                var elapsed = finishedAt - job.CreatedAt;
                return job with
                {
                    State = JobState.Completed,
                    FinishedAt = finishedAt,
                    Best = best,
                    Progress = JobProgress.At(JobPhase.Done, run.Completed, run.Plan!.Trials, best?.Score, elapsed),
                    DurationsMs = JobTimings.Of(elapsed, run.LoadMs, run.FitMs, run.BacktestMs),
                };
            },
            cancellationToken);
    }
}
