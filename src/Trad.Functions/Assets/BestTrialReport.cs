using Trad.Backtesting.Metrics;
using Trad.Optimization.Spaces;

namespace Trad.Functions.Assets;

/// <summary>The best trial of a job so far; everything in it is in sample.</summary>
/// <param name="Trial">Its 0-based number.</param>
/// <param name="Score">Its objective; larger is better.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Metrics">Its backtest.</param>
/// <param name="Equity">Its equity curve, thinned to highs and lows.</param>
/// <param name="Trades">How many trades it made, one still open included.</param>
public sealed record BestTrialReport(
    int Trial, double Score, ParameterSet Parameters, BacktestMetrics Metrics, EquityPoints Equity, int Trades)
{
    /// <summary>How much of the profit trades across gaps of the candles made.</summary>
    public GapProfit? GapProfit { get; init; }
}
