namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>
/// Probabilistic Sharpe ratio: the probability that the true Sharpe ratio is above zero, given the length, skewness and
/// kurtosis of the returns. Not defined below two candles or without variation.
/// </summary>
/// <remarks>Bailey and López de Prado (2012), The Sharpe Ratio Efficient Frontier, Journal of Risk 15(2), eq. 11.</remarks>
internal static class ProbabilisticSharpeRatio
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "probabilistic-sharpe",
        "Probabilistic Sharpe ratio",
        "probability",
        "Φ(SR √(n − 1) / √(1 − γ₃ SR + (γ₄ − 1) / 4 SR²)), SR per candle, against zero",
        "Bailey and López de Prado (2012), The Sharpe Ratio Efficient Frontier, Journal of Risk 15(2), eq. 11",
        MetricCombination.Mean,
        HigherIsBetter: true,
        metrics => metrics.ProbabilisticSharpe)
    {
        Cause = metrics => metrics.Sharpe is null ? "the returns do not vary" : "the estimated variance of the ratio is not above zero",
    };

    /// <summary>The figure.</summary>
    public static double? Compute(ReturnStatistics returns)
    {
        if (returns.Deviation is not (> 0 and { } deviation)
            || Skewness.Compute(returns) is not { } skewness
            || Kurtosis.Compute(returns) is not { } excess)
        {
            return null;
        }

        return new SharpeEstimate(returns.Mean / deviation, returns.Count, skewness, excess + 3).ProbabilityAbove(0);
    }
}
