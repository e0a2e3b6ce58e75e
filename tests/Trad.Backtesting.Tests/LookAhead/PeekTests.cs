using Trad.Backtesting.LookAhead;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Testing;

namespace Trad.Backtesting.Tests.LookAhead;

/// <summary>Every way of looking ahead is found, with the indicator and the candle, on several markets.</summary>
public sealed class PeekTests
{
    public static TheoryData<string, int> Peeks => new(
        from peek in Peek.All
        from market in Enumerable.Range(0, 3)
        select new TheoryDataRow<string, int>(peek.Name, market));

    [Theory]
    [MemberData(nameof(Peeks))]
    public void Find_strategy_that_looks_ahead_names_the_candle_and_the_indicator(string name, int market)
    {
        var candles = market == 0
            ? SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes).Slice(60_000, 8_640)
            : RandomMarket.Make(market, 9_000);
        var peek = Peek.All.Single(each => each.Name == name);
        var strategy = new TestStrategy("peeks", Peek.WarmUp, peek.Rule);

        var defect = LookAheadCheck.Find(strategy, StrategyParameters.Defaults(strategy), candles, out _);

        Assert.NotNull(defect);
        Assert.Equal(peek.Indicator, defect.Indicator);
        Assert.True(candles.OpenTime.Contains(defect.Candle), defect.Describe());
        Assert.Contains(Timestamp.Format(defect.Candle), defect.Describe(), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_strategy_that_does_not_look_ahead_passes_on_every_market()
    {
        var strategy = new TestStrategy("honest", Peek.WarmUp, (indicators, signals) => Peek.Cross(indicators, signals, _ => true));
        for (var market = 1; market <= 20; market++)
        {
            var candles = RandomMarket.Make(market, 3_000);

            Assert.Null(LookAheadCheck.Find(strategy, StrategyParameters.Defaults(strategy), candles, out var signals)?.Describe());
            Assert.True(signals > 20);
        }
    }

    [Fact]
    public void Find_later_closes_remembered_from_an_earlier_call_are_found_whenever_it_was()
    {
        // The first close that is seen of a moment stays, whatever the candles say afterwards.
        var known = new Dictionary<long, double>();
        var strategy = new TestStrategy("remembers", Peek.WarmUp, (indicators, signals) =>
        {
            var candles = indicators.Candles;
            for (var t = 0; t < candles.Count; t++)
            {
                known.TryAdd(candles.OpenTime[t], candles.Close[t]);
            }

            var (times, closes) = (candles.OpenTime.ToArray(), candles.Close.ToArray());
            Peek.Cross(
                indicators, signals,
                t => known.TryGetValue(times[t] + candles.Interval.Milliseconds, out var next) && next > closes[t]);
        });
        var market = RandomMarket.Make(5, 3_000);

        Assert.NotNull(LookAheadCheck.Find(strategy, StrategyParameters.Defaults(strategy), market, out _));
        Assert.NotNull(LookAheadCheck.Find(strategy, StrategyParameters.Defaults(strategy), market, out _));
    }

    [Fact]
    public void Find_answers_that_depend_on_how_often_it_was_asked_are_found()
    {
        var calls = 0;
        var strategy = new TestStrategy("counts", Peek.WarmUp, (indicators, signals) =>
        {
            var call = calls++;
            Peek.Cross(indicators, signals, t => (t + call) % 3 != 0);
        });

        Assert.NotNull(LookAheadCheck.Find(strategy, StrategyParameters.Defaults(strategy), RandomMarket.Make(5, 3_000), out _));
    }
}
