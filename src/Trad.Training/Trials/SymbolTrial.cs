using Trad.Backtesting.Metrics;
using Trad.Optimization;

namespace Trad.Training.Trials;

/// <summary>A candidate's backtest on one symbol.</summary>
/// <param name="Trial">The candidate's number.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="State">How it ended.</param>
/// <param name="Scores">The objectives, larger is better; absent unless completed.</param>
/// <param name="Metrics">The backtest; absent when it failed.</param>
/// <param name="Reason">Why it is infeasible or failed.</param>
public sealed record SymbolTrial(
    int Trial, string Symbol, TrialState State, IReadOnlyList<double>? Scores, BacktestMetrics? Metrics, string? Reason);
