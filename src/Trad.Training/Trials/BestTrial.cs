using Trad.Backtesting.Metrics;
using Trad.Optimization.Spaces;

namespace Trad.Training.Trials;

/// <summary>The winner of a job.</summary>
/// <param name="Trial">Its 0-based number.</param>
/// <param name="Score">Its objective; larger is better.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Metrics">
/// Its backtest; of several symbols each figure combined as its metric says, and the asset has those of their joint account.
/// </param>
public sealed record BestTrial(int Trial, double Score, ParameterSet Parameters, BacktestMetrics Metrics)
{
    /// <summary>The backtest of every symbol; absent when there is one.</summary>
    public IReadOnlyDictionary<string, BacktestMetrics>? Symbols { get; init; }
}
