namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Longest drawdown: most candles in a row below an earlier peak of the equity.</summary>
/// <remarks>Bacon (2008), ch. 4.</remarks>
internal static class LongestDrawdown
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "longest-drawdown",
        "Longest drawdown",
        "candles",
        "most candles in a row below an earlier peak of the equity",
        "Bacon (2008), ch. 4",
        MetricCombination.Largest,
        HigherIsBetter: false,
        metrics => metrics.LongestDrawdownCandles);

    /// <summary>The figure.</summary>
    public static int Compute(DrawdownStatistics drawdowns) => drawdowns.Longest;
}
