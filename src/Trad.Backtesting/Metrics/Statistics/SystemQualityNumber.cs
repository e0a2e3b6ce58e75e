namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>
/// System quality number: √trades × mean profit / standard deviation of the profits (of a sample). Not defined without variation between
/// trades.
/// </summary>
/// <remarks>Tharp (2008), The Definitive Guide to Position Sizing, ch. 2.</remarks>
internal static class SystemQualityNumber
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "sqn",
        "System quality number",
        "number",
        "√trades × mean profit / standard deviation of the profits (of a sample)",
        "Tharp (2008), The Definitive Guide to Position Sizing, ch. 2",
        MetricCombination.Mean,
        HigherIsBetter: true,
        metrics => metrics.Sqn)
    {
        Lossless = new LosslessRank(100, metrics => metrics is { Trades: > 1, Expectancy: > 0 }),
        Cause = metrics => metrics.Trades < 2 ? "one trade has no variation" : "all trades ended alike",
    };

    /// <summary>The figure.</summary>
    public static double? Compute(TradeStatistics trades) =>
        trades.Deviation is > 0 and { } deviation ? Math.Sqrt(trades.Count) * trades.MeanProfit / deviation : null;
}
