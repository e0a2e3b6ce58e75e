namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Average drawdown duration: mean, over all drawdowns, of the candles below the peak. Not defined without a drawdown.</summary>
/// <remarks>Bacon (2008), ch. 4.</remarks>
internal static class AverageDrawdownDuration
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "average-drawdown-duration",
        "Average drawdown duration",
        "candles",
        "mean, over all drawdowns, of the candles below the peak",
        "Bacon (2008), ch. 4",
        MetricCombination.Mean,
        HigherIsBetter: false,
        metrics => metrics.AverageDrawdownCandles)
    {
        Limit = metrics => metrics is { Candles: > 0, MaximumDrawdown: 0 } ? 0 : null,
        Cause = _ => "there was no drawdown; as an objective that counts as 0",
    };

    /// <summary>The figure.</summary>
    public static double? Compute(DrawdownStatistics drawdowns) =>
        drawdowns.Episodes > 0 ? (double)drawdowns.Candles / drawdowns.Episodes : null;
}
