namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>
/// Annualised return: (final equity / initial equity)^(candles per year / candles) − 1, years of 365 days by the clock. Not defined below
/// 90 days, without candles, when the equity is lost, or when the number is too large to be one.
/// </summary>
/// <remarks>Bacon (2008), ch. 2.</remarks>
internal static class AnnualisedReturn
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "annualised-return",
        "Annualised return",
        "fraction per year",
        "(final equity / initial equity)^(1 / years) − 1, years of 365 days by the clock; from 90 days on",
        "Bacon (2008), ch. 2",
        MetricCombination.Mean,
        HigherIsBetter: true,
        metrics => metrics.AnnualisedReturn)
    {
        ShortestSpan = Annualisation.ShortestSpan,
        Cause = metrics => metrics.NotAnnualised ?? "the growth per year is too large a number",
    };

    /// <summary>The figure.</summary>
    public static double? Compute(EquityStatistics equity, double candlesPerYear)
    {
        if (equity.Candles == 0 || equity.Final <= 0)
        {
            return null;
        }

        var growth = Math.Pow(equity.Final / equity.Initial, candlesPerYear / equity.Candles) - 1;
        return double.IsFinite(growth) ? growth : null;
    }
}
