using System.Diagnostics;
using Trad.Backtesting.Strategies;
using Trad.Candles.Stores;
using Trad.Optimization;
using Trad.Training.Data;
using Trad.Training.Jobs;

namespace Trad.Training.Trials;

/// <summary>Gets a job ready: pins its candles and plans its trials.</summary>
/// <param name="store">Where the candles are read.</param>
/// <param name="source">Keeps them in memory for the trials.</param>
public sealed class TrainingPreparation(ICandleReader store, TrainingDataSource source)
{
    /// <summary>Reads, checks and pins the candles of a job, and plans its trials.</summary>
    /// <exception cref="TrainingException">The job cannot be carried out; the message says why.</exception>
    public async Task<PreparedData> PrepareAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        var selections = DataSelection.Of(job.Request);
        var data = new List<TrainingData>();
        var warnings = new List<string>();
        try
        {
            var partitions = await Task.WhenAll(selections.Select(selection => store.ListPartitionsAsync(selection.Market, cancellationToken)));
            var range = TrainingRange.Resolve(selections, partitions, job.Request.HoldOut!.Value);
            foreach (var (selection, stored) in selections.Zip(partitions))
            {
                var (pinned, notes) = await source.PinAsync(selection, stored, range, cancellationToken);
                data.Add(pinned);
                warnings.AddRange(notes);
            }

            var snapshots = data.ConvertAll(each => each.Snapshot);
            return new PreparedData(snapshots, range.Split, Plan(job.With(snapshots, range.Split), data), warnings);
        }
        catch (CandleStoreException unreadable)
        {
            throw new TrainingException(unreadable.Message, unreadable);
        }
    }

    private static TrainingPlan Plan(TrainingJob job, IReadOnlyList<TrainingData> data)
    {
        var trials = job.Request.Trials!.Value;

        // A backtest at the defaults tells how much work a trial is, and computes the indicators that every trial shares.
        var defaults = new Candidate(0, new(Defaults(job)));
        TrialEvaluator.Evaluate(job, data, defaults, round: 0, earlier: []);
        var started = Stopwatch.GetTimestamp();
        TrialEvaluator.Evaluate(job, data, defaults, round: 0, earlier: []);
        var trialMs = Stopwatch.GetElapsedTime(started).TotalMilliseconds;

        return new TrainingPlan(job.CreatedAt, trials, TrainingPlan.InitialTrialsOf(trials), job.Request.BatchSize!.Value, Environment.ProcessorCount, trialMs);
    }

    private static IEnumerable<KeyValuePair<string, Optimization.Spaces.ParameterValue>> Defaults(TrainingJob job) =>
        StrategyCatalog.TryGet(job.Request.Strategy, out var strategy)
            ? strategy.Parameters.Select(parameter => KeyValuePair.Create(
                parameter.Name, Optimization.Spaces.ParameterValue.Of(parameter.Default)))
            : throw new TrainingException($"This version knows no strategy '{job.Request.Strategy}'.");
}
