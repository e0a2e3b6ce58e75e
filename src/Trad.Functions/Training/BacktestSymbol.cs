using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Trad.Functions.Operations;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Training;

/// <summary>
/// Backtests a chunk of candidates on one symbol of a job that has several; <see cref="RecordTrials"/> makes trials of them.
/// </summary>
public sealed class BacktestSymbol(
    JobDefinitions definitions, TrainingDataSource data, ProgressReporter reporter, WatchedComputation computation, WorkMetrics metrics,
    TimeProvider clock, ILogger<BacktestSymbol> logger)
{
    /// <summary>Backtests the candidates; records nothing.</summary>
    [Function(nameof(BacktestSymbol))]
    public async Task<SymbolBacktests> Run([ActivityTrigger] TrialChunk chunk, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginJob(chunk.Number, chunk.JobId, chunk.Attempt);
        var reading = clock.GetTimestamp();
        var job = await definitions.GetAsync(chunk.JobId, chunk.Attempt, cancellationToken);
        using var step = reporter.Begin(chunk.ScopeOf(job), cancellationToken);
        try
        {
            var candles = await data.LoadAsync(job.Snapshots[chunk.Symbol!.Value], step.Token);
            var storage = clock.GetElapsedTime(reading);
            var started = clock.GetTimestamp();
            var backtests = await computation.RunAsync(() => Backtest(job, candles, chunk, step), job.Request, step.Token);
            metrics.CountTrials(backtests.Count, clock.GetElapsedTime(started));
            cancellationToken.ThrowIfCancellationRequested();
            return new SymbolBacktests(backtests, clock.GetElapsedTime(started).TotalMilliseconds, storage.TotalMilliseconds);
        }
        catch (OperationCanceledException) when (step.IsCancelled && !cancellationToken.IsCancellationRequested)
        {
            return new SymbolBacktests([], 0, clock.GetElapsedTime(reading).TotalMilliseconds);
        }
    }

    private static List<SymbolTrial> Backtest(TrainingJob job, TrainingData candles, TrialChunk chunk, JobStep step)
    {
        var (backtests, ending) = (new List<SymbolTrial>(chunk.Candidates.Count), step.Token);
        foreach (var candidate in chunk.Candidates)
        {
            if (ending.IsCancellationRequested)
            {
                break;
            }

            step.BeginTrial();
            backtests.Add(TrialEvaluator.Evaluate(job.Request, candles, candidate));
            step.CountPart(candidate.Trial, chunk.Symbol!.Value);
        }

        return backtests;
    }
}
