using System.Text.Json.Serialization;
using Trad.Backtesting.Metrics;
using Trad.Optimization;
using Trad.Optimization.Spaces;

namespace Trad.Training.Trials;

/// <summary>One trial as it is kept: the parameters tried and what came of them.</summary>
/// <param name="Trial">0-based number within the job.</param>
/// <param name="Round">0-based round that proposed it.</param>
/// <param name="State">How it ended.</param>
/// <param name="Score">
/// The objective, larger is better; absent unless completed or pruned. A pruned trial has the score of a part of the candles, not to be
/// compared.
/// </param>
/// <param name="Parameters">The parameters tried.</param>
/// <param name="Metrics">
/// The backtest, of a part of the candles when pruned; absent when it failed. Of several symbols each figure combined as its
/// metric says; the asset has the figures of their joint account.
/// </param>
/// <param name="Reason">Why it is infeasible, pruned or failed.</param>
public sealed record TrialRecord(
    int Trial, int Round, TrialState State, double? Score, ParameterSet Parameters, BacktestMetrics? Metrics, string? Reason)
{
    /// <summary>Every objective, larger is better; absent when there is one.</summary>
    public IReadOnlyList<double>? Scores { get; init; }

    /// <summary>The backtest of every symbol; absent when there is one.</summary>
    public IReadOnlyDictionary<string, BacktestMetrics>? Symbols { get; init; }

    /// <summary>
    /// The objective on each growing part of the candles that pruning looked at, null where it is not defined; absent without
    /// pruning. Later trials are measured against them.
    /// </summary>
    public IReadOnlyList<double?>? RungScores { get; init; }

    /// <summary>The score when it comes from all candles, so that it may be the best.</summary>
    [JsonIgnore]
    public double? CompletedScore => State == TrialState.Completed ? Score : null;

    /// <summary>What the optimiser learns from it.</summary>
    public TrialResult ToResult() => new(Trial, Parameters, State, Score) { Objectives = Scores };

    /// <summary>The trial as a winner; it must have completed.</summary>
    public BestTrial ToBest() => new(Trial, Score!.Value, Parameters, Metrics!) { Symbols = Symbols };
}

/// <summary>A candidate's backtest on one symbol.</summary>
/// <param name="Trial">The candidate's number.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="State">How it ended.</param>
/// <param name="Scores">The objectives, larger is better; absent unless completed.</param>
/// <param name="Metrics">The backtest; absent when it failed.</param>
/// <param name="Reason">Why it is infeasible or failed.</param>
public sealed record SymbolTrial(
    int Trial, string Symbol, TrialState State, IReadOnlyList<double>? Scores, BacktestMetrics? Metrics, string? Reason);
