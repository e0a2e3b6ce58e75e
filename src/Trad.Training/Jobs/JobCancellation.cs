using Microsoft.Extensions.Logging;

namespace Trad.Training.Jobs;

/// <summary>Cancels jobs: at once while they wait, else by a cancel request that their work finds.</summary>
/// <param name="jobs">Where jobs are kept.</param>
/// <param name="backlog">Where jobs wait.</param>
/// <param name="progress">Where a running job finds the cancel request.</param>
/// <param name="journal">Where the end is recorded.</param>
/// <param name="clock">Tells the moment.</param>
/// <param name="log">The app's log.</param>
public sealed class JobCancellation(
    IJobStore jobs, IJobBacklog backlog, IProgressStore progress, IJobJournal journal, TimeProvider clock, ILogger<JobCancellation> log)
{
    /// <summary>
    /// Cancels a job that waits, or asks a running one to end. A job that is over, or whose result is being recorded, stays
    /// as it is; every other one ends as cancelled, whatever happens next, because its end is recorded only where the
    /// request is seen.
    /// </summary>
    /// <param name="id">The job.</param>
    /// <param name="publish">Whether the best trial so far shall be published.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The job afterwards, or null when there is none.</returns>
    public async Task<TrainingJob?> RequestAsync(string id, bool publish, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var isWaiting = (await backlog.ReadAsync(cancellationToken)).Waiting.Any(waiting => waiting.Id == id);
        var endsNow = false;
        var job = await jobs.UpdateAsync(
            id,
            found =>
            {
                endsNow = isWaiting && found.State == JobState.Queued;
                return found.IsFinished || found.PublishingSince is not null ? found
                    : endsNow ? found.Finish(JobState.Cancelled, null, now) with { CancelRequestedAt = now, PublishOnCancel = false }
                    : found with { CancelRequestedAt = found.CancelRequestedAt ?? now, PublishOnCancel = publish };
            },
            cancellationToken);
        if (job is not null && endsNow)
        {
            log.TellEnded(job);

            // The place goes last: while it is there, the clean-up finds what an interruption left undone.
            await journal.AppendAsync(job.Id, job.Attempt,
            [
                JobEvent.OfLog(now, JobLogLevel.Info, JobPhase.Queued, "Cancelled before it started."),
                JobEvent.OfDone(now, job.Attempt),
            ]);
            await backlog.RemoveAsync(job, CancellationToken.None);
        }
        else if (job is { IsFinished: false, CancelRequestedAt: not null })
        {
            log.TellCancelRequested(job);
            await progress.RequestCancelAsync(id, job.Attempt, cancellationToken);
        }

        return job;
    }
}
