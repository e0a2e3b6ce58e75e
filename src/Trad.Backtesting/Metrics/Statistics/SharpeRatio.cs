namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>
/// Sharpe ratio: mean / standard deviation of the returns per candle × √candles per year, against a rate of zero. Not defined without
/// variation.
/// </summary>
/// <remarks>Sharpe (1994), The Sharpe Ratio, Journal of Portfolio Management 21(1).</remarks>
internal static class SharpeRatio
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "sharpe",
        "Sharpe ratio",
        "ratio, per year",
        "mean / standard deviation of the returns per candle × √candles per year, against a rate of zero",
        "Sharpe (1994), The Sharpe Ratio, Journal of Portfolio Management 21(1)",
        MetricCombination.Mean,
        HigherIsBetter: true,
        metrics => metrics.Sharpe);

    /// <summary>The figure.</summary>
    public static double? Compute(ReturnStatistics returns, double candlesPerYear) =>
        returns.Deviation is > 0 and { } deviation ? returns.Mean / deviation * Math.Sqrt(candlesPerYear) : null;
}
