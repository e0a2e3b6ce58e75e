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

/// <summary>Repeats a job's search with other seeds, to see whether the winners agree.</summary>
public sealed class RepeatSearches(
    JobDefinitions definitions, TrainingDataSource data, ProgressReporter reporter, WatchedComputation computation,
    IOptions<ValidationOptions> options, TimeProvider clock, ILogger<RepeatSearches> logger)
{
    /// <summary>Searches; records nothing.</summary>
    [Function(nameof(RepeatSearches))]
    public async Task<RepeatedSearches> Run([ActivityTrigger] RepetitionChunk chunk, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginJob(chunk.Run.Number, chunk.Run.JobId, chunk.Run.Attempt);
        var job = await definitions.GetAsync(chunk.Run.JobId, chunk.Run.Attempt, cancellationToken);
        using var step = reporter.Begin(ValidationSteps.Repeating(chunk, job, options.Value), cancellationToken);
        try
        {
            var candles = await data.LoadAllAsync(job.Snapshots, step.Token);
            var started = clock.GetTimestamp();
            var subject = ValidationSteps.SubjectOf(job);
            var searches = await computation.RunAsync(() =>
            {
                var backtester = new PartBacktester(job.Request, candles);
                var found = new List<RepeatedSearch>(chunk.Numbers.Count);
                foreach (var number in chunk.Numbers)
                {
                    found.Add(SearchRepetition.Run(subject, backtester, chunk.Parameters, number, options.Value, step.Token));
                    step.Count(found.Count, chunk.Numbers.Count);
                }

                return found;
            }, job.Request, step.Token);
            return new RepeatedSearches(searches, false, clock.GetElapsedTime(started).TotalMilliseconds);
        }
        catch (OperationCanceledException) when (step.IsCancelled && !cancellationToken.IsCancellationRequested)
        {
            return new RepeatedSearches([], true, 0);
        }
    }
}
