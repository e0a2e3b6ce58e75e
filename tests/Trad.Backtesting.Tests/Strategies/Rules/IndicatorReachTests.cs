using System.Reflection;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Strategies.Rules.Binding;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Strategies.Rules;

/// <summary>Every indicator of the engine can be said in rules, and is the same number there, bit for bit.</summary>
public sealed class IndicatorReachTests
{
    private static readonly CandleSeries Market = RandomMarket.Make(20, 900);

    private static readonly IndicatorCache Cache = new(Market);

    private static readonly Dictionary<string, (string Rule, Func<double[]> Column)> Asked = new()
    {
        [nameof(EngineIndicators.CloseAverage)] = ("sma(close, 14)", () => [.. Cache.CloseAverage(14)]),
        [nameof(EngineIndicators.ExponentialAverage)] = ("ema(close, 14)", () => [.. Cache.ExponentialAverage(14)]),
        [nameof(EngineIndicators.CloseDeviation)] = ("stdev(close, 14)", () => [.. Cache.CloseDeviation(14)]),
        [nameof(EngineIndicators.MeanVolume)] = ("sma(volume, 14)", () => [.. Cache.MeanVolume(14)]),
        [nameof(EngineIndicators.TrueRange)] = ("true_range", () => [.. Cache.TrueRange()]),
        [nameof(EngineIndicators.AverageTrueRange)] = ("atr(14)", () => [.. Cache.AverageTrueRange(14)]),
        [nameof(EngineIndicators.MeanAverageTrueRange)] = ("sma(atr(14), 9)", () => [.. Cache.MeanAverageTrueRange(14, 9)]),
        [nameof(EngineIndicators.RelativeStrength)] = ("rsi(close, 14)", () => [.. Cache.RelativeStrength(14)]),
        [nameof(EngineIndicators.Convergence)] = ("macd(close, 12, 26)", () => [.. Cache.Convergence(12, 26)]),
        [nameof(EngineIndicators.ConvergenceSignal)] =
            ("macd_signal(close, 12, 26, 9)", () => [.. Cache.ConvergenceSignal(12, 26, 9)]),
        [nameof(EngineIndicators.HighestHigh)] = ("highest(high, 14)", () => [.. Cache.HighestHigh(14)]),
        [nameof(EngineIndicators.LowestLow)] = ("lowest(low, 14)", () => [.. Cache.LowestLow(14)]),
        [nameof(EngineIndicators.Volatility)] = ("volatility(14)", () => [.. Cache.Volatility(14)]),
        [nameof(IndicatorCache.SwingHighs)] = ("swing_high(10000)", () => Newest(Cache.SwingHighs, Cache.SwingHighPrices)),
        [nameof(IndicatorCache.SwingLows)] = ("swing_low(10000)", () => Newest(Cache.SwingLows, Cache.SwingLowPrices)),
    };

