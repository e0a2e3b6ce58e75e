using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trad.Functions.Operations;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Validation;
using Trad.Training.Validation.Backtests;

namespace Trad.Functions.Training;

/// <summary>Runs a job's search anew in windows of its walk-forward and measures the winners behind them.</summary>
public sealed class WalkWindows(
    JobDefinitions definitions, TrainingDataSource data, ProgressReporter reporter, WatchedComputation computation,
    IOptions<ValidationOptions> options, TimeProvider clock, ILogger<WalkWindows> logger)
{
    /// <summary>Walks through the windows; records nothing.</summary>
    [Function(nameof(WalkWindows))]
    public async Task<WalkedWindows> Run([ActivityTrigger] WindowChunk chunk, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginJob(chunk.Run.Number, chunk.Run.JobId, chunk.Run.Attempt);
        var job = await definitions.GetAsync(chunk.Run.JobId, chunk.Run.Attempt, cancellationToken);
        using var step = reporter.Begin(ValidationSteps.Walking(chunk, job, options.Value), cancellationToken);
        try
        {
            var candles = await data.LoadAllAsync(job.Snapshots, step.Token);
            var started = clock.GetTimestamp();
            var subject = ValidationSteps.SubjectOf(job);
            var windows = await computation.RunAsync(() =>
            {
                var plan = ValidationRun.Plan(subject, candles);
                var backtester = new PartBacktester(job.Request, candles);
                var first = chunk.IsRolling == true ? plan.Anchored.Count : 0;
                var walked = new List<WalkForwardWindow>(chunk.Windows.Count);
                foreach (var window in chunk.Windows)
                {
                    walked.Add(ValidationRun.Window(subject, backtester, plan, first + window, options.Value, step.Token));
                    step.Count(walked.Count, chunk.Windows.Count);
                }

                return walked;
            }, job.Request, step.Token);
            var elapsed = clock.GetElapsedTime(started).TotalMilliseconds;
            return chunk.IsRolling == true
                ? new WalkedWindows([], windows, false, elapsed)
                : new WalkedWindows(windows, [], false, elapsed);
        }
        catch (OperationCanceledException) when (step.IsCancelled && !cancellationToken.IsCancellationRequested)
        {
            return new WalkedWindows([], [], true, 0);
        }
    }
}
