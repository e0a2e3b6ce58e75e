using Trad.Candles;

namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>Buy-and-hold return: last close / first open − 1, without costs.</summary>
/// <remarks>Bacon (2008), ch. 3.</remarks>
internal static class BuyAndHoldReturn
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "buy-and-hold-return",
        "Buy-and-hold return",
        "fraction",
        "last close / first open − 1, without costs",
        "Bacon (2008), ch. 3",
        MetricCombination.Mean,
        HigherIsBetter: true,
        metrics => metrics.BuyAndHoldReturn);

    /// <summary>The figure.</summary>
    public static double Of(CandleSeries candles) => (candles.Close[^1] / candles.Open[0]) - 1;
}
