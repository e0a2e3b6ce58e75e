namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>
/// Omega ratio: sum of the positive returns per candle / sum of the negative ones, against a threshold of zero. Not defined without a
/// loss.
/// </summary>
/// <remarks>Keating and Shadwick (2002), A Universal Performance Measure, Journal of Performance Measurement 6(3).</remarks>
internal static class OmegaRatio
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "omega",
        "Omega ratio",
        "ratio",
        "sum of the positive returns per candle / sum of the negative ones, against a threshold of zero",
        "Keating and Shadwick (2002), A Universal Performance Measure, Journal of Performance Measurement 6(3)",
        MetricCombination.Mean,
        HigherIsBetter: true,
        metrics => metrics.Omega)
    {
        Lossless = new LosslessRank(10, metrics => metrics.TotalReturn > 0),
        Cause = _ => "the equity never moved",
    };

    /// <summary>The figure.</summary>
    public static double? Compute(ReturnStatistics returns) =>
        returns.SumOfNegatives < 0 ? (returns.Sum - returns.SumOfNegatives) / -returns.SumOfNegatives : null;
}
