using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trad.Functions.Operations;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Validation;
using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.Robustness;

namespace Trad.Functions.Training;

/// <summary>Changes something about the trial that is published, one thing at a time, and sees what becomes of it.</summary>
public sealed class ProbeResult(
    JobDefinitions definitions, TrainingDataSource data, ProgressReporter reporter, WatchedComputation computation,
    IOptions<ValidationOptions> options, TimeProvider clock, ILogger<ProbeResult> logger)
{
    /// <summary>Probes; records nothing.</summary>
    [Function(nameof(ProbeResult))]
    public async Task<Probing> Run([ActivityTrigger] ProbedResult probed, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginJob(probed.Run.Number, probed.Run.JobId, probed.Run.Attempt);
        var job = await definitions.GetAsync(probed.Run.JobId, probed.Run.Attempt, cancellationToken);
        using var step = reporter.Begin(ValidationSteps.Probing(probed, job, options.Value), cancellationToken);
        try
        {
            var candles = await data.LoadAllAsync(job.Snapshots, step.Token);
            var started = clock.GetTimestamp();
            var robustness = await computation.RunAsync(
                () => RobustnessProbe.Run(
                    ValidationSteps.SubjectOf(job), new PartBacktester(job.Request, candles), probed.Parameters, options.Value, step.Token),
                job.Request, step.Token);
            step.Count(1, 1);
            return new Probing(robustness, clock.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (OperationCanceledException) when (step.IsCancelled && !cancellationToken.IsCancellationRequested)
        {
            return new Probing(null, 0);
        }
    }
}
