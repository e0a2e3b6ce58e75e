namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>
/// Turnover: notional of all fills / mean equity at the closes. Not defined without candles, or when the mean equity is not above zero.
/// </summary>
/// <remarks>Bacon (2008), ch. 2.</remarks>
internal static class Turnover
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "turnover",
        "Turnover",
        "multiples of the mean equity",
        "notional of all fills / mean equity at the closes",
        "Bacon (2008), ch. 2",
        MetricCombination.Mean,
        HigherIsBetter: false,
        metrics => metrics.Turnover)
    {
        Cause = _ => "the mean equity is not above zero",
    };

    /// <summary>The figure.</summary>
    public static double? Compute(TradeStatistics trades, EquityStatistics equity) =>
        equity.Mean is > 0 and { } mean ? trades.Traded / mean : null;
}
