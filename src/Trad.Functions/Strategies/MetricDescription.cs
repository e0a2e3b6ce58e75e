using Trad.Backtesting.Metrics;

namespace Trad.Functions.Strategies;

/// <summary>A metric that can be an objective.</summary>
/// <param name="Name">The name in requests.</param>
/// <param name="Title">The name for people.</param>
/// <param name="Description">How it is computed.</param>
/// <param name="Unit">What its number counts.</param>
/// <param name="Source">Where the definition comes from.</param>
/// <param name="HigherIsBetter">Whether larger values are better.</param>
/// <param name="IsObjective">Whether forms offer it as an objective: not what no parameter decides, or what is no merit in itself.</param>
/// <param name="ShortestDays">Days of a backtest from which it is told, and can be an objective; 0 for any.</param>
/// <param name="WithoutLoss">
/// How backtests rank in which nothing was lost, so that the metric is not defined; absent where that cannot be.
/// </param>
/// <param name="Combination">How the figures of several symbols become one in a trial; an asset has those of their joint account.</param>
public sealed record MetricDescription(
    string Name, string Title, string Description, string Unit, string Source, bool HigherIsBetter, bool IsObjective,
    double ShortestDays,
    string? WithoutLoss,
    MetricCombination Combination)
{
    /// <summary>The description of a metric.</summary>
    public static MetricDescription FromMetric(Metric metric) => new(
        metric.Name,
        metric.Title,
        metric.Formula,
        metric.Unit,
        metric.Source,
        metric.HigherIsBetter,
        metric.IsObjective,
        metric.ShortestSpan.TotalDays,
        metric.Lossless?.Description,
        metric.Combination);
}
