using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trad.Functions.Operations;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Validation;
using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.Trials;

namespace Trad.Functions.Training;

/// <summary>Chooses the trial that is published, and asks how much of its result the search alone explains.</summary>
public sealed class WeighTrials(
    JobDefinitions definitions, TrialHistory history, TrainingDataSource data, OtherMarkets others, ProgressReporter reporter,
    WatchedComputation computation, IOptions<ValidationOptions> options, TimeProvider clock, ILogger<WeighTrials> logger)
{
    /// <summary>Weighs; records nothing.</summary>
    [Function(nameof(WeighTrials))]
    public async Task<WeighedTrials> Run([ActivityTrigger] TrainingRun run, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginJob(run.Number, run.JobId, run.Attempt);
        var reading = clock.GetTimestamp();
        var job = await definitions.GetAsync(run.JobId, run.Attempt, cancellationToken);
        using var step = reporter.Begin(ValidationSteps.Weighing(run, job, options.Value), cancellationToken);
        try
        {
            var trials = await history.FirstAsync(run.JobId, run.Completed, step.Token);
            var candles = await data.LoadAllAsync(job.Snapshots, step.Token);
            var otherSymbols = await others.FindAsync(job.Request, job.Split!.InSample, job.Seed, step.Token);
            var storage = clock.GetElapsedTime(reading);
            var started = clock.GetTimestamp();
            var subject = ValidationSteps.SubjectOf(job);
            var weighing = await computation.RunAsync(
                () => TrialWeigher.Weigh(subject, new PartBacktester(job.Request, candles), trials, options.Value, step.Token),
                job.Request, step.Token);
            var published = weighing is null ? null : trials.First(trial => trial.Trial == weighing.Selection.Trial).Parameters;
            return new WeighedTrials(
                weighing, published, ValidationRun.Plan(subject, candles).Anchored.Count,
                options.Value.WindowTrials(job.Request.Trials!.Value), false,
                clock.GetElapsedTime(started).TotalMilliseconds, storage.TotalMilliseconds)
            {
                Searches = job.Request.ValidationOrDefault.SeedsOrDefault,
                OtherSymbols = otherSymbols,
                GatheringMs = ValidationSteps.GatheringMs(run, job, options.Value, otherSymbols.Count),
            };
        }
        catch (OperationCanceledException) when (step.IsCancelled && !cancellationToken.IsCancellationRequested)
        {
            return new WeighedTrials(null, null, 0, 0, true, 0, clock.GetElapsedTime(reading).TotalMilliseconds);
        }
    }
}
