namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Payoff ratio: mean profit of the winners / mean loss of the losers. Not defined without a winner and a loser.</summary>
/// <remarks>Kaufman (2013), Trading Systems and Methods, ch. 21.</remarks>
internal static class PayoffRatio
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "payoff-ratio",
        "Payoff ratio",
        "ratio",
        "mean profit of the winners / mean loss of the losers",
        "Kaufman (2013), Trading Systems and Methods, ch. 21",
        MetricCombination.Mean,
        HigherIsBetter: true,
        metrics => metrics.PayoffRatio)
    {
        Lossless = new LosslessRank(10, metrics => metrics is { ProfitFactor: null, WinRate: > 0 }),

        // Nothing won against something lost is the least there can be.
        Limit = metrics => metrics.ProfitFactor == 0 ? 0 : null,
        Cause = metrics => metrics.ProfitFactor == 0 ? "no trade won" : "no trade won and none lost",
    };

    /// <summary>The figure.</summary>
    public static double? Compute(TradeStatistics trades) =>
        trades.Wins > 0 && trades.Losses > 0 ? trades.Gains / trades.Wins / (trades.Lost / trades.Losses) : null;
}
