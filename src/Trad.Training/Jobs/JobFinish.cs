using Microsoft.Extensions.Logging;
using Trad.Candles;
using Trad.Training.Trials;

namespace Trad.Training.Jobs;

/// <summary>Records how jobs end, with the best of their trials, and lets the next job start.</summary>
public sealed class JobFinish(
    IJobStore jobs, IJobBacklog backlog, IJobJournal journal, ITrialStore trials, IProgressStore progress, IJobFeed feed,
    JobDispatcher dispatcher,
    ProgressReporter reporter, TrialHistory history, JobLog log, WorkMetrics metrics, TimeProvider clock,
    ILogger<JobFinish> lines)
{
    // What the phases of a job, each rounded, may add up to beyond it.
    private const double RoundingMs = 1;

    /// <summary>Records an end; doing it again, at any point of an interrupted first time, records nothing twice.</summary>
    public async Task RunAsync(JobEnd end, IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        var isFinal = false;
        if (end.State == JobState.Cancelled
            && await jobs.FindAsync(end.JobId, cancellationToken) is { IsFinished: false, CancelRequestedAt: null } wanted
                && wanted.Attempt == end.Attempt)
        {
            // Nobody cancelled it: its work found the journal closed by a resumption that was cut off. The clean-up completes that.
            return;
        }

        if (end.State != JobState.Completed && await jobs.FindAsync(end.JobId, cancellationToken) is not null)
        {
            // Work may still be under way; from here on none of it counts.
            await journal.CloseAsync(end.JobId, end.Attempt);
            reporter.Cancel(end.JobId);
        }

        var reported = progress.FindAsync(end.JobId, cancellationToken);
        var recorded = end.State == JobState.Completed
            ? await history.FirstAsync(end.JobId, end.Completed, cancellationToken)
            : await trials.ReadAllAsync(end.JobId, cancellationToken);
        var best = BestTrialSelection.Choose(recorded);
        var last = await reported is { } live && live.Attempt == end.Attempt ? live : null;
        var job = await jobs.UpdateAsync(
            end.JobId,
            found =>
            {
                isFinal = found.Attempt == end.Attempt && !found.IsFinished;
                return isFinal ? Finish(found, Decide(end, found), recorded, best, last) : found;
            },
            cancellationToken);
        if (job is not null && job.Attempt == end.Attempt)
        {
            if (isFinal)
            {
                metrics.CountEnd(job.State, job.Request.Strategy);
                lines.TellEnded(job);
            }

            reporter.Forget(job.Id);
            history.Forget(job.Id);
            await log.AppendAsync(job.Id, job.Attempt, isFinal
                ? [Describe(job, Decide(end, job), end.Phases?.Phase ?? last?.Phases?.Phase ?? JobPhase.Queued), JobEvent.OfDone(
                    clock.GetUtcNow(), job.Attempt)]
                : [JobEvent.OfDone(clock.GetUtcNow(), job.Attempt)]);
            if (!isFinal)
            {
                // Whoever recorded the end may have been killed before telling.
                await feed.AppendAsync(job.Id);
            }

            await backlog.RemoveAsync(job, cancellationToken);
        }

        await dispatcher.RunAsync(orchestrations, cancellationToken);
    }

    // A cancellation that was accepted counts, also when all the work was done meanwhile.
    private static JobEnd Decide(JobEnd end, TrainingJob job) =>
        job.CancelRequestedAt is null ? end : end with { State = JobState.Cancelled, Reason = null };

    private TrainingJob Finish(TrainingJob found, JobEnd end, IReadOnlyList<TrialRecord> trials, BestTrial? best, RecordedProgress? last)
    {
        var trialCount = trials.Count;
        var endings = end.State == JobState.Completed ? Endings(found, end, trials, best) : [];
        // Whoever ends a job from outside its orchestration knows its phases from its last report.
        var timings = (end.Phases ?? last?.Phases ?? FirstPhases(found)).Timings(clock.GetUtcNow());
        var work = end.Work ?? WorkTimes.FromTimings(timings);
        var taken = Math.Max(timings.Sum(timing => timing.DurationMs), work.LoadMs + work.FitMs);
        var finishedAt = EndOf(found, Math.Max(taken, last?.Progress?.ElapsedMs ?? 0));
        var total = found.Request.Trials!.Value;
        var elapsed = finishedAt - found.QueuedAt;
        var progress = JobProgress.At(JobPhase.Done, trialCount, total, best?.Score, elapsed) with
        {
            Percent = end.State == JobState.Completed ? 100
                : Math.Max(JobProgress.At(JobPhase.Exploring, trialCount, total, null, elapsed).Percent, last?.Progress?.Percent ?? 0),
        };

        return found.Finish(end.State, end.State == JobState.Failed ? end.Reason : null, finishedAt) with
        {
            Best = best,
            Verdict = end.State == JobState.Completed && best is null
                ? NothingFeasible.Judge(found.Request, trials)
                : found.Verdict,
            Progress = progress,
            Warnings = [.. found.Warnings, .. endings],
            Endings = endings,
            DurationsMs = JobTimings.Create(elapsed, work.LoadMs, work.FitMs, work.BacktestMs, work.StorageMs),
            PhaseTimings = timings,
        };
    }

    // Nothing ends before it began, nor sooner than it has taken so far, also where the clock was set back meanwhile.
    private DateTimeOffset EndOf(TrainingJob job, double taken)
    {
        var byClock = Moment.Later(clock.GetUtcNow(), Moment.Later(job.StartedAt ?? job.QueuedAt, job.QueuedAt));
        return taken - (byClock - job.QueuedAt).TotalMilliseconds > RoundingMs ? job.QueuedAt.AddMilliseconds(taken) : byClock;
    }

    private static IReadOnlyList<string> Endings(TrainingJob job, JobEnd end, IReadOnlyList<TrialRecord> trials, BestTrial? best)
    {
        var why = best is null ? TrialVerdicts.WhyNoneIsFeasible(job.Request, trials) : [];
        return [.. new[] { end.Reason, TrialVerdicts.WhyBestIsLossless(job.Request, best) }.OfType<string>(), .. why];
    }

    private static PhaseLog FirstPhases(TrainingJob job)
    {
        var queued = PhaseLog.Begin(JobPhase.Queued, job.QueuedAt);
        return job.StartedAt is { } startedAt ? queued.Enter(JobPhase.Loading, startedAt) : queued;
    }

    private JobEvent Describe(TrainingJob job, JobEnd end, JobPhase phase) => end.State switch
    {
        JobState.Completed => log.Line(
            JobLogLevel.Info, JobPhase.Publishing,
            string.Join(' ', [
                WhatCameOf(job),
                .. job.Endings]),
            ("trials", job.Progress.TrialsCompleted), ("publishedTrial", job.Verdict?.Trial), ("bestTrial", job.Best?.Trial),
            ("bestScore", job.Best?.Score), ("milliseconds", job.DurationsMs!.Total)),
        JobState.Cancelled => log.Line(
            JobLogLevel.Warning, phase, $"Cancelled after {job.Progress.TrialsCompleted} trials.",
            ("trials", job.Progress.TrialsCompleted)),
        _ => log.Line(JobLogLevel.Error, phase, end.Reason ?? "Failed."),
    };

    // Which trial is published, its neighbours and its stability decide with; the best score of the search is often another's.
    private static string WhatCameOf(TrainingJob job) => (job.Best, job.Verdict?.Trial) switch
    {
        (null, _) => "Completed: no trial was feasible.",
        ({ } best, { } published) when published != best.Trial =>
            $"Completed: trial {published} of {job.Progress.TrialsCompleted} is published; trial {best.Trial} scored best in sample.",
        ({ } best, not null) =>
            $"Completed: trial {best.Trial} of {job.Progress.TrialsCompleted} is published, which scored best in sample.",
        ({ } best, null) => $"Completed: trial {best.Trial} of {job.Progress.TrialsCompleted} scored best in sample.",
    };
}
