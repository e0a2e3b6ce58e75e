using Trad.Candles;

namespace Trad.Backtesting.Tests.Strategies;

/// <summary>Indicators written straight from their definitions, candle by candle, slow and plain.</summary>
internal static class PlainIndicators
{
    /// <summary>Wilder's average true range of 14 (or another length), from the beginning; NaN while it warms up.</summary>
    public static double AverageTrueRange(CandleSeries c, int t, int length = 14)
    {
        if (t < length)
        {
            return double.NaN;
        }

        double TrueRange(int i) => Math.Max(c.High[i], c.Close[i - 1]) - Math.Min(c.Low[i], c.Close[i - 1]);
        var average = Enumerable.Range(1, length).Average(TrueRange);
        for (var i = length + 1; i <= t; i++)
        {
            average = ((average * (length - 1)) + TrueRange(i)) / length;
        }

        return average;
    }

    /// <summary>Wilder's relative strength index of 14 (or another length); NaN while it warms up.</summary>
    public static double RelativeStrength(CandleSeries c, int t, int length = 14)
    {
        if (t < length)
        {
            return double.NaN;
        }

        double Change(int i) => c.Close[i] - c.Close[i - 1];
        var gain = Enumerable.Range(1, length).Average(i => Math.Max(Change(i), 0));
        var loss = Enumerable.Range(1, length).Average(i => Math.Max(-Change(i), 0));
        for (var i = length + 1; i <= t; i++)
        {
            gain = ((gain * (length - 1)) + Math.Max(Change(i), 0)) / length;
            loss = ((loss * (length - 1)) + Math.Max(-Change(i), 0)) / length;
        }

        return loss == 0 ? 100 : 100 - (100 / (1 + (gain / loss)));
    }

    /// <summary>Mean volume of the last candles; NaN while there are too few.</summary>
    public static double MeanVolume(CandleSeries c, int t, int length) =>
        t < length - 1 ? double.NaN : Enumerable.Range(t - length + 1, length).Average(i => c.Volume[i]);
}
