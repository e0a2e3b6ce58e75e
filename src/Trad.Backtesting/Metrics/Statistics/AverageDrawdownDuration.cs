namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Average drawdown duration: mean, over all drawdowns, of the candles below the peak. Not defined without a drawdown.</summary>
/// <remarks>Bacon (2008), ch. 4.</remarks>
internal static class AverageDrawdownDuration
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "average-drawdown-duration",
        "Average drawdown duration",
        "candles",
        "mean, over all drawdowns, of the candles below the peak",
        "Bacon (2008), ch. 4",
        MetricCombination.Mean,
        HigherIsBetter: false,
        metrics => metrics.AverageDrawdownCandles);

    /// <summary>The figure.</summary>
    public static double? Of(DrawdownStatistics drawdowns) =>
        drawdowns.Episodes > 0 ? (double)drawdowns.Candles / drawdowns.Episodes : null;
}
