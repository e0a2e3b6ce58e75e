namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Worst trade: smallest profit / notional of the entry. Not defined without trades.</summary>
/// <remarks>backtesting.py, Worst Trade, after costs.</remarks>
internal static class WorstTrade
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "worst-trade",
        "Worst trade",
        "fraction of the entry's notional",
        "smallest profit / notional of the entry",
        "backtesting.py, Worst Trade, after costs",
        MetricCombination.Smallest,
        HigherIsBetter: true,
        metrics => metrics.WorstTradeReturn);

    /// <summary>The figure.</summary>
    public static double? Compute(TradeStatistics trades) => trades.Count > 0 ? trades.WorstReturn : null;
}
