using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Candles;

namespace Trad.Backtesting.Tests.LookAhead;

/// <summary>Ways of looking ahead, each as a strategy's rule, with the indicator that does it where there is one.</summary>
internal sealed record Peek(string Name, Action<IndicatorCache, SignalBuffer> Rule, string? Indicator)
{
    public const int WarmUp = 50;

    public static IReadOnlyList<Peek> All { get; } =
    [
        Direct("next close", (close, t) => t + 1 < close.Length && close[t + 1] > close[t]),
        Direct("next close, as if it agreed where there is none", (close, t) => t + 1 == close.Length || close[t + 1] > close[t]),
        Direct("next close, usual moves only", (close, t) =>
            t + 1 < close.Length && Math.Abs((close[t + 1] / close[t]) - 1) < 0.1 && close[t + 1] > close[t]),
        Direct("next close, usual moves only, as if it agreed else", (close, t) =>
            t + 1 == close.Length || Math.Abs((close[t + 1] / close[t]) - 1) >= 0.1 || close[t + 1] > close[t]),
        Direct("next close, small moves only", (close, t) =>
            t + 1 == close.Length || Math.Abs((close[t + 1] / close[t]) - 1) >= 0.02 || close[t + 1] > close[t]),
        Direct("size of the next move", (close, t) => t + 1 == close.Length || Math.Abs((close[t + 1] / close[t]) - 1) > 0.002),
        Seldom("one candle of 500 by its number", (_, t) => t % 500 == 0),
        Seldom("one candle of 500 by the clock", (candles, t) => candles.OpenTime[t] / candles.Interval.Milliseconds % 500 == 0),
        Seldom("large moves only", (candles, t) => candles.Close[t + 1] / candles.Close[t] > 1.0018),
        Through("next close", 1, (cache, key, column) => Shift(cache.Candles.Close, key.Length, column)),
        Through("later close", 5, (cache, key, column) => Shift(cache.Candles.Close, key.Length, column)),
        Through("later close", 20, (cache, key, column) => Shift(cache.Candles.Close, key.Length, column)),
        Through("later close", 50, (cache, key, column) => Shift(cache.Candles.Close, key.Length, column)),
        Through("centred average", 21, (cache, key, column) => Centre(cache.Candles.Close, key.Length / 2, column)),
        Through("close by the highest", 0, (cache, _, column) => Scale(cache.Candles.Close, Largest(cache.Candles.Close), column)),
        Through("close by the mean", 0, (cache, _, column) => Scale(cache.Candles.Close, cache.Candles.Close.ToArray().Average(), column)),
        new("last candle", (indicators, signals) =>
        {
            Cross(indicators, signals, _ => true);
            signals.Set(indicators.Candles.Count - 1, 1, double.NaN, double.NaN);
        }, null),
        new(
            "no signal at the last candle", (indicators, signals) => Cross(indicators, signals, t => t < indicators.Candles.Count - 1),
            null),
        new("stop", (indicators, signals) =>
        {
            Cross(indicators, signals, _ => true);
            var low = indicators.Candles.Low;
            for (var t = 0; t < low.Length; t++)
            {
                signals.Stop[t] = low[Math.Min(t + 1, low.Length - 1)];
            }
        }, null),
        new("target", (indicators, signals) =>
        {
            Cross(indicators, signals, _ => true);
            var high = indicators.Candles.High;
            for (var t = 0; t < high.Length; t++)
            {
                signals.Target[t] = high[Math.Min(t + 3, high.Length - 1)];
            }
        }, null),
        new("holding", (indicators, signals) =>
        {
            Cross(indicators, signals, _ => true);
            signals.MaximumHolding = Largest(indicators.Candles.High) > 1.01 * indicators.Candles.High[0] ? 10 : 20;
        }, null),
    ];

    /// <summary>Signals where a fast average crosses above a slow one, if something more is the case.</summary>
    public static void Cross(IndicatorCache indicators, SignalBuffer signals, Func<int, bool> isWanted)
    {
        var (fast, slow) = (indicators.CloseAverage(5).ToArray(), indicators.CloseAverage(20).ToArray());
        for (var t = 1; t < fast.Length; t++)
        {
            if (fast[t - 1] <= slow[t - 1] && fast[t] > slow[t] && isWanted(t))
            {
                signals.Set(t, 1, double.NaN, double.NaN);
            }
        }
    }

    private static Peek Direct(string name, Func<double[], int, bool> isWanted) => new(
        name, (indicators, signals) =>
        {
            var close = indicators.Candles.Close.ToArray();
            Cross(indicators, signals, t => isWanted(close, t));
        }, null);

    // A signal more where the next close is higher, on few candles.
    private static Peek Seldom(string name, Func<CandleSeries, int, bool> looks) => new(
        name, (indicators, signals) =>
        {
            Cross(indicators, signals, _ => true);
            var candles = indicators.Candles;
            for (var t = 0; t + 1 < candles.Count; t++)
            {
                if (looks(candles, t) && candles.Close[t + 1] > candles.Close[t])
                {
                    signals.Set(t, 1, double.NaN, double.NaN);
                }
            }
        }, null);

    // Wanted where the column of the indicator is above what it was.
    private static Peek Through(string name, int length, IndicatorFormula formula) => new(
        $"{name} {length}", (indicators, signals) =>
        {
            var column = indicators.Get(new(name, length), formula).ToArray();
            var close = indicators.Candles.Close.ToArray();
            Cross(indicators, signals, t => column[t] > (column[t] < 2 ? 0.995 : close[t]));
        }, length == 0 ? name : $"{name} {length}");

    private static void Shift(ReadOnlySpan<double> values, int by, Span<double> column)
    {
        column.Fill(double.NaN);
        if (values.Length > by)
        {
            values[by..].CopyTo(column);
        }
    }

    private static void Centre(ReadOnlySpan<double> values, int half, Span<double> column)
    {
        for (var t = 0; t < column.Length; t++)
        {
            var (sum, count) = (0.0, 0);
            for (var i = Math.Max(0, t - half); i <= Math.Min(values.Length - 1, t + half); i++)
            {
                (sum, count) = (sum + values[i], count + 1);
            }

            column[t] = sum / count;
        }
    }

    private static void Scale(ReadOnlySpan<double> values, double by, Span<double> column)
    {
        for (var t = 0; t < column.Length; t++)
        {
            column[t] = values[t] / by;
        }
    }

    private static double Largest(ReadOnlySpan<double> values)
    {
        var largest = double.MinValue;
        foreach (var value in values)
        {
            largest = Math.Max(largest, value);
        }

        return largest;
    }
}
