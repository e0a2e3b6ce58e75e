using Microsoft.Extensions.Logging;

namespace Trad.Training.Jobs;

/// <summary>
/// Cancels jobs by every way there is: the job's row for whoever reads it next, an event for its orchestration, a cancel request beside
/// its progress for its work on other machines, and a token for its work in this process. When the orchestration does not
/// end within a moment, because its queue is slow or a worker is stuck, the end is recorded from here: whatever the work
/// still does finds its journal closed.
/// </summary>
public sealed class JobStop(
    JobCancellation cancellation, IJobStore jobs, JobFinish finish, JobDispatcher dispatcher, ProgressReporter reporter, JobSignals signals,
    TimeProvider clock, ILogger<JobStop> log)
{
    // Together with what recording takes, well below the second within which a cancellation takes effect.
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Cancels a job. One that is over stays as it is, and so does one whose result is being recorded: the answer waits a
    /// moment for its end. With the wish to publish, the job ends when the best trial has been published.
    /// </summary>
    /// <returns>The job, or null when there is none.</returns>
    public async Task<TrainingJob?> CancelAsync(
        string jobId, bool publish, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        if (await cancellation.RequestAsync(jobId, publish, cancellationToken) is not { } job)
        {
            return null;
        }

        signals.Tell(jobId);
        if (job.IsFinished)
        {
            await dispatcher.RunAsync(orchestrations, CancellationToken.None);
            return job;
        }

        if (job.CancelRequestedAt is not null)
        {
            await TellAsync(job, orchestrations, cancellationToken);
            if (job.PublishOnCancel)
            {
                return job;
            }
        }

        // A client that hangs up now gets its cancellation all the same.
        if (await WaitAsync(job, CancellationToken.None) is { IsAbandoned: true, IsFinished: false } stuck && stuck.Attempt == job.Attempt)
        {
            await finish.RunAsync(new JobEnd(jobId, job.Attempt, JobState.Cancelled), orchestrations, CancellationToken.None);
        }

        return job;
    }

    private async Task TellAsync(TrainingJob job, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        reporter.Cancel(job.Id);
        if (!await orchestrations.TryRaiseCancelAsync(job.OrchestrationId, cancellationToken))
        {
            // It is not there yet, or just ended. What it does first, or the clean-up, reads the job's row.
            log.LogInformation("The orchestration of the job {JobId} is not there to take its cancellation", job.Id);
        }
    }

    private async Task<TrainingJob?> WaitAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        while (true)
        {
            var found = await jobs.FindAsync(job.Id, cancellationToken);
            if (found is null or { IsFinished: true } || clock.GetElapsedTime(started) >= Patience)
            {
                return found;
            }

            await Task.Delay(PollInterval, clock, cancellationToken);
        }
    }
}
