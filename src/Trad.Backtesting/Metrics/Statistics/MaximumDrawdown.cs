namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Maximum drawdown: largest 1 − equity / earlier peak of the equity.</summary>
/// <remarks>Bacon (2008), ch. 4.</remarks>
internal static class MaximumDrawdown
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "maximum-drawdown",
        "Maximum drawdown",
        "fraction of the peak",
        "largest 1 − equity / earlier peak of the equity",
        "Bacon (2008), ch. 4",
        MetricCombination.Largest,
        HigherIsBetter: false,
        metrics => metrics.MaximumDrawdown);

    /// <summary>The figure.</summary>
    public static double Compute(DrawdownStatistics drawdowns) => drawdowns.Maximum;
}
