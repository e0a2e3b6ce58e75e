using Trad.Backtesting.Indicators;
using Trad.Backtesting.LookAhead;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Testing;

namespace Trad.Backtesting.Tests.LookAhead;

public sealed class WarmUpCheckTests
{
    private static readonly CandleSeries Market = RandomMarket.Make(3, 3000);

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(48)]
    public void Find_warm_up_shorter_than_the_window_names_the_indicator_and_the_candle(int warmUp)
    {
        var defect = Find(Averages(warmUp));

        Assert.NotNull(defect);
        Assert.Equal("close average 50", defect.Indicator);
        Assert.Equal(defect.Compared, defect.Changed);
        Assert.Contains(
            FormattableString.Invariant($"declares a warm-up of {warmUp} candles"), defect.Describe(), StringComparison.Ordinal);
        Assert.Contains(Timestamp.Format(defect.Candle), defect.Describe(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(200)]
    public void Find_warm_up_as_long_as_the_window_passes(int warmUp) => Assert.Null(Find(Averages(warmUp))?.Describe());

    [Theory]
    [InlineData(1, true)]
    [InlineData(20, true)]
    [InlineData(150, false)]
    [InlineData(400, false)]
    public void Find_exponential_average_needs_some_lengths_to_forget(int warmUp, bool isTooShort)
    {
        var defect = Find(new TestStrategy("recursive", warmUp, (indicators, signals) =>
        {
            var fast = indicators.ExponentialAverage(10);
            var slow = indicators.ExponentialAverage(50);
            for (var t = 1; t < fast.Length; t++)
            {
                if (fast[t - 1] <= slow[t - 1] && fast[t] > slow[t])
                {
                    signals.Set(t, 1, double.NaN, double.NaN);
                }
            }
        }));

        Assert.Equal(isTooShort, defect is not null);
        Assert.True(defect is null || defect.Indicator is "exponential average 50" or "exponential average 10", defect?.Describe());
    }

    [Fact]
    public void Find_too_few_signals_to_tell_passes_and_says_how_many()
    {
        var last = Market.OpenTime[^5];
        var strategy = new TestStrategy("quiet", 0, (indicators, signals) =>
        {
            if (indicators.Candles.Count > 1)
            {
                signals.Set(indicators.Candles.IndexAtOrAfter(last), 1, double.NaN, double.NaN);
            }
        });

        Assert.Null(WarmUpCheck.Find(strategy, StrategyParameters.Defaults(strategy), Market, out var signals, out _));
        Assert.Equal(1, signals);
    }

    public static TheoryData<string> Strategies => [.. StrategyCatalog.All.Select(strategy => strategy.Name)];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Find_built_in_strategies_on_real_candles_pass_with_any_parameters(string name)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        var candles = SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes);
        var random = new Random(17);
        var (changed, compared) = (0, 0);
        for (var i = 0; i < 100; i++)
        {
            var parameters = i == 0 ? StrategyParameters.Defaults(strategy) : Tests.Strategies.RandomParameters.Draw(strategy, random);
            var part = candles.Slice(random.Next(candles.Count - 8640), 8640);

            Assert.Null(WarmUpCheck.Find(strategy, parameters, part, out var signals, out var changes)?.Describe());
            (changed, compared) = (changed + changes, compared + signals);
        }

        Assert.True(compared >= 20, $"only {compared} signals");
        Assert.True(changed <= 0.04 * compared, $"{changed} of {compared} signals change");
    }

    private static WarmUpDefect? Find(IStrategy strategy) =>
        WarmUpCheck.Find(strategy, StrategyParameters.Defaults(strategy), Market, out _, out _);

    private static TestStrategy Averages(int warmUp) => new("averages", warmUp, (indicators, signals) =>
    {
        var fast = indicators.CloseAverage(10);
        var slow = indicators.CloseAverage(50);
        for (var t = 1; t < fast.Length; t++)
        {
            if (fast[t - 1] <= slow[t - 1] && fast[t] > slow[t])
            {
                signals.Set(t, 1, double.NaN, double.NaN);
            }
        }
    });
}
