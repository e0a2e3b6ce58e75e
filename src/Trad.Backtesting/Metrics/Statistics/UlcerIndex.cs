namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Ulcer index: root mean square, over all candles, of the fall from the peak. Not defined without candles.</summary>
/// <remarks>Martin and McCann (1989), The Investor's Guide to Fidelity Funds.</remarks>
internal static class UlcerIndex
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "ulcer-index",
        "Ulcer index",
        "fraction of the peak",
        "root mean square, over all candles, of the fall from the peak",
        "Martin and McCann (1989), The Investor's Guide to Fidelity Funds",
        MetricCombination.Mean,
        HigherIsBetter: false,
        metrics => metrics.UlcerIndex);

    /// <summary>The figure.</summary>
    public static double? Compute(EquityStatistics equity) =>
        equity.Candles > 0 ? Math.Sqrt(equity.Drawdowns.SumOfSquares / equity.Candles) : null;
}
