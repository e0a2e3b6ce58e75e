using Trad.Backtesting.Indicators;
using Trad.Backtesting.Strategies.Rules.Syntax;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Strategies.Rules;

/// <summary>
/// The functions and columns of the rule language candle by candle, with windows looked through one by one. Of the engine it uses the
/// averages, whose rounding nobody could repeat otherwise.
/// </summary>
internal sealed class PlainFunctions(PlainRules rules, CandleSeries candles)
{
    private readonly Dictionary<RuleExpression, Dictionary<string, double[]>> _columns = new(ReferenceEqualityComparer.Instance);
    private readonly NameExpression _own = new(0, "own");

    private double Number(RuleExpression expression, int t) => rules.Number(expression, t);

    private bool Condition(RuleExpression expression, int t) => rules.Condition(expression, t);

    private int Whole(RuleExpression expression) => rules.Whole(expression);

    public static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;

    /// <summary>A column by its name; NaN before the first candle.</summary>
    public double Column(string name, int t)
    {
        if (t < 0)
        {
            return double.NaN;
        }

        var time = DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTime[t]);
        return name switch
        {
            "open" => candles.Open[t],
            "high" => candles.High[t],
            "low" => candles.Low[t],
            "close" => candles.Close[t],
            "volume" => candles.Volume[t],
            "quote_volume" => candles.QuoteVolume[t],
            "trade_count" => candles.TradeCount[t] < 0 ? double.NaN : candles.TradeCount[t],
            "typical" => (candles.High[t] + candles.Low[t] + candles.Close[t]) / 3,
            "hour" => time.Hour,
            "minute" => time.Minute,
            "weekday" => time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek,
            "true_range" => TrueRange(t),
            "obv" => Kept(name, result => OnBalanceVolume.Compute(candles.Close, candles.Volume, result))[t],
            "vwap" => Kept(name, result => VolumeWeightedAveragePrice.Compute(
                candles.OpenTime, candles.High, candles.Low, candles.Close, candles.Volume, 86_400_000, result))[t],
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
        };
    }

    private double TrueRange(int t) =>
        t < 1 ? double.NaN : Math.Max(candles.High[t], candles.Close[t - 1]) - Math.Min(candles.Low[t], candles.Close[t - 1]);

    /// <summary>A function that gives a number.</summary>
    public double Call(CallExpression call, int t)
    {
        var a = call.Arguments;
        switch (call.Name)
        {
            case "if":
                return Condition(a[0], t) ? Number(a[1], t) : Number(a[2], t);
            case "min":
                return Math.Min(Number(a[0], t), Number(a[1], t));
            case "max":
                return Math.Max(Number(a[0], t), Number(a[1], t));
            case "abs":
                return Math.Abs(Number(a[0], t));
            case "sign":
                return Number(a[0], t) is var x && double.IsNaN(x) ? double.NaN : Math.Sign(x);
            case "floor":
                return Math.Floor(Number(a[0], t));
            case "ceil":
                return Math.Ceiling(Number(a[0], t));
            case "round":
                return Math.Round(Number(a[0], t), MidpointRounding.AwayFromZero);
            case "sqrt":
                return Math.Sqrt(Number(a[0], t));
            case "log":
                return Finite(Math.Log(Number(a[0], t)));
            case "exp":
                return Finite(Math.Exp(Number(a[0], t)));
            case "power":
                var (power, exponent) = (Number(a[0], t), Number(a[1], t));
                return double.IsNaN(power) || double.IsNaN(exponent) ? double.NaN : Finite(Math.Pow(power, exponent));
            case "change":
                return Finite(Number(a[0], t) - Number(a[0], t - Whole(a[1])));
            case "zscore":
                return Finite(Finite(Number(a[0], t) - Average(call, "sma", a[0], Whole(a[1]), t)) / Deviation(call, a[0], Whole(a[1]), t));
            case "macd":
                return Convergence(call, t);
            case "macd_signal":
                return Smoothed(call, "signal", i => Convergence(call, i), Whole(a[3]), ExponentialMovingAverage.Compute, t);
            case "macd_histogram":
                return Finite(Convergence(call, t)
                    - Smoothed(call, "signal", i => Convergence(call, i), Whole(a[3]), ExponentialMovingAverage.Compute, t));
            case "bollinger_upper":
                return Finite(Average(call, "sma", a[0], Whole(a[1]), t) + Finite(Number(a[2], 0) * Deviation(call, a[0], Whole(a[1]), t)));
            case "bollinger_lower":
                return Finite(Average(call, "sma", a[0], Whole(a[1]), t) - Finite(Number(a[2], 0) * Deviation(call, a[0], Whole(a[1]), t)));
            case "atr":
                return Range(call, Whole(a[0]), t);
            case "keltner_upper":
                return Finite(Smoothed(call, "middle", Close, Whole(a[0]), ExponentialMovingAverage.Compute, t)
                    + Finite(Number(a[1], 0) * Range(call, Whole(a[2]), t)));
            case "keltner_lower":
                return Finite(Smoothed(call, "middle", Close, Whole(a[0]), ExponentialMovingAverage.Compute, t)
                    - Finite(Number(a[1], 0) * Range(call, Whole(a[2]), t)));
            case "donchian_upper":
                return Window(t - 1, Whole(a[0]), i => Column("high", i), values => values.Max());
            case "donchian_lower":
                return Window(t - 1, Whole(a[0]), i => Column("low", i), values => values.Min());
            case "highest":
                return Window(t, Whole(a[1]), i => Number(a[0], i), values => values.Max());
            case "lowest":
                return Window(t, Whole(a[1]), i => Number(a[0], i), values => values.Min());
            case "stochastic_k":
                return StochasticK(call, t);
            case "stochastic_d":
                return Smoothed(call, "d", i => StochasticK(call, i), Whole(a[2]), SimpleMovingAverage.Compute, t);
            case "count":
                return t < Whole(a[1]) - 1 ? double.NaN : Enumerable.Range(0, Whole(a[1])).Count(k => Condition(a[0], t - k));
            case "since":
                return Enumerable.Range(0, Whole(a[1]) + 1).Where(k => k <= t && Condition(a[0], t - k))
                    .Select(k => (double)k).FirstOrDefault(double.NaN);
            case "value_when":
                return Enumerable.Range(0, Whole(a[2]) + 1)
                    .Where(k => k <= t && Condition(a[0], t - k) && !double.IsNaN(Number(a[1], t - k)))
                    .Select(k => Number(a[1], t - k)).FirstOrDefault(double.NaN);
            case "swing_high":
                return SwingPoint(t, Whole(a[0]), i => candles.High[i]);
            case "swing_low":
                return SwingPoint(t, Whole(a[0]), i => -candles.Low[i]) * -1;
            default:
                return t < 0 ? double.NaN : Kept(call.Name, result => Kernel(call, result), call)[t];
        }
    }

    private void Kernel(CallExpression call, double[] result)
    {
        var a = call.Arguments;
        double[][] lines = [new double[result.Length], new double[result.Length], new double[result.Length]];
        switch (call.Name)
        {
            case "sma":
                EachRun(i => Number(a[0], i), result, (source, part) => SimpleMovingAverage.Compute(source, Whole(a[1]), part));
                break;
            case "ema":
                EachRun(i => Number(a[0], i), result, (source, part) => ExponentialMovingAverage.Compute(source, Whole(a[1]), part));
                break;
            case "wma":
                EachRun(i => Number(a[0], i), result, (source, part) => WeightedMovingAverage.Compute(source, Whole(a[1]), part));
                break;
            case "rma":
                EachRun(i => Number(a[0], i), result, (source, part) => WilderMovingAverage.Compute(source, Whole(a[1]), part));
                break;
            case "rsi":
                EachRun(i => Number(a[0], i), result, (source, part) => RelativeStrengthIndex.Compute(source, Whole(a[1]), part));
                break;
            case "stdev":
                EachRun(i => Number(a[0], i), result, (source, part) =>
                    RollingStandardDeviation.Compute(source, Whole(a[1]), DeviationKind.Population, part));
                break;
            case "quantile":
                EachRun(i => Number(a[0], i), result, (source, part) =>
                    RollingQuantile.Compute(source, Whole(a[1]), Number(a[2], 0), part));
                break;
            case "median":
                EachRun(i => Number(a[0], i), result, (source, part) => RollingQuantile.Compute(source, Whole(a[1]), 0.5, part));
                break;
            case "volatility":
                RealisedVolatility.Compute(
                    candles.Close, Whole(a[0]), candles.Interval.CandlesPerYear, new double[result.Length], result);
                break;
            case "plus_di" or "minus_di" or "adx":
                lines[call.Name == "plus_di" ? 0 : call.Name == "minus_di" ? 1 : 2] = result;
                AverageDirectionalIndex.Compute(
                    candles.High, candles.Low, [.. Enumerable.Range(0, candles.Count).Select(TrueRange)], Whole(a[0]), lines[0], lines[1],
                    lines[2]);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(call), call.Name, null);
        }
    }

    private delegate void Part(ReadOnlySpan<double> source, Span<double> result);

    private delegate void Windowed(ReadOnlySpan<double> source, int length, Span<double> result);

    private void EachRun(Func<int, double> source, double[] result, Part compute)
    {
        var values = Enumerable.Range(0, candles.Count).Select(source).ToArray();
        Array.Fill(result, double.NaN);
        for (var start = 0; start < values.Length; start++)
        {
            var end = start;
            while (end < values.Length && !double.IsNaN(values[end]))
            {
                end++;
            }

            if (end > start)
            {
                var part = new double[end - start];
                compute(values.AsSpan(start, end - start), part);
                part.CopyTo(result, start);
                start = end;
            }
        }
    }

    private double Smoothed(CallExpression call, string name, Func<int, double> source, int length, Windowed compute, int t) => t < 0
        ? double.NaN
        : Kept($"{name} {length}", result => EachRun(source, result, (values, part) => compute(values, length, part)), call)[t];

    private double Average(CallExpression call, string name, RuleExpression source, int length, int t) =>
        Smoothed(call, name, i => Number(source, i), length, SimpleMovingAverage.Compute, t);

    private double Deviation(CallExpression call, RuleExpression source, int length, int t) => Smoothed(
        call, "deviation", i => Number(source, i), length,
        (values, n, part) => RollingStandardDeviation.Compute(values, n, DeviationKind.Population, part), t);

    private double Convergence(CallExpression call, int t) => Finite(
        Smoothed(call, "fast", i => Number(call.Arguments[0], i), Whole(call.Arguments[1]), ExponentialMovingAverage.Compute, t)
        - Smoothed(call, "slow", i => Number(call.Arguments[0], i), Whole(call.Arguments[2]), ExponentialMovingAverage.Compute, t));

    private double Range(CallExpression call, int length, int t) =>
        Smoothed(call, "range", TrueRange, length, WilderMovingAverage.Compute, t);

    private double Close(int t) => candles.Close[t];

    private double StochasticK(CallExpression call, int t) => Smoothed(
        call, "k", i => RawStochastic(call, i), Whole(call.Arguments[1]), SimpleMovingAverage.Compute, t);

    private double RawStochastic(CallExpression call, int t)
    {
        var high = Window(t, Whole(call.Arguments[0]), i => Column("high", i), values => values.Max());
        var low = Window(t, Whole(call.Arguments[0]), i => Column("low", i), values => values.Min());
        return high == low ? 0 : 100 * (candles.Close[t] - low) / (high - low);
    }

    private static double Window(int t, int length, Func<int, double> value, Func<double[], double> of)
    {
        if (t < length - 1)
        {
            return double.NaN;
        }

        var values = Enumerable.Range(t - length + 1, length).Select(value).ToArray();
        return values.Any(double.IsNaN) ? double.NaN : of(values);
    }

    // The newest candle, at least two back, whose value lies strictly above those of the two on either side.
    private static double SwingPoint(int t, int most, Func<int, double> value)
    {
        for (var i = t - 2; i >= 2 && t - i <= most; i--)
        {
            if (value(i) > value(i - 2) && value(i) > value(i - 1) && value(i) > value(i + 1) && value(i) > value(i + 2))
            {
                return value(i);
            }
        }

        return double.NaN;
    }

    private double[] Kept(string name, Action<double[]> compute, RuleExpression? call = null)
    {
        if (!_columns.TryGetValue(call ?? _own, out var kept))
        {
            kept = new(StringComparer.Ordinal);
            _columns[call ?? _own] = kept;
        }

        if (!kept.TryGetValue(name, out var column))
        {
            column = new double[candles.Count];
            compute(column);
            kept[name] = column;
        }

        return column;
    }
}
