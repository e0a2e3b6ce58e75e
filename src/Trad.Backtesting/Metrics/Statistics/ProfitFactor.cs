namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Profit factor: sum of the profits / sum of the losses. Not defined without a loss.</summary>
/// <remarks>Kaufman (2013), Trading Systems and Methods, ch. 21.</remarks>
internal static class ProfitFactor
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "profit-factor",
        "Profit factor",
        "ratio",
        "sum of the profits / sum of the losses",
        "Kaufman (2013), Trading Systems and Methods, ch. 21",
        MetricCombination.Mean,
        HigherIsBetter: true,
        metrics => metrics.ProfitFactor)
    {
        Lossless = new LosslessRank(10, metrics => metrics.WinRate > 0),
        Cause = _ => "no trade won and none lost",
    };

    /// <summary>The figure.</summary>
    public static double? Compute(TradeStatistics trades) => trades.Lost > 0 ? trades.Gains / trades.Lost : null;
}
