namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Skewness: third central moment of the returns per candle / (second)^1.5. Not defined without variation.</summary>
/// <remarks>Joanes and Gill (1998), Comparing Measures of Sample Skewness and Kurtosis, The Statistician 47(1), g1.</remarks>
internal static class Skewness
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "skewness",
        "Skewness",
        "number",
        "third central moment of the returns per candle / (second)^1.5",
        "Joanes and Gill (1998), Comparing Measures of Sample Skewness and Kurtosis, The Statistician 47(1), g1",
        MetricCombination.Mean,
        HigherIsBetter: true,
        metrics => metrics.Skewness);

    /// <summary>The figure.</summary>
    public static double? Compute(ReturnStatistics returns)
    {
        if (returns.Count == 0)
        {
            return null;
        }

        var (second, third, _) = returns.CentralMoments;
        return second > 0 ? third / (second * Math.Sqrt(second)) : null;
    }
}
