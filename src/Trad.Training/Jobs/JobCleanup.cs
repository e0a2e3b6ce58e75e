using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trad.Candles.Stores;

namespace Trad.Training.Jobs;

/// <summary>
/// Finds jobs that nobody works on although they are not finished, and resumes them, or marks them as failed with the reason.
/// </summary>
public sealed class JobCleanup(
    IJobStore jobs, IJobBacklog backlog, IJobJournal journal, IProgressStore progress, IJobFeed feed, OrchestrationCheck check,
    JobFinish finish, JobDispatcher dispatcher, JobLog log,
    IOptions<JobOptions> options, TimeProvider clock, ILogger<JobCleanup> lines)
{
    // A process that stops between recording a job and queueing it leaves a new job without a place. What this does not reach
    // (a resumption that was cut off) is found by the search of all jobs, when a host starts and once a day.
    private static readonly TimeSpan RecentlyCreated = TimeSpan.FromHours(1);
    private static readonly TimeSpan SearchInterval = TimeSpan.FromDays(1);

    private DateTimeOffset _searchedAt = DateTimeOffset.MinValue;

    /// <summary>Cleans up as often as it is due; it does no harm to call it at any time, from several hosts at once.</summary>
    public Task<CleanupReport> RunDueAsync(IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return RunAsync(orchestrations, now - _searchedAt < SearchInterval ? now - RecentlyCreated : null, cancellationToken);
    }

    /// <summary>Cleans up among all jobs.</summary>
    public Task<CleanupReport> RunAsync(IOrchestrations orchestrations, CancellationToken cancellationToken) =>
        RunAsync(orchestrations, null, cancellationToken);

    /// <summary>
    /// Takes care of one job whose orchestration is over, for whoever reads it while it stands still: what happened to it is told then and
    /// not at the next clean-up.
    /// </summary>
    /// <param name="id">The job.</param>
    /// <param name="orchestrations">The orchestrations.</param>
    /// <param name="cancellationToken">Ends the look; whoever hangs up then leaves no job half taken up.</param>
    /// <returns>Whether that was so, and it is in another state now.</returns>
    public async Task<bool> TakeUpAsync(string id, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        var state = await backlog.ReadAsync(cancellationToken);

        // One that is not found may not be there yet, or be another process's to see: that is for the clean-up, which comes later.
        if (state.Jobs.FirstOrDefault(place => place.Id == id) is not { StartedAt: not null } place
            || await orchestrations.FindAsync(place.OrchestrationId, cancellationToken) is not { IsEnded: true })
        {
            return false;
        }

        var report = new CleanupRecord();
        await CheckAsync(place, orchestrations, report, CancellationToken.None);
        if (report.IsEmpty)
        {
            return false;
        }

        await dispatcher.RunAsync(orchestrations, CancellationToken.None);
        return true;
    }

    private async Task<CleanupReport> RunAsync(
        IOrchestrations orchestrations, DateTimeOffset? createdSince, CancellationToken cancellationToken)
    {
        var started = clock.GetUtcNow();
        var report = new CleanupRecord();
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var place in (await backlog.ReadAsync(cancellationToken)).Jobs)
        {
            try
            {
                if (await CleanUpAsync(place, orchestrations, report, cancellationToken))
                {
                    kept.Add(place.Id);
                }
            }
            catch (DamagedRecordException unreadable) when (unreadable.Damaged is { } damaged)
            {
                // It would take the place of one that can run, for ever.
                await backlog.RemoveAsync(place, cancellationToken);
                kept.Add(place.Id);
                report.Damaged.Add(damaged);
            }
        }

        await AddMissingPlacesAsync(kept, createdSince, report, cancellationToken);
        _searchedAt = createdSince is null ? started : _searchedAt;
        await dispatcher.RunAsync(orchestrations, cancellationToken);
        return report.ToReport();
    }

    // Whether the job keeps its place.
    private async Task<bool> CleanUpAsync(
        QueuedJob place, IOrchestrations orchestrations, CleanupRecord report, CancellationToken cancellationToken)
    {
        var job = await jobs.FindAsync(place.Id, cancellationToken);
        if (job is null or { IsFinished: true } || job.Attempt > place.Attempt)
        {
            // The job ended, was removed or went on, and the host stopped before its place was cleared.
            await ClearAsync(place, job, cancellationToken);
            return false;
        }

        if (place.StartedAt is not null)
        {
            await CheckAsync(place, orchestrations, report, cancellationToken);
        }

        return true;
    }

    private async Task ClearAsync(QueuedJob place, TrainingJob? job, CancellationToken cancellationToken)
    {
        if (job is { IsFinished: true, JournalRemovedAt: null } && job.Attempt == place.Attempt)
        {
            // The host stopped between the end and its record; once there, it is not recorded again.
            await log.AppendAsync(job.Id, job.Attempt, JobEvent.OfDone(job.FinishedAt!.Value, job.Attempt));
        }

        // Perhaps it also stopped before it could tell.
        await feed.AppendAsync(place.Id, isRemoval: job is null);
        await backlog.RemoveAsync(place, cancellationToken);
    }

    private async Task CheckAsync(
        QueuedJob place, IOrchestrations orchestrations, CleanupRecord report, CancellationToken cancellationToken)
    {
        // Read again behind the check: in between the job may have ended in the ordinary way.
        if (await check.FindFaultAsync(place, orchestrations, cancellationToken) is not { Reason: { } fault, HasFailed: var hasFailed }
            || await jobs.FindAsync(place.Id, cancellationToken) is not { IsFinished: false } job
            || job.Attempt != place.Attempt)
        {
            return;
        }

        if (job.State == JobState.Queued)
        {
            if (await orchestrations.FindAsync(place.OrchestrationId, cancellationToken) is null)
            {
                // Its orchestration is not lost: the host stopped, or is, between counting the job as started and starting it.
                await orchestrations.StartTrainingAsync(place, cancellationToken);
                return;
            }

            if (await check.FindFaultAsync(place, orchestrations, cancellationToken) is null)
            {
                // It was started after it had been searched for.
                return;
            }
        }

        if (hasFailed)
        {
            lines.TellOrchestrationFailed(job, fault);
        }

        if (job.CancelRequestedAt is not null)
        {
            await finish.RunAsync(new JobEnd(job.Id, job.Attempt, JobState.Cancelled), orchestrations, cancellationToken);
            report.Cancelled.Add(new CleanedJob(job.Id, job.Number, fault));
        }
        else if (job.Recoveries >= options.Value.MaxRecoveries)
        {
            var reason = $"The job was given up after {job.Recoveries} resumptions: {fault}.";
            await finish.RunAsync(new JobEnd(job.Id, job.Attempt, JobState.Failed, reason), orchestrations, cancellationToken);
            report.Failed.Add(new CleanedJob(job.Id, job.Number, reason));
        }
        else
        {
            await ResumeAsync(job, place, fault, orchestrations, cancellationToken);
            report.Resumed.Add(new CleanedJob(job.Id, job.Number, fault));
        }
    }

    private async Task ResumeAsync(
        TrainingJob job, QueuedJob place, string fault, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        // Whatever is left of the lost attempt must neither record anything more nor come back to life.
        await journal.CloseAsync(job.Id, job.Attempt);
        if (await orchestrations.FindAsync(place.OrchestrationId, cancellationToken) is { IsEnded: false })
        {
            await orchestrations.TryTerminateAsync(
                place.OrchestrationId, $"The job goes on in another orchestration: {fault}", cancellationToken);
        }

        // What was told of its progress is not taken back.
        var live = await progress.FindAsync(job.Id, cancellationToken) is { Progress: { } known } recorded
            && recorded.Attempt == job.Attempt
            ? known with { Phase = JobPhase.Queued, RemainingMs = null }
            : null;
        var isFirst = false;
        var resumed = await jobs.UpdateAsync(
            job.Id,
            found =>
            {
                isFirst = !found.IsFinished && found.Attempt == job.Attempt;
                return !isFirst
                    ? found
                    : found with
                    {
                        Attempt = found.Attempt + 1,
                        Recoveries = found.Recoveries + 1,
                        State = JobState.Queued,
                        PublishingSince = null,
                        Progress = live ?? found.Progress,
                    };
            },
            cancellationToken);
        if (resumed is { IsFinished: false } && resumed.Attempt == job.Attempt + 1)
        {
            // Several may have found the same at once, hosts as well as readers: it is told once. Each sees to its place all the same,
            // lest the first stops before it does.
            if (isFirst)
            {
                lines.TellRecovered(resumed, fault);
                await log.AppendAsync(job.Id, resumed.Attempt, log.Line(
                    JobLogLevel.Warning, job.Progress.Phase, $"Resumed: {fault}.", ("recovery", resumed.Recoveries)));
            }

            await backlog.AddAsync(resumed, cancellationToken);
        }
    }

    private async Task AddMissingPlacesAsync(
        HashSet<string> known, DateTimeOffset? createdSince, CleanupRecord report, CancellationToken cancellationToken)
    {
        foreach (var id in (await jobs.ReadUnfinishedAsync(createdSince, cancellationToken)).Where(id => !known.Contains(id)))
        {
            try
            {
                // It may have ended since, and with it its place.
                if (await jobs.FindAsync(id, cancellationToken) is { IsFinished: false } unfinished)
                {
                    await backlog.AddAsync(unfinished, cancellationToken);
                }
            }
            catch (DamagedRecordException unreadable) when (unreadable.Damaged is { } damaged)
            {
                report.Damaged.Add(damaged);
            }
        }
    }

    /// <summary>What has been done so far.</summary>
    private sealed class CleanupRecord
    {
        public List<CleanedJob> Resumed { get; } = [];

        public List<CleanedJob> Failed { get; } = [];

        public List<CleanedJob> Cancelled { get; } = [];

        public List<DamagedRecord> Damaged { get; } = [];

        public bool IsEmpty => Resumed.Count + Failed.Count + Cancelled.Count == 0;

        public CleanupReport ToReport() => new(Resumed, Failed, Cancelled, Damaged);
    }
}

/// <summary>What a clean-up did.</summary>
/// <param name="Resumed">Jobs that go on.</param>
/// <param name="Failed">Jobs that could not go on and are marked as failed.</param>
/// <param name="Cancelled">Jobs whose cancellation had not been carried out.</param>
/// <param name="Damaged">Jobs whose record cannot be read, which were left as they are.</param>
public sealed record CleanupReport(
    IReadOnlyList<CleanedJob> Resumed, IReadOnlyList<CleanedJob> Failed, IReadOnlyList<CleanedJob> Cancelled,
    IReadOnlyList<DamagedRecord> Damaged);

/// <summary>A job that the clean-up did something about.</summary>
/// <param name="Id">The job.</param>
/// <param name="Number">Its number.</param>
/// <param name="Reason">What was wrong with it, for people.</param>
public sealed record CleanedJob(string Id, int Number, string Reason);
