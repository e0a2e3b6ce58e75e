namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Average drawdown: mean, over all drawdowns, of the deepest fall of each. Not defined without a drawdown.</summary>
/// <remarks>Bacon (2008), ch. 4.</remarks>
internal static class AverageDrawdown
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "average-drawdown",
        "Average drawdown",
        "fraction of the peak",
        "mean, over all drawdowns, of the deepest fall of each",
        "Bacon (2008), ch. 4",
        MetricCombination.Mean,
        HigherIsBetter: false,
        metrics => metrics.AverageDrawdown);

    /// <summary>The figure.</summary>
    public static double? Of(DrawdownStatistics drawdowns) =>
        drawdowns.Episodes > 0 ? drawdowns.SumOfDepths / drawdowns.Episodes : null;
}
