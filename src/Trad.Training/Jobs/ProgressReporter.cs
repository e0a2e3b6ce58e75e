using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Trad.Training.Jobs;

/// <summary>
/// Reports the progress of the steps that run in this process, several times a second and beside the work. Every report
/// brings back whether the job shall be cancelled, so that also a step on another machine than the request hears of it.
/// </summary>
public sealed class ProgressReporter(IProgressStore store, JobSignals signals, TimeProvider clock, ILogger<ProgressReporter> log)
{
    /// <summary>
    /// The time from one report to the next; with the time that storing and passing one on take, readers get one every 250 ms.
    /// </summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan IdlePatience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, LiveJob> _jobs = new(StringComparer.Ordinal);
    private int _isReporting;

    /// <summary>Begins a step; dispose of it at its end.</summary>
    /// <param name="scope">Where the step stands within its job.</param>
    /// <param name="hostStops">Cancelled when the host stops.</param>
    public JobStep Begin(StepScope scope, CancellationToken hostStops)
    {
        var job = _jobs.AddOrUpdate(
            scope.JobId,
            _ => new LiveJob(scope),
            (_, known) => known.Attempt < scope.Attempt ? new LiveJob(scope) : known);

        // A step of an attempt that another has taken the place of is not reported, but hears that it is over.
        job = job.Attempt == scope.Attempt ? job : Outdated(scope);
        var step = new JobStep(job, scope, clock, hostStops);

        // It may have been let go of as idle between finding it and the beginning of the step.
        if (!job.IsCancelled)
        {
            _jobs.TryAdd(scope.JobId, job);
        }

        if (Interlocked.Exchange(ref _isReporting, 1) == 0)
        {
            _ = ReportAllAsync();
        }

        return step;
    }

    /// <summary>Ends the steps of a job that run in this process.</summary>
    public void Cancel(string jobId)
    {
        if (_jobs.TryGetValue(jobId, out var job))
        {
            job.Cancel();
        }
    }

    /// <summary>Lets a job go that is over.</summary>
    public void Forget(string jobId) => _jobs.TryRemove(jobId, out _);

    private static LiveJob Outdated(StepScope scope)
    {
        var job = new LiveJob(scope);
        job.Cancel();
        return job;
    }

    private async Task ReportAllAsync()
    {
        // Ticks do not wait for the writes: one that is slow delays its own job and no other.
        using var ticks = new PeriodicTimer(Interval, clock);
        while (!_jobs.IsEmpty)
        {
            await ticks.WaitForNextTickAsync();
            foreach (var job in _jobs.Values.Where(job => job.TryBeginReport()))
            {
                _ = ReportAsync(job);
            }
        }

        Volatile.Write(ref _isReporting, 0);
        if (!_jobs.IsEmpty && Interlocked.Exchange(ref _isReporting, 1) == 0)
        {
            // A step began between the last tick and the end of reporting.
            _ = ReportAllAsync();
        }
    }

    private async Task ReportAsync(LiveJob job)
    {
        do
        {
            try
            {
                await ReportOnceAsync(job);
            }
            catch (Exception failure)
            {
                // The next report tries again; progress is news, not a record.
                log.LogWarning(failure, "The progress of the job {JobId} could not be stored", job.JobId);
            }
        }
        while (job.EndReport());
    }

    private async Task ReportOnceAsync(LiveJob job)
    {
        var now = clock.GetUtcNow();
        var ticks = clock.GetElapsedTime(0);
        if (job.TakeProgress(now, ticks) is var (progress, phases))
        {
            job.Written(await store.WriteAsync(job.JobId, job.Attempt, progress, phases, now, job.Version, CancellationToken.None));
            signals.Tell(job.JobId);
        }
        else if (job.IdleFor(ticks) > IdlePatience && _jobs.TryRemove(KeyValuePair.Create(job.JobId, job)) && job.IsAtWork)
        {
            // A step began at this moment, and found the job still there.
            _jobs.TryAdd(job.JobId, job);
        }
    }
}
