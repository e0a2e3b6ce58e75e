namespace Trad.Backtesting.Metrics;

/// <summary>A figure of a backtest that can be an objective.</summary>
/// <param name="Name">The name in requests.</param>
/// <param name="Title">The name for people.</param>
/// <param name="Unit">What its number counts.</param>
/// <param name="Formula">How it is computed.</param>
/// <param name="Source">Where the definition comes from.</param>
/// <param name="Combination">How the figures of several symbols, each with an account of its own, become one.</param>
/// <param name="HigherIsBetter">Whether larger values are better.</param>
/// <param name="Read">Takes it from a backtest's figures; null when it is not defined there.</param>
public sealed record Metric(
    string Name, string Title, string Unit, string Formula, string Source, MetricCombination Combination, bool HigherIsBetter, Func<BacktestMetrics, double?> Read)
{
    /// <summary>The length of a backtest from which it is told; zero for any.</summary>
    public TimeSpan ShortestSpan { get; init; }

    /// <summary>The value with its sign turned where smaller is better, so that larger is always better.</summary>
    public double? Score(BacktestMetrics metrics) => HigherIsBetter ? Read(metrics) : -Read(metrics);
}
