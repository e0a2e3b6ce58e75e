using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Simulation;

public sealed class JointAccountTests
{
    [Fact]
    public void One_part_is_its_own_account()
    {
        var part = Part(seed: 1, RandomMarket.Make(1, 400), capital: 1_000);

        var joint = JointAccount.Combine([part]);

        Assert.Same(part.Result.Metrics, joint.Metrics);
        Assert.Equal(part.Result.Equity, joint.Equity);
        Assert.Equal(part.Result.Held, joint.Held);
        Assert.Equal(1_000, joint.InitialEquity);
    }

    [Fact]
    public void Twice_the_same_part_is_one_of_twice_the_capital()
    {
        var alone = Part(seed: 2, RandomMarket.Make(2, 500), capital: 10_000);

        var joint = JointAccount.Combine([alone, alone]);

        var (one, two) = (alone.Result.Metrics, joint.Metrics);
        Assert.Equal(alone.Result.Equity.Select(equity => 2 * equity), joint.Equity);
        Assert.Equal(2 * one.Trades, two.Trades);
        Assert.Equal(2 * one.FeesPaid, two.FeesPaid, 1e-6);
        Assert.All(
            new[] { (one.Sharpe, two.Sharpe), (one.MaximumDrawdown, two.MaximumDrawdown), (one.WinRate, two.WinRate),
                (one.ProfitFactor, two.ProfitFactor),
                (one.Expectancy, two.Expectancy), (one.Volatility, two.Volatility), (one.Exposure, two.Exposure),
                (one.Turnover, two.Turnover),
                (one.ValueAtRisk, two.ValueAtRisk), (one.TotalReturn, two.TotalReturn), (one.BuyAndHoldReturn, two.BuyAndHoldReturn) },
            pair => Assert.Equal(pair.Item1!.Value, pair.Item2!.Value, 1e-9));
    }

    [Fact]
    public void Parts_with_holes_and_of_different_length_count_what_they_had_before()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var parts = Enumerable.Range(0, 3)
                .Select(i => Part(seed + i, Holed(RandomMarket.Make(seed + i, 300 + (50 * i)), random), capital: 1_000 * (i + 1))).ToList();

            var joint = JointAccount.Combine(parts);

            var closes = parts.SelectMany(Closes).Distinct().Order().ToList();
            Assert.Equal(closes, joint.Closes);
            Assert.Equal(6_000, joint.InitialEquity);
            for (var i = 0; i < closes.Count; i++)
            {
                var expected = parts.Sum(
                    part => Closes(part).Zip(part.Result.Equity).Where(
                        point => point.First <= closes[i]).Select(point => (double?)point.Second).LastOrDefault() ?? part.InitialCapital);
                Assert.Equal(expected, joint.Equity[i], 1e-9);
                Assert.Equal(
                    parts.Any(part => Closes(part).Zip(part.Result.Held).Any(point => point.First == closes[i] && point.Second)),
                    joint.Held[i]);
            }

            // What the account made is what its trades made, but for the exit costs of those still open, which nobody paid yet.
            Assert.Equal(
                joint.Equity[^1] - joint.InitialEquity, parts.SelectMany(part => part.Result.Trades).Sum(trade => trade.Profit), 1e-6);
            Assert.Equal(joint.Equity[^1], joint.Metrics.FinalEquity);
            Assert.Equal(closes.Count, joint.Metrics.Candles);
        }
    }

    [Fact]
    public void Losing_streak_runs_over_the_trades_of_all_parts_in_the_order_in_which_they_ended()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var parts = Enumerable.Range(0, 2).Select(i => Part(seed, RandomMarket.Make((7 * seed) + i, 800), capital: 10_000)).ToList();

            var (longest, running) = (0, 0);
            foreach (var trade in parts.SelectMany(
                (part, i) => part.Result.Trades.Select(trade => (trade.ExitIndex, i, trade.Profit))).OrderBy(
                    trade => (trade.ExitIndex, trade.i)))
            {
                running = trade.Profit < 0 ? running + 1 : 0;
                longest = Math.Max(longest, running);
            }

            Assert.Equal(longest, JointAccount.Combine(parts).Metrics.LongestLosingStreak);
        }
    }

    private static AccountPart Part(int seed, CandleSeries candles, double capital)
    {
        var strategy = new MovingAverageCrossover();
        var tradeFrom = 40 + (seed % 7);
        var options = new BacktestOptions { InitialCapital = capital, TradeFrom = tradeFrom };
        var result = Backtester.Run(
            new IndicatorCache(candles), strategy, StrategyParameters.Create(strategy, [new("fast_period", 5), new("slow_period", 20)]),
            options);
        return new AccountPart(result, candles, options);
    }

    private static IEnumerable<long> Closes(AccountPart part) =>
        Enumerable.Range(part.Options.TradeFrom, part.Candles.Count - part.Options.TradeFrom)
            .Select(i => part.Candles.OpenTime[i] + part.Candles.Interval.Milliseconds);

    private static CandleSeries Holed(CandleSeries candles, Random random) =>
        CandleSeries.From(
            candles.Interval, [.. Enumerable.Range(0, candles.Count).Where(_ => random.Next(20) > 0).Select(i => candles[i])]);
}
