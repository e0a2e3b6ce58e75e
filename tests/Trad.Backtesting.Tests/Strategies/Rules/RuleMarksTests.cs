using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Candles;
using Trad.Testing;

namespace Trad.Backtesting.Tests.Strategies.Rules;

/// <summary>What rules are told to say is what a backtest hears of them.</summary>
public sealed class RuleMarksTests
{
    private const string Document = """
        {"name": "mine", "long": "cross_above(close, sma(close, 10))", "short": "cross_below(close, sma(close, 10))",
         "exit": {"long": "close < sma(close, 30)", "short": "close > sma(close, 30)"}, "stop": "2 * atr(14)", "trailing": "3 * atr(14)"}
        """;

    [Fact]
    public void Marks_entries_are_the_signals_of_a_backtest_and_exits_stand_where_their_rule_begins_to_hold()
    {
        var strategy = RuleStrategy.Parse(Document);
        var parameters = StrategyParameters.Defaults(strategy);
        var indicators = new IndicatorCache(RandomMarket.Make(5, 2000));
        var signals = new SignalBuffer();
        signals.Reset(2000);
        strategy.GenerateSignals(indicators, parameters, signals);

        var marks = strategy.Marks(indicators, parameters, 0);

        var entries = marks.Where(mark => mark.Kind is RuleMarkKind.EnterLong or RuleMarkKind.EnterShort).ToList();
        var (expected, begun) = (new List<RuleMark>(), new List<(int, RuleMarkKind)>());
        for (var t = 0; t < 2000; t++)
        {
            var before = t == 0 ? 0 : signals.Exits[t - 1];
            if ((signals.Exits[t] & SignalBuffer.LeaveLong) != 0 && (before & SignalBuffer.LeaveLong) == 0)
            {
                begun.Add((t, RuleMarkKind.ExitLong));
            }

            if ((signals.Exits[t] & SignalBuffer.LeaveShort) != 0 && (before & SignalBuffer.LeaveShort) == 0)
            {
                begun.Add((t, RuleMarkKind.ExitShort));
            }

            if (signals.Direction[t] != 0)
            {
                expected.Add(new RuleMark(
                    t, signals.Direction[t] > 0 ? RuleMarkKind.EnterLong : RuleMarkKind.EnterShort, signals.Stop[t], signals.Target[t],
                    signals.TrailingDistance[t]));
            }
        }

        Assert.True(expected.Count > 20 && begun.Count > 20, $"{expected.Count} entries, {begun.Count} exits");
        Assert.Equal(expected, entries);
        Assert.Equal(begun, marks.Except(entries).Select(mark => (mark.Candle, mark.Kind)));
        Assert.Equal(marks.OrderBy(mark => mark.Candle), marks);
    }

    [Fact]
    public void Marks_from_a_candle_on_are_those_of_the_whole_series()
    {
        var strategy = RuleStrategy.Parse(Document);
        var parameters = StrategyParameters.Defaults(strategy);
        var indicators = new IndicatorCache(RandomMarket.Make(6, 1500));

        var part = strategy.Marks(indicators, parameters, 1200);

        Assert.NotEmpty(part);
        Assert.Equal(strategy.Marks(indicators, parameters, 0).Where(mark => mark.Candle >= 1200), part);
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(20, 1)]
    public void Marks_and_shares_behind_a_hole_are_what_a_backtest_hears(int hours, int expected)
    {
        var strategy = RuleStrategy.Parse("""{"name": "mine", "long": "close[1] > close * 1.05", "maximumHolding": 5}""");
        var parameters = StrategyParameters.Defaults(strategy);
        var flat = Enumerable.Range(0, 100).Select(i =>
        {
            var (time, price) = i < 50 ? (i * 300_000L, 100.0) : ((i * 300_000L) + (hours * 3_600_000L), 90.0);
            return new Candle(time, price, price, price, price, 1);
        });
        var indicators = new IndicatorCache(CandleSeries.From(Interval.FiveMinutes, [.. flat]));

        var trades = Backtester.Run(indicators, strategy, parameters, new BacktestOptions()).Trades;

        Assert.Equal(expected, trades.Count);
        Assert.Equal(expected, strategy.Marks(indicators, parameters, 0).Count);
        Assert.Equal(expected, Assert.Single(strategy.Shares(indicators, parameters)).Holds);
    }

    [Fact]
    public void Marks_of_a_series_with_holes_are_the_signals_of_each_part_after_its_warm_up()
    {
        var strategy = RuleStrategy.Parse(Document);
        var parameters = StrategyParameters.Defaults(strategy);
        var whole = RandomMarket.Make(7, 1200);
        var holed = RandomMarket.Change(
            whole, candle => candle with { OpenTime = candle.OpenTime + (candle.OpenTime / 120_000_000 * 172_800_000) });
        var marks = strategy.Marks(new IndicatorCache(holed), parameters, 0).Where(IsEntry).Select(mark => mark.Candle);

        var expected = new List<int>();
        for (var start = 0; start < 1200; start += 400)
        {
            var part = new IndicatorCache(CandleSeries.From(Interval.FiveMinutes, [.. Enumerable.Range(start, 400).Select(i => holed[i])]));
            expected.AddRange(strategy.Marks(part, parameters, start == 0 ? 0 : strategy.WarmUp(parameters))
                .Where(IsEntry).Select(mark => start + mark.Candle));
        }

        Assert.True(expected.Count > 20, $"{expected.Count} entries");
        Assert.Equal(expected, marks);

        static bool IsEntry(RuleMark mark) => mark.Kind is RuleMarkKind.EnterLong or RuleMarkKind.EnterShort;
    }
}
