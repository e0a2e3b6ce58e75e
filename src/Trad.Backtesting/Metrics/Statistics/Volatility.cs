namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>
/// Volatility: standard deviation of the returns per candle (of a sample) × √candles per year. Not defined below two candles.
/// </summary>
/// <remarks>Hull (2018), Options, Futures, and Other Derivatives, ch. 15.</remarks>
internal static class Volatility
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "volatility",
        "Volatility",
        "fraction per year",
        "standard deviation of the returns per candle (of a sample) × √candles per year",
        "Hull (2018), Options, Futures, and Other Derivatives, ch. 15",
        MetricCombination.Mean,
        HigherIsBetter: false,
        metrics => metrics.Volatility)
    {
        Cause = _ => "one candle has no variation",
    };

    /// <summary>The figure.</summary>
    public static double? Compute(ReturnStatistics returns, double candlesPerYear) => returns.Deviation * Math.Sqrt(candlesPerYear);
}
