namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Return above buy and hold: total return − buy-and-hold return.</summary>
/// <remarks>Bacon (2008), ch. 3, arithmetic excess return.</remarks>
internal static class ExcessReturn
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "excess-return",
        "Return above buy and hold",
        "fraction",
        "total return − buy-and-hold return",
        "Bacon (2008), ch. 3, arithmetic excess return",
        MetricCombination.Mean,
        HigherIsBetter: true,
        metrics => metrics.ExcessReturn);

    /// <summary>The figure.</summary>
    public static double Compute(double totalReturn, double buyAndHoldReturn) => totalReturn - buyAndHoldReturn;
}
