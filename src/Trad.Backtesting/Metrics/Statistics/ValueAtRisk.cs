namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>
/// Value at risk: the loss per candle that is exceeded in no more than 5 % of the candles, from the returns as they were.
/// </summary>
/// <remarks>Jorion (2006), Value at Risk, ch. 5: historical simulation. The quantile is the ⌈0.05 n⌉-th smallest return.</remarks>
internal static class ValueAtRisk
{
    private const double Tail = 0.05;

    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "value-at-risk",
        "Value at risk (95 %)",
        "fraction per candle",
        "minus the ⌈0.05 n⌉-th smallest of the n returns per candle",
        "Jorion (2006), Value at Risk, ch. 5, historical simulation",
        MetricCombination.Mean,
        HigherIsBetter: false,
        metrics => metrics.ValueAtRisk);

    /// <summary>The figure; not defined without candles. The returns kept are lost.</summary>
    public static double? Compute(ReturnStatistics returns)
    {
        if (returns.Count == 0)
        {
            return null;
        }

        // Candles without a position returned zero and were not kept: they lie between the losses and the gains.
        var rank = (int)Math.Ceiling(Tail * returns.Count) - 1;
        var kept = returns.Kept;
        var losses = OrderStatistic.CountUpTo(kept, -double.Epsilon);
        if (rank < losses)
        {
            return -OrderStatistic.Select(kept, rank);
        }

        var quiet = returns.Count - kept.Length;
        return rank < losses + quiet ? 0 : -OrderStatistic.Select(kept, rank - quiet) + 0.0;
    }
}
