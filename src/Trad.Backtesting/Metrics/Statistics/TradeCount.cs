namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Trades: positions opened, one still open at the end included.</summary>
/// <remarks>a count.</remarks>
internal static class TradeCount
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "trades",
        "Trades",
        "trades",
        "positions opened, one still open at the end included",
        "a count",
        MetricCombination.Sum,
        HigherIsBetter: true,
        metrics => metrics.Trades);

    /// <summary>The figure.</summary>
    public static int Compute(TradeStatistics trades) => trades.Count;
}
