using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
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
}
