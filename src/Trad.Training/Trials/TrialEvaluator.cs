using Trad.Backtesting.Metrics;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Optimization;
using Trad.Training.Data;
using Trad.Training.Requests;

namespace Trad.Training.Trials;

/// <summary>Backtests candidates on what trials may see: the candles before the hold-out.</summary>
public static class TrialEvaluator
{
    /// <summary>The trial of a candidate over every symbol of a job.</summary>
    /// <param name="request">What the job was asked for.</param>
    /// <param name="data">The candles that the job pinned, one set per symbol.</param>
    /// <param name="candidate">What to try.</param>
    /// <param name="round">The round that proposed it.</param>
    /// <param name="earlier">The trials of the rounds before, against which pruning measures it.</param>
    /// <param name="cancellationToken">Ends the work behind the backtest at hand.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static TrialRecord Evaluate(
        TrainingRequest request, IReadOnlyList<TrainingData> data, Candidate candidate, int round, IReadOnlyList<TrialRecord> earlier,
        CancellationToken cancellationToken = default)
    {
        TrialRecord Measure(double part)
        {
            var trial = SymbolCombination.Combine(request, candidate, round, [.. data.Select(symbol => Part(symbol, part))]);
            return part < 1 ? trial : TrialConstraints.Apply(request, trial);
        }

        // A backtest of two million candles takes a fraction of a second, so looking in between is enough.
        SymbolTrial Part(TrainingData symbol, double part)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return Evaluate(request, symbol, candidate, part);
        }

        return request.Pruning == TrialPruning.SuccessiveHalving ? PrunedEvaluation.Evaluate(earlier, round, Measure) : Measure(1);
    }

    /// <summary>
    /// A candidate on one symbol. Too few trades, or an objective that is not defined, make it infeasible: information
    /// for the optimiser, not a number. A part of the candles has no minimum of trades, and no constraints.
    /// </summary>
    /// <param name="request">What the job was asked for.</param>
    /// <param name="data">The candles of the symbol.</param>
    /// <param name="candidate">What to try.</param>
    /// <param name="part">The part of the candles, from their beginning; 1 is all that trials may see.</param>
    public static SymbolTrial Evaluate(TrainingRequest request, TrainingData data, Candidate candidate, double part = 1)
    {
        BacktestMetrics metrics;
        try
        {
            var strategy = RequestedStrategy.Get(request);
            metrics = Backtester.Measure(
                data.FirstPart(part), strategy, TrialBacktest.Parameters(strategy, candidate.Parameters),
                TrialBacktest.Options(request, data.Snapshot.TradeFrom, data.Finer));
        }
        catch (ArgumentException refused)
        {
            return new SymbolTrial(
                candidate.Trial, data.Snapshot.Symbol, TrialState.Failed, null, null, ArgumentText.FromException(refused));
        }

        return Score(request, data.Snapshot.Symbol, candidate, metrics, part >= 1 ? request.MinimumTrades ?? MinimumTradesRule.Least : 0);
    }

    /// <summary>A candidate's backtest as a trial: what makes it infeasible, or its objectives.</summary>
    /// <param name="request">The request, complete.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="candidate">What was tried.</param>
    /// <param name="metrics">The backtest.</param>
    /// <param name="minimumTrades">Trades below which it is infeasible; 0 for no limit.</param>
    public static SymbolTrial Score(TrainingRequest request, string symbol, Candidate candidate, BacktestMetrics metrics, int minimumTrades)
    {
        SymbolTrial Ended(TrialState state, IReadOnlyList<double>? scores, string? reason) =>
            new(candidate.Trial, symbol, state, scores, metrics, reason);

        if (metrics.Trades < minimumTrades)
        {
            return Ended(TrialState.Infeasible, null, $"{metrics.Trades} trades are fewer than {minimumTrades}");
        }

        var objectives = Objectives.FromRequest(request);
        var scores = objectives.Select(objective => objective.Score(metrics) ?? double.NaN).ToArray();
        var undefined = Array.FindIndex(scores, score => !double.IsFinite(score));
        return undefined < 0
            ? Ended(TrialState.Completed, scores, null)
            : Ended(
                TrialState.Infeasible, null,
                $"{objectives[undefined].Title} is not defined: {objectives[undefined].WhyUndefined(metrics)}");
    }
}
