namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Calmar ratio: annualised return / maximum drawdown. Not defined without a drawdown and below 90 days.</summary>
/// <remarks>Young (1991), Calmar Ratio: A Smoother Tool, Futures 20(1).</remarks>
internal static class CalmarRatio
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "calmar",
        "Calmar ratio",
        "ratio",
        "annualised return / maximum drawdown; from 90 days on",
        "Young (1991), Calmar Ratio: A Smoother Tool, Futures 20(1)",
        MetricCombination.Mean,
        HigherIsBetter: true,
        metrics => metrics.Calmar)
    {
        ShortestSpan = Annualisation.ShortestSpan,
        Lossless = new LosslessRank(100, metrics => metrics is { MaximumDrawdown: 0, AnnualisedReturn: > 0 }),
        Cause = metrics =>
            metrics.AnnualisedReturn is null ? metrics.NotAnnualised ?? "the annualised return is not defined" : "the equity never moved",
    };

    /// <summary>The figure.</summary>
    public static double? Compute(double? annualisedReturn, double maximumDrawdown) =>
        maximumDrawdown > 0 ? annualisedReturn / maximumDrawdown : null;
}
