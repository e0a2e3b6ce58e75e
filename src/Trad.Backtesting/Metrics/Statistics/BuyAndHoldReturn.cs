using Trad.Candles;

namespace Trad.Backtesting.Metrics.Statistics;

/// <summary>
/// Buy-and-hold return: last close / first open − 1, without costs. Across a hole that no position is held across, holding the
/// market earns nothing either: the stretches between such holes are multiplied.
/// </summary>
/// <remarks>Bacon (2008), ch. 3.</remarks>
internal static class BuyAndHoldReturn
{
    /// <summary>As listed in the catalog.</summary>
    public static Metric Metric { get; } = new(
        "buy-and-hold-return",
        "Buy-and-hold return",
        "fraction",
        "last close / first open − 1, without costs and without what happened in long holes",
        "Bacon (2008), ch. 3",
        MetricCombination.Mean,
        HigherIsBetter: true,
        metrics => metrics.BuyAndHoldReturn)
    {
        IsObjective = false,
    };

    /// <summary>The figure.</summary>
    /// <param name="candles">The candles from the beginning of their series.</param>
    /// <param name="start">Position of the first that counts.</param>
    /// <param name="ends">Positions of the last candles before long holes, increasing.</param>
    public static double Compute(CandleSeries candles, int start, ReadOnlySpan<int> ends)
    {
        var (growth, from) = (1.0, start);
        foreach (var end in ends)
        {
            if (end >= from && end < candles.Count - 1)
            {
                growth *= candles.Close[end] / candles.Open[from];
                from = end + 1;
            }
        }

        return (growth * (candles.Close[^1] / candles.Open[from])) - 1;
    }
}
