namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Expectancy: mean profit of the trades. Not defined without trades.</summary>
/// <remarks>Tharp (2006), Trade Your Way to Financial Freedom, ch. 7.</remarks>
internal static class Expectancy
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "expectancy",
        "Expectancy",
        "quote currency per trade",
        "mean profit of the trades",
        "Tharp (2006), Trade Your Way to Financial Freedom, ch. 7",
        MetricCombination.MeanPerTrade,
        HigherIsBetter: true,
        metrics => metrics.Expectancy);

    /// <summary>The figure.</summary>
    public static double? Compute(TradeStatistics trades) => trades.Count > 0 ? trades.MeanProfit : null;
}
