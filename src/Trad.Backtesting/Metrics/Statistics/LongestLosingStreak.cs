namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Longest losing streak: most trades in a row with a loss.</summary>
/// <remarks>Kaufman (2013), Trading Systems and Methods, ch. 21.</remarks>
internal static class LongestLosingStreak
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "longest-losing-streak",
        "Longest losing streak",
        "trades",
        "most trades in a row with a loss",
        "Kaufman (2013), Trading Systems and Methods, ch. 21",
        MetricCombination.Largest,
        HigherIsBetter: false,
        metrics => metrics.LongestLosingStreak);

    /// <summary>The figure.</summary>
    public static int Compute(TradeStatistics trades) => trades.LongestLosingStreak;
}
