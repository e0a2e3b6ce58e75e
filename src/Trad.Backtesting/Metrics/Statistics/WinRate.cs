namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Win rate: trades with a profit / trades. Not defined without trades.</summary>
/// <remarks>Kaufman (2013), Trading Systems and Methods, ch. 21.</remarks>
internal static class WinRate
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "win-rate",
        "Win rate",
        "fraction of the trades",
        "trades with a profit / trades",
        "Kaufman (2013), Trading Systems and Methods, ch. 21",
        MetricCombination.MeanPerTrade,
        HigherIsBetter: true,
        metrics => metrics.WinRate);

    /// <summary>The figure.</summary>
    public static double? Compute(TradeStatistics trades) => trades.Count > 0 ? (double)trades.Wins / trades.Count : null;
}
