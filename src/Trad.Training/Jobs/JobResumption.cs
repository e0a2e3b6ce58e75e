using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Trad.Training.Requests;

namespace Trad.Training.Jobs;

/// <summary>Lets finished jobs go on with more trials.</summary>
/// <param name="jobs">Where jobs are kept.</param>
/// <param name="backlog">Where jobs wait.</param>
/// <param name="clock">Tells the moment.</param>
/// <param name="log">The app's log.</param>
public sealed class JobResumption(IJobStore jobs, IJobBacklog backlog, TimeProvider clock, ILogger<JobResumption> log)
{
    /// <summary>
    /// Puts a finished job back into the queue. It goes on behind its last complete round, with the candles that it pinned.
    /// </summary>
    /// <param name="id">The job.</param>
    /// <param name="additional">Trials beyond those it has; absent for what is left of those it was asked for.</param>
    /// <param name="errors">Receives what is wrong with the request.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The job afterwards; null when there is none, or after recording an error.</returns>
    /// <exception cref="TrainingException">The job is not in a state to go on; the message says why.</exception>
    public async Task<TrainingJob?> ResumeAsync(string id, int? additional, ValidationErrors errors, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var job = await jobs.UpdateAsync(id, found => Resume(found, additional, errors, now), cancellationToken);
        if (job is null || !errors.IsEmpty)
        {
            return null;
        }

        log.TellResumed(job);
        await backlog.AddAsync(job, cancellationToken);
        return job;
    }

    private static TrainingJob Resume(TrainingJob found, int? additional, ValidationErrors errors, DateTimeOffset now)
    {
        if (!found.IsFinished)
        {
            throw new TrainingException($"Job #{found.Number} is {EnumNames.Format(found.State)}; only a finished job can be resumed.");
        }

        if (found.JournalRemovedAt is not null)
        {
            throw new TrainingException(
                $"The trials of job #{found.Number} were removed at {found.JournalRemovedAt:u}; clone the job instead.");
        }

        var completed = found.Progress.TrialsCompleted;
        var left = Math.Min(RequestLimits.MostTrials, (long)found.Request.Trials!.Value) - completed;
        if (additional is null && left < 1)
        {
            errors.Add("trials", $"is missing: all {completed} trials are done; give the number of additional ones");
            return found;
        }

        if (additional is { } more && (more < 1 || more > RequestLimits.MostTrials - completed))
        {
            errors.Add("trials", $"is {more}; allowed is 1 to {RequestLimits.MostTrials - completed} beyond the {completed} that are done");
            return found;
        }

        var total = additional is { } given ? completed + given : found.Request.Trials.Value;
        return found with
        {
            State = JobState.Queued,
            Attempt = found.Attempt + 1,
            Recoveries = 0,
            QueuedAt = now,
            TraceParent = Activity.Current?.Id,
            StartedAt = null,
            FinishedAt = null,
            CancelRequestedAt = null,
            PublishOnCancel = false,
            PublishingSince = null,
            Error = null,
            Verdict = null,
            GapProfit = null,
            HoldOutReturn = null,
            Warnings = [.. found.Warnings.Except(found.Endings)],
            Endings = [],
            DurationsMs = null,
            PhaseTimings = [],
            Request = found.Request with { Trials = total },
            Progress = JobProgress.Waiting(total) with { TrialsCompleted = completed, BestScore = found.Best?.Score },
        };
    }
}
