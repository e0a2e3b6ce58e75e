namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Funding paid: sum of the funding paid less received.</summary>
/// <remarks>a sum.</remarks>
internal static class FundingPaid
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "funding-paid",
        "Funding paid",
        "quote currency",
        "sum of the funding paid less received",
        "a sum",
        MetricCombination.Sum,
        HigherIsBetter: false,
        metrics => metrics.FundingPaid)
    {
        IsObjective = false,
    };

    /// <summary>The figure.</summary>
    public static double Compute(TradeStatistics trades) => trades.Funding;
}
