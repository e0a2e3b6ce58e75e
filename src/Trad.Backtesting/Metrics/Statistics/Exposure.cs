namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Exposure: candles during which a position was held / candles.</summary>
/// <remarks>backtesting.py, Exposure Time.</remarks>
internal static class Exposure
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "exposure",
        "Exposure",
        "fraction of the candles",
        "candles during which a position was held / candles",
        "backtesting.py, Exposure Time",
        MetricCombination.Mean,
        HigherIsBetter: false,
        metrics => metrics.Exposure);

    /// <summary>The figure.</summary>
    public static double Compute(EquityStatistics equity) => equity.Candles == 0 ? 0 : (double)equity.ExposedCandles / equity.Candles;
}
