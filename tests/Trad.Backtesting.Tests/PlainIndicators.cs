using Trad.Candles;

namespace Trad.Backtesting.Tests;

/// <summary>Definitions spelled out, for tests to compare with.</summary>
internal static class PlainIndicators
{
    public static double AverageTrueRange(IReadOnlyList<Candle> candles, int t)
    {
        double TrueRange(int i) => Math.Max(candles[i].High, candles[i - 1].Close) - Math.Min(candles[i].Low, candles[i - 1].Close);
        var average = Enumerable.Range(1, 14).Average(TrueRange);
        for (var i = 15; i <= t; i++)
        {
            average = ((average * 13) + TrueRange(i)) / 14;
        }

        return average;
    }

    public static double SampleDeviation(IEnumerable<double> values)
    {
        var all = values.ToList();
        var mean = all.Average();
        return Math.Sqrt(all.Sum(value => (value - mean) * (value - mean)) / (all.Count - 1));
    }
}
