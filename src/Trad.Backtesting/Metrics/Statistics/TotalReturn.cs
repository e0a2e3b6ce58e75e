namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Total return: final equity / initial equity − 1.</summary>
/// <remarks>Bacon (2008), Practical Portfolio Performance Measurement and Attribution, ch. 2.</remarks>
internal static class TotalReturn
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "total-return",
        "Total return",
        "fraction",
        "final equity / initial equity − 1",
        "Bacon (2008), Practical Portfolio Performance Measurement and Attribution, ch. 2",
        MetricCombination.Mean,
        HigherIsBetter: true,
        metrics => metrics.TotalReturn);

    /// <summary>The figure.</summary>
    public static double Compute(EquityStatistics equity) => (equity.Final / equity.Initial) - 1;
}
