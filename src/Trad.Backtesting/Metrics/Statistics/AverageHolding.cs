namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Average holding: mean, over the trades, of the candles from entry to exit, both included. Not defined without trades.</summary>
/// <remarks>backtesting.py, Avg. Trade Duration, in candles.</remarks>
internal static class AverageHolding
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "average-holding",
        "Average holding",
        "candles",
        "mean, over the trades, of the candles from entry to exit, both included",
        "backtesting.py, Avg. Trade Duration, in candles",
        MetricCombination.MeanPerTrade,
        HigherIsBetter: false,
        metrics => metrics.AverageHoldingCandles);

    /// <summary>The figure.</summary>
    public static double? Compute(TradeStatistics trades) => trades.Count > 0 ? (double)trades.HeldCandles / trades.Count : null;
}
