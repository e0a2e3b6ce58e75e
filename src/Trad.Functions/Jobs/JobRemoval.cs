using Microsoft.DurableTask.Client;
using Trad.Functions.Progress;
using Trad.Training.Jobs;

namespace Trad.Functions.Jobs;

/// <summary>Removes finished jobs with everything they own.</summary>
public sealed class JobRemoval(IJobStore jobs, IJobBacklog backlog, IJobJournal journal, ProgressReporter reporter, TrialHistory history, JobSignals signals, TimeProvider clock)
{
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>Removes a finished job. The job goes last, so that an interrupted removal can be repeated.</summary>
    public async Task RemoveAsync(TrainingJob job, DurableTaskClient client, CancellationToken cancellationToken)
    {
        reporter.Forget(job.Id);
        history.Forget(job.Id);
        await backlog.RemoveAsync(job, cancellationToken);
        await journal.DeleteAsync(job.Id, cancellationToken);
        for (var attempt = 1; attempt <= job.Attempt; attempt++)
        {
            await PurgeAsync(client, (job with { Attempt = attempt }).OrchestrationId, cancellationToken);
        }

        await jobs.DeleteAsync(job, cancellationToken);
        signals.Tell(job.Id);
    }

    // A job is finished a moment before its orchestration is, and only what has ended can be purged.
    private async Task PurgeAsync(DurableTaskClient client, string instanceId, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (await client.GetInstanceAsync(instanceId, cancellationToken) is { IsCompleted: false } && clock.GetElapsedTime(started) < EndPatience)
        {
            await Task.Delay(LookInterval, clock, cancellationToken);
        }

        await client.PurgeInstanceAsync(instanceId, cancellationToken);
    }
}
