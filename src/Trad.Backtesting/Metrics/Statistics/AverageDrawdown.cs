namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Average drawdown: mean, over all drawdowns, of the deepest fall of each. Not defined without a drawdown.</summary>
/// <remarks>Bacon (2008), ch. 4.</remarks>
internal static class AverageDrawdown
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "average-drawdown",
        "Average drawdown",
        "fraction of the peak",
        "mean, over all drawdowns, of the deepest fall of each",
        "Bacon (2008), ch. 4",
        MetricCombination.Mean,
        HigherIsBetter: false,
        metrics => metrics.AverageDrawdown)
    {
        Limit = metrics => metrics is { Candles: > 0, MaximumDrawdown: 0 } ? 0 : null,
        Cause = _ => "there was no drawdown; as an objective that counts as 0",
    };

    /// <summary>The figure.</summary>
    public static double? Compute(DrawdownStatistics drawdowns) =>
        drawdowns.Episodes > 0 ? drawdowns.SumOfDepths / drawdowns.Episodes : null;
}
