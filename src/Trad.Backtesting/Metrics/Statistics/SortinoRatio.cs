namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>
/// Sortino ratio: mean return / root mean square of the negative returns (over all candles) × √candles per year, against a target of
/// zero. Not defined without a loss.
/// </summary>
/// <remarks>Sortino and Price (1994), Performance Measurement in a Downside Risk Framework, Journal of Investing 3(3).</remarks>
internal static class SortinoRatio
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "sortino",
        "Sortino ratio",
        "ratio, per year",
        "mean return / root mean square of the negative returns (over all candles) × √candles per year, against a target of zero",
        "Sortino and Price (1994), Performance Measurement in a Downside Risk Framework, Journal of Investing 3(3)",
        MetricCombination.Mean,
        HigherIsBetter: true,
        metrics => metrics.Sortino)
    {
        Lossless = new LosslessRank(100, metrics => metrics.TotalReturn > 0),
        Cause = _ => "the equity never moved",
    };

    /// <summary>The figure.</summary>
    public static double? Compute(ReturnStatistics returns, double candlesPerYear) =>
        returns.Count > 0 && returns.DownsideVariance > 0
            ? returns.Mean / Math.Sqrt(returns.DownsideVariance) * Math.Sqrt(candlesPerYear)
            : null;
}
