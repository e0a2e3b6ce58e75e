using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Candles;
using Trad.Testing;

namespace Trad.Backtesting.Tests.Strategies.Rules;

/// <summary>A built-in strategy written as rules makes the same trades, bit for bit.</summary>
public sealed class RuleCopyTests
{
    public static TheoryData<string> Copies => [.. RuleCopies.All.Keys];

    [Theory]
    [MemberData(nameof(Copies))]
    public void Run_copy_of_a_built_in_strategy_makes_the_same_trades(string name)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        var copy = RuleStrategy.Parse(RuleCopies.All[name]);
        var real = SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes).TakeLast(20_000);
        var (trades, random) = (0, new Random(5));
        foreach (var candles in new[] { RandomMarket.Make(1, 3000), RandomMarket.Make(2, 911), real })
        {
            var indicators = new IndicatorCache(candles);
            for (var i = 0; i < 8; i++)
            {
                var values = RandomParameters.Draw(strategy, random).Values;
                var expected = Backtester.Run(indicators, strategy, StrategyParameters.Create(strategy, values), new BacktestOptions());

                var found = Backtester.Run(indicators, copy, StrategyParameters.Create(copy, values), new BacktestOptions());

                Assert.Equal(expected.Trades, found.Trades);
                Assert.Equal(expected.Equity, found.Equity);
                trades += found.Trades.Count;
            }
        }

        Assert.True(trades > 100, $"{trades} trades");
    }

    [Theory]
    [MemberData(nameof(Copies))]
    public void Warm_up_of_a_copy_is_that_of_the_built_in_strategy(string name)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        var copy = RuleStrategy.Parse(RuleCopies.All[name]);
        var random = new Random(6);
        for (var i = 0; i < 200; i++)
        {
            // Beyond the search, too: a request may ask for it.
            var values = RandomParameters.Draw(strategy, random).Values
                .Select(value => KeyValuePair.Create(
                    value.Key, value.Key.EndsWith("_period", StringComparison.Ordinal) ? value.Value * (1 + (i % 4)) : value.Value))
                .ToList();

            Assert.Equal(
                strategy.WarmUp(StrategyParameters.Create(strategy, values)), copy.WarmUp(StrategyParameters.Create(copy, values)));
        }
    }
}
