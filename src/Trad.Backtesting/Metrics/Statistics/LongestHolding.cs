namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Longest holding: most candles from entry to exit, both included. Not defined without trades.</summary>
/// <remarks>backtesting.py, Max. Trade Duration, in candles.</remarks>
internal static class LongestHolding
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "longest-holding",
        "Longest holding",
        "candles",
        "most candles from entry to exit, both included",
        "backtesting.py, Max. Trade Duration, in candles",
        MetricCombination.Largest,
        HigherIsBetter: false,
        metrics => metrics.LongestHoldingCandles);

    /// <summary>The figure.</summary>
    public static int? Compute(TradeStatistics trades) => trades.Count > 0 ? trades.LongestHolding : null;
}
