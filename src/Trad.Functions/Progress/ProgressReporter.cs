using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Trad.Training.Jobs;

namespace Trad.Functions.Progress;

/// <summary>
/// Reports the progress of the steps that run in this process, several times a second and beside the work. Every report
/// brings back whether the job shall be cancelled, so that also a step on another machine than the request hears of it.
/// </summary>
public sealed class ProgressReporter(IProgressStore store, JobSignals signals, TimeProvider clock, ILogger<ProgressReporter> log)
{
    /// <summary>The time from one report to the next; with the time that storing and passing one on take, readers get one every 250 ms.</summary>
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
            (_, known) => known.Attempt == scope.Attempt ? known : new LiveJob(scope));
        var step = new JobStep(job, scope, clock, hostStops);
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

    private async Task ReportAllAsync()
    {
        // Ticks do not wait for the writes, so that a slow write does not stretch the interval.
        using var ticks = new PeriodicTimer(Interval, clock);
        while (!_jobs.IsEmpty)
        {
            await ticks.WaitForNextTickAsync();
            await Task.WhenAll(_jobs.Values.Select(ReportAsync));
        }

        Volatile.Write(ref _isReporting, 0);
        if (!_jobs.IsEmpty && Interlocked.Exchange(ref _isReporting, 1) == 0)
        {
            // A step began between the last look and the end of reporting.
            _ = ReportAllAsync();
        }
    }

    private async Task ReportAsync(LiveJob job)
    {
        var now = clock.GetUtcNow();
        if (job.TakeProgress(now) is not var (progress, phases))
        {
            if (job.IdleFor(now) > IdlePatience)
            {
                _jobs.TryRemove(KeyValuePair.Create(job.JobId, job));
            }

            return;
        }

        try
        {
            job.Written(await store.WriteAsync(job.JobId, job.Attempt, progress, phases, now, job.Version, CancellationToken.None));
            signals.Tell(job.JobId);
        }
        catch (Exception failure)
        {
            // The next report tries again; progress is news, not a record.
            log.LogWarning(failure, "The progress of the job {Job} could not be stored", job.JobId);
        }
    }
}
