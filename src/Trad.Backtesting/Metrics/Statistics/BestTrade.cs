namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Best trade: largest profit / notional of the entry. Not defined without trades.</summary>
/// <remarks>backtesting.py, Best Trade, after costs.</remarks>
internal static class BestTrade
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "best-trade",
        "Best trade",
        "fraction of the entry's notional",
        "largest profit / notional of the entry",
        "backtesting.py, Best Trade, after costs",
        MetricCombination.Largest,
        HigherIsBetter: true,
        metrics => metrics.BestTradeReturn);

    /// <summary>The figure.</summary>
    public static double? Compute(TradeStatistics trades) => trades.Count > 0 ? trades.BestReturn : null;
}