    private static readonly Dictionary<string, (string Rule, Func<double[]> Column)> Computed = new()
    {
        [nameof(SimpleMovingAverage)] = ("sma(high, 9)", () => Fill(to => SimpleMovingAverage.Compute(Market.High, 9, to))),
        [nameof(ExponentialMovingAverage)] = ("ema(high, 9)", () => Fill(to => ExponentialMovingAverage.Compute(Market.High, 9, to))),
        [nameof(WeightedMovingAverage)] = ("wma(high, 9)", () => Fill(to => WeightedMovingAverage.Compute(Market.High, 9, to))),
        [nameof(WilderMovingAverage)] = ("rma(high, 9)", () => Fill(to => WilderMovingAverage.Compute(Market.High, 9, to))),
        [nameof(RollingStandardDeviation)] =
            ("stdev(high, 9)", () => Fill(to => RollingStandardDeviation.Compute(Market.High, 9, DeviationKind.Population, to))),
        [nameof(RollingQuantile)] = ("quantile(high, 9, 0.3)", () => Fill(to => RollingQuantile.Compute(Market.High, 9, 0.3, to))),
        [nameof(RollingExtreme)] = ("highest(volume, 9)", () => Fill(to => RollingExtreme.Maximum(Market.Volume, 9, to))),
        [nameof(RelativeStrengthIndex)] = ("rsi(high, 9)", () => Fill(to => RelativeStrengthIndex.Compute(Market.High, 9, to))),
        [nameof(TrueRange)] = ("true_range", () => Fill(to => TrueRange.Compute(Market.High, Market.Low, Market.Close, to))),
        [nameof(AverageTrueRange)] = ("atr(9)", () => Fill(to => AverageTrueRange.Compute(Cache.TrueRange(), 9, to))),
        [nameof(AverageDirectionalIndex)] = ("adx(9)", () => Fill(to => AverageDirectionalIndex.Compute(
            Market.High, Market.Low, Cache.TrueRange(), 9, new double[to.Length], new double[to.Length], to))),
        [nameof(OnBalanceVolume)] = ("obv", () => Fill(to => OnBalanceVolume.Compute(Market.Close, Market.Volume, to))),
        [nameof(VolumeWeightedAveragePrice)] = ("vwap", () => Fill(to => VolumeWeightedAveragePrice.Compute(
            Market.OpenTime, Market.High, Market.Low, Market.Close, Market.Volume, 86_400_000, to))),
        [nameof(RealisedVolatility)] = ("volatility(9)", () => Fill(to => RealisedVolatility.Compute(
            Market.Close, 9, Market.Interval.CandlesPerYear, new double[to.Length], to))),
        [nameof(SwingPoints)] =
            ("swing_high(10000)", () => Newest(SwingPoints.Highs(Market.High), Cache.SwingHighPrices)),
    };

    // They look for something in columns, and are no column themselves.
    private static readonly string[] Tools = [nameof(Crossing), nameof(LeadingNaN), nameof(EngineIndicators)];

    public static TheoryData<string> Names => [.. Asked.Keys.Select(name => $"by the memo: {name}"), .. Computed.Keys];

    [Fact]
    public void Every_indicator_of_the_engine_is_among_them()
    {
        var asked = typeof(EngineIndicators).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.Name);
        var computed = typeof(EngineIndicators).Assembly.GetExportedTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: true } && type.Namespace == typeof(EngineIndicators).Namespace)
            .Select(type => type.Name);

        Assert.Empty(asked.Except(Asked.Keys));
        Assert.Empty(computed.Except(Computed.Keys).Except(Tools));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Rule_gives_the_numbers_of_the_engine(string name)
    {
        var (rule, column) = name.Split(": ") is [_, var asked] ? Asked[asked] : Computed[name];

        var expected = column();

        Assert.Contains(expected, double.IsFinite);
        Assert.Equal(Bits(expected), Bits(RuleRunner.Numbers(rule, Market)));
    }

    [Fact]
    public void Every_indicator_of_the_language_names_a_formula_and_who_wrote_it_down()
    {
        // What needs no source: a largest value is that.
        string[] plain = ["highest", "lowest"];
        string[] groups = ["Averages and spread", "Momentum", "Channels and ranges", "Volume", "Structure"];

        var indicators = RuleFunctions.All.Where(function => groups.Contains(function.Group)).ToList();

        Assert.True(indicators.Count > 25);
        Assert.All(indicators, indicator => Assert.NotEmpty(indicator.Formula));
        Assert.Empty(indicators.Where(indicator => indicator.Source.Length == 0).Select(indicator => indicator.Name).Except(plain));
    }

    private static IEnumerable<long> Bits(double[] values) => values.Select(BitConverter.DoubleToInt64Bits);

    private static double[] Fill(Filling fill)
    {
        var values = new double[Market.Count];
        fill(values);
        return values;
    }

    // A swing point is known two candles later.
    private static double[] Newest(ReadOnlySpan<int> positions, ReadOnlySpan<double> prices)
    {
        var values = new double[Market.Count];
        Array.Fill(values, double.NaN);
        for (var i = 0; i < positions.Length; i++)
        {
            values.AsSpan(Math.Min(positions[i] + 2, values.Length)).Fill(prices[i]);
        }

        return values;
    }

    private delegate void Filling(Span<double> values);
}
