using Trad.Backtesting.Metrics;
using Trad.Optimization;
using Trad.Optimization.Spaces;

namespace Trad.Training.Jobs;

/// <summary>One trial as it is kept: the parameters tried and what came of them.</summary>
/// <param name="Trial">0-based number within the job.</param>
/// <param name="Round">0-based round that proposed it.</param>
/// <param name="State">How it ended.</param>
/// <param name="Score">The objective, larger is better; absent unless completed.</param>
/// <param name="Parameters">The parameters tried.</param>
/// <param name="Metrics">The backtest; absent when it failed.</param>
/// <param name="Reason">Why it is infeasible or failed.</param>
public sealed record TrialRecord(
    int Trial, int Round, TrialState State, double? Score, ParameterSet Parameters, BacktestMetrics? Metrics, string? Reason)
{
    /// <summary>Every objective, larger is better; absent when there is one.</summary>
    public IReadOnlyList<double>? Scores { get; init; }

    /// <summary>The backtest of every symbol; absent when there is one.</summary>
    public IReadOnlyDictionary<string, BacktestMetrics>? Symbols { get; init; }

    /// <summary>What the optimiser learns from it.</summary>
    public TrialResult ToResult() => new(Trial, Parameters, State, Score) { Objectives = Scores };
}
