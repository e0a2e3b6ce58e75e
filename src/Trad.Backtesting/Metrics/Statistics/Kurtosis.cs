namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Excess kurtosis: fourth central moment of the returns per candle / (second)² − 3. Not defined without variation.</summary>
/// <remarks>Joanes and Gill (1998), Comparing Measures of Sample Skewness and Kurtosis, The Statistician 47(1), g2.</remarks>
internal static class Kurtosis
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "kurtosis",
        "Excess kurtosis",
        "number",
        "fourth central moment of the returns per candle / (second)² − 3",
        "Joanes and Gill (1998), Comparing Measures of Sample Skewness and Kurtosis, The Statistician 47(1), g2",
        MetricCombination.Mean,
        HigherIsBetter: false,
        metrics => metrics.Kurtosis)
    {
        IsObjective = false,
    };

    /// <summary>The figure.</summary>
    public static double? Compute(ReturnStatistics returns)
    {
        if (returns.Count == 0)
        {
            return null;
        }

        var (second, _, fourth) = returns.CentralMoments;
        return second > 0 ? (fourth / (second * second)) - 3 : null;
    }
}
