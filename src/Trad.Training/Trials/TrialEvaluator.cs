using Trad.Backtesting.Metrics;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Optimization;
using Trad.Training.Data;
using Trad.Training.Jobs;

namespace Trad.Training.Trials;

/// <summary>Backtests candidates.</summary>
public static class TrialEvaluator
{
    /// <summary>
    /// The trial of a candidate. Too few trades, or an objective that is not defined, make it infeasible: information
    /// for the optimiser, not a number.
    /// </summary>
    /// <param name="job">The job, with the candles that it pinned.</param>
    /// <param name="data">These candles.</param>
    /// <param name="candidate">What to try.</param>
    /// <param name="round">The round that proposed it.</param>
    public static TrialRecord Evaluate(TrainingJob job, TrainingData data, Candidate candidate, int round)
    {
        var request = job.Request;
        if (!StrategyCatalog.TryGet(request.Strategy, out var strategy) || !MetricCatalog.TryGet(request.Objective, out var objective))
        {
            throw new TrainingException($"This version knows no strategy '{request.Strategy}' or no objective '{request.Objective}'.");
        }

        TrialRecord Record(TrialState state, double? score, BacktestMetrics? metrics, string? reason) =>
            new(candidate.Trial, round, state, score, candidate.Parameters, metrics, reason);

        BacktestMetrics metrics;
        try
        {
            var parameters = StrategyParameters.Of(
                strategy, candidate.Parameters.Select(value => KeyValuePair.Create(value.Key, value.Value.Number)));
            metrics = Backtester.Measure(data.Indicators, strategy, parameters, Options(job));
        }
        catch (ArgumentException refused)
        {
            return Record(TrialState.Failed, null, null, refused.Message);
        }

        if (metrics.Trades < request.MinimumTrades)
        {
            return Record(TrialState.Infeasible, null, metrics, $"{metrics.Trades} trades are fewer than {request.MinimumTrades}");
        }

        return objective.Score(metrics) is { } score && double.IsFinite(score)
            ? Record(TrialState.Completed, score, metrics, null)
            : Record(TrialState.Infeasible, null, metrics, $"{objective.Title} is not defined for this backtest");
    }

    /// <summary>The conditions that a job's backtests run under.</summary>
    public static BacktestOptions Options(TrainingJob job) => new()
    {
        FeeRate = job.Request.FeeRate!.Value,
        Slippage = job.Request.Slippage!.Value,
        RiskPerTrade = job.Request.RiskPerTrade!.Value,
        TradeFrom = job.Data!.TradeFrom,
    };
}
