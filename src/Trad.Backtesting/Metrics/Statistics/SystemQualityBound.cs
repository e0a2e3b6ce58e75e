namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>
/// Lower bound of the system quality number: the number less the value that a strategy without an edge exceeds with 5 %, by Student's
/// distribution with one degree of freedom less than there are trades. Above zero, the mean profit per trade is above zero with a
/// confidence of 95 %, if no other parameters had been tried. Not defined without variation between trades.
/// </summary>
/// <remarks>Student (1908), The Probable Error of a Mean, Biometrika 6(1), on Tharp's number.</remarks>
internal static class SystemQualityBound
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "sqn-bound",
        "System quality, lower bound",
        "number",
        "system quality number − t(95 %, trades − 1): above zero where the trades earn with 95 % confidence",
        "Student (1908), The Probable Error of a Mean, Biometrika 6(1), on Tharp (2008), ch. 2",
        MetricCombination.Mean,
        HigherIsBetter: true,
        metrics => metrics.SqnBound)
    {
        Cause = metrics => metrics.Trades < 2 ? "one trade has no variation" : "all trades ended alike",
    };

    /// <summary>The figure.</summary>
    public static double? Compute(TradeStatistics trades) =>
        SystemQualityNumber.Compute(trades) is { } number ? number - StudentDistribution.Quantile95(trades.Count - 1) : null;
}
