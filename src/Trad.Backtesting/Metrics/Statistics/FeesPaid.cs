namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Fees paid: sum of the fees of all fills.</summary>
/// <remarks>a sum.</remarks>
internal static class FeesPaid
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "fees-paid",
        "Fees paid",
        "quote currency",
        "sum of the fees of all fills",
        "a sum",
        MetricCombination.Sum,
        HigherIsBetter: false,
        metrics => metrics.FeesPaid);

    /// <summary>The figure.</summary>
    public static double Compute(TradeStatistics trades) => trades.Fees;
}
