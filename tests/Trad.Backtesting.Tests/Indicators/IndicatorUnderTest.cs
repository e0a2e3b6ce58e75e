using Trad.Backtesting.Indicators;
using Trad.Backtesting.Tests.Strategies.Rules;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Indicators;

/// <summary>Every indicator as a function of candles, for what must hold for all of them.</summary>
internal static class IndicatorUnderTest
{
    private const int Length = 14;

    public static IReadOnlyDictionary<string, Func<CandleSeries, double[][]>> All { get; } =
        new Dictionary<string, Func<CandleSeries, double[][]>>
        {
            ["sma"] = c => One(c, x => SimpleMovingAverage.Compute(c.Close, Length, x)),
            ["ema"] = c => One(c, x => ExponentialMovingAverage.Compute(c.Close, Length, x)),
            ["wma"] = c => One(c, x => WeightedMovingAverage.Compute(c.Close, Length, x)),
            ["rma"] = c => One(c, x => WilderMovingAverage.Compute(c.Close, Length, x)),
            ["true range"] = c => One(c, x => TrueRange.Compute(c.High, c.Low, c.Close, x)),
            ["atr"] = c => One(c, x => AverageTrueRange.Compute(Range(c), Length, x)),
            ["rsi"] = c => One(c, x => RelativeStrengthIndex.Compute(c.Close, Length, x)),
            ["macd"] = c => Rules(c, "macd(close, 12, 26)", "macd_signal(close, 12, 26, 9)"),
            ["bollinger"] = c => Rules(c, "bollinger_lower(close, 20, 2)", "bollinger_upper(close, 20, 2)"),
            ["keltner"] = c => Rules(c, "keltner_lower(20, 2, 10)", "keltner_upper(20, 2, 10)"),
            ["donchian"] = c => Rules(c, "donchian_lower(20)", "donchian_upper(20)"),
            ["stochastic"] = c => Rules(c, $"stochastic_k({Length}, 3)", $"stochastic_d({Length}, 3, 3)"),
            ["adx"] = c => Three(c, (x, y, z) => AverageDirectionalIndex.Compute(c.High, c.Low, Range(c), Length, x, y, z)),
            ["obv"] = c => One(c, x => OnBalanceVolume.Compute(c.Close, c.Volume, x)),
            ["vwap"] = c => One(c, x => VolumeWeightedAveragePrice.Compute(c.OpenTime, c.High, c.Low, c.Close, c.Volume, 86_400_000, x)),
            ["rolling deviation"] = c => One(c, x => RollingStandardDeviation.Compute(c.Close, Length, DeviationKind.Sample, x)),
            ["rolling maximum"] = c => One(c, x => RollingExtreme.Maximum(c.High, Length, x)),
            ["rolling minimum"] = c => One(c, x => RollingExtreme.Minimum(c.Low, Length, x)),
            ["rolling median"] = c => One(c, x => RollingQuantile.Median(c.Close, Length, x)),
            ["rolling quantile"] = c => One(c, x => RollingQuantile.Compute(c.Close, Length, 0.9, x)),
            ["z-score"] = c => Rules(c, $"zscore(close, {Length})"),
            ["realised volatility"] = c => Two(c, (x, y) => RealisedVolatility.Compute(c.Close, Length, c.Interval.CandlesPerYear, x, y)),
            ["swing highs"] = c => [Known(SwingPoints.Highs(c.High), c.Count)],
            ["swing lows"] = c => [Known(SwingPoints.Lows(c.Low), c.Count)],
        };

    public static double[] Range(CandleSeries c) => One(c, x => TrueRange.Compute(c.High, c.Low, c.Close, x))[0];

    // What the rule language composes of the others.
    private static double[][] Rules(CandleSeries c, params string[] expressions) =>
        [.. expressions.Select(expression => RuleRunner.Numbers(expression, c))];

    private static double[][] One(CandleSeries c, Action<double[]> compute)
    {
        var x = new double[c.Count];
        compute(x);
        return [x];
    }

    private static double[][] Two(CandleSeries c, Action<double[], double[]> compute)
    {
        var (x, y) = (new double[c.Count], new double[c.Count]);
        compute(x, y);
        return [x, y];
    }

    private static double[][] Three(CandleSeries c, Action<double[], double[], double[]> compute)
    {
        var (x, y, z) = (new double[c.Count], new double[c.Count], new double[c.Count]);
        compute(x, y, z);
        return [x, y, z];
    }

    // Swing points by when they are known: at the candle that confirms them.
    private static double[] Known(int[] positions, int count)
    {
        var known = new double[count];
        foreach (var position in positions)
        {
            known[position + SwingPoints.Confirmation] = position;
        }

        return known;
    }
}
