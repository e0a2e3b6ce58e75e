using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trad.Candles.Stores;
using Trad.Functions.Operations;
using Trad.Training;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Validation;
using Trad.Training.Validation.Robustness;

namespace Trad.Functions.Training;

/// <summary>Tries the trial that is published on symbols that it was not trained on.</summary>
public sealed class TryOtherSymbols(
    JobDefinitions definitions, OtherMarkets others, ProgressReporter reporter, WatchedComputation computation,
    IOptions<ValidationOptions> options, TimeProvider clock, ILogger<TryOtherSymbols> logger)
{
    /// <summary>Tries; records nothing. A symbol whose candles changed or cannot be read is told apart and stops nothing.</summary>
    [Function(nameof(TryOtherSymbols))]
    public async Task<TriedSymbols> Run([ActivityTrigger] SymbolChunk chunk, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginJob(chunk.Run.Number, chunk.Run.JobId, chunk.Run.Attempt);
        var job = await definitions.GetAsync(chunk.Run.JobId, chunk.Run.Attempt, cancellationToken);
        using var step = reporter.Begin(ValidationSteps.Trying(chunk, job, options.Value), cancellationToken);
        try
        {
            var subject = ValidationSteps.SubjectOf(job);
            var (tried, milliseconds) = (new List<OtherSymbol>(chunk.Symbols.Count), 0.0);
            foreach (var market in chunk.Symbols)
            {
                try
                {
                    var candles = await others.ReadAsync(job.Request, subject.Split.InSample, market, step.Token);
                    var started = clock.GetTimestamp();
                    tried.Add(await computation.RunAsync(
                        () => SymbolProbe.Run(subject, candles, chunk.Parameters, step.Token), job.Request, step.Token));
                    milliseconds += clock.GetElapsedTime(started).TotalMilliseconds;
                }
                catch (Exception left) when (left is TrainingException or CandleStoreException)
                {
                    tried.Add(new OtherSymbol(market.Symbol, null, null, left.Message));
                }

                step.Count(tried.Count, chunk.Symbols.Count);
            }

            return new TriedSymbols(tried, false, milliseconds);
        }
        catch (OperationCanceledException) when (step.IsCancelled && !cancellationToken.IsCancellationRequested)
        {
            return new TriedSymbols([], true, 0);
        }
    }
}
