using Trad.Backtesting.Indicators;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Tests.Simulation;
using Trad.Candles;
using Trad.Candles.Gaps;

namespace Trad.Backtesting.Tests.Metrics;

/// <summary>How much of a profit was made across gaps, against a walk over every trade candle by candle.</summary>
public sealed class GapProfitTests
{
    private const int Runs = 500;

    [Fact]
    public void Of_any_backtest_agrees_with_a_walk_over_every_trade_and_adds_up()
    {
        var (across, acrossJumps) = (0, 0);
        for (var seed = 0; seed < Runs; seed++)
        {
            var run = RandomRun.Make(seed);
            var strategy = run.Strategy;
            var trades = Backtester.Run(
                new IndicatorCache(run.Candles), strategy, StrategyParameters.Defaults(strategy), run.Options).Trades;

            // Every other gap counts as one with a notable jump, wherever the price moved at all.
            var outages = Outages.Find(run.Candles).Select((outage, i) => i % 2 == 0 ? outage with { UsualMove = 0 } : outage).ToList();

            var found = GapProfit.Measure(trades, run.Candles, outages);

            var held = trades.Where(trade => Crossed(run.Candles, trade, outages).Any()).ToList();
            var jumped = trades.Where(trade => Crossed(run.Candles, trade, outages).Any(outage => outage.IsNotable)).ToList();
            Assert.Equal((held.Count, jumped.Count), (found.Trades, found.JumpTrades));
            AssertNear(trades.Sum(trade => trade.Profit), found.NetProfit);
            AssertNear(held.Sum(trade => trade.Profit), found.Profit);
            AssertNear(jumped.Sum(trade => trade.Profit), found.JumpProfit);

            // The share of the trades across gaps and that of the others are the whole.
            var others = GapProfit.Measure([.. trades.Except(held)], run.Candles, outages);
            Assert.Equal((0, 0.0), (others.Trades, others.Profit));
            AssertNear(found.NetProfit, found.Profit + others.NetProfit);
            if (found.Share is { } share)
            {
                Assert.True(double.IsFinite(share));
                AssertNear(1, share + (others.NetProfit / found.NetProfit), 1e-6);
            }

            across += held.Count;
            acrossJumps += jumped.Count;
        }

        // The comparison means something only when there were some of each kind.
        Assert.True(across > 200, $"{across} trades were held across gaps");
        Assert.True(acrossJumps > 20, $"{acrossJumps} trades were held across jumps");
    }

    [Fact]
    public void Case_computed_by_hand_gives_its_shares()
    {
        // Hours 0 to 3, then nothing for six hours, 10 to 13, nothing for one hour, 15 and 16. The first gap goes from 102 to 110, a
        // notable jump where the usual move of an hour is a thousandth; the second from 112 to 112.1, none.
        var start = new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);
        int[] hours = [0, 1, 2, 3, 10, 11, 12, 13, 15, 16];
        double[] prices = [100, 101, 101.5, 102, 110, 111, 111.5, 112, 112.1, 113];
        var candles = CandleSeries.From(Interval.OneHour, [.. hours.Select((hour, i) => new Candle(
            start.AddHours(hour).ToUnixTimeMilliseconds(), prices[i], prices[i], prices[i], prices[i], 1))]);
        Outage[] outages =
        [
            new(start.AddHours(4), start.AddHours(10), 6, 102, 110, 0.001),
            new(start.AddHours(14), start.AddHours(15), 1, 112, 112.1, 0.001),
        ];
        Trade[] trades =
        [
            Trade(0, 100, 2, 101.5, 2), // within: 2 * 1.5 - 1 = 2
            Trade(2, 101.5, 5, 111, 2), // across the jump: 2 * 9.5 - 1 = 18
            Trade(4, 110, 7, 112, -1), // begins where the first gap ends, and is over before the second: -2 - 1 = -3
            Trade(6, 111.5, 8, 112.1, 5), // across the second gap: 5 * 0.6 - 1 = 2
            Trade(3, 102, 9, 113, 1), // across both: 11 - 1 = 10
            Trade(8, 112.1, 9, 113, 10), // within: 10 * 0.9 - 1 = 8
        ];

        var found = GapProfit.Measure(trades, candles, outages);

        Assert.Equal([true, false], outages.Select(outage => outage.IsNotable));
        Assert.Equal((3, 2), (found.Trades, found.JumpTrades));
        AssertNear(2 + 18 - 3 + 2 + 10 + 8, found.NetProfit);
        AssertNear(18 + 2 + 10, found.Profit);
        AssertNear(18 + 10, found.JumpProfit);
        AssertNear(30.0 / 37, found.Share!.Value);
        AssertNear(28.0 / 37, found.JumpShare!.Value);

        static Trade Trade(int entry, double entryPrice, int exit, double exitPrice, double size) =>
            new(entry, entryPrice, exit, exitPrice, size, 0.5, 0.5, ExitReason.Signal);
    }

    [Fact]
    public void Share_without_a_net_profit_is_absent()
    {
        Assert.Null(new GapProfit(0, 1, 0, 0, 0).Share);
        Assert.Null(new GapProfit(0, 2, 50, 1, -50).JumpShare);
        Assert.Null(new GapProfit(double.Epsilon, 2, 50, 1, -50).Share);
    }

    [Fact]
    public void Share_of_a_net_loss_is_that_of_the_loss() => Assert.Equal(0.75, new GapProfit(-200, 1, -150, 0, 0).Share);

    [Fact]
    public void Sum_of_two_accounts_is_that_of_all_their_trades()
    {
        var sum = new GapProfit(100, 1, 40, 1, 40) + new GapProfit(-50, 2, 10, 0, 0);

        Assert.Equal(new GapProfit(50, 3, 50, 1, 40), sum);
        Assert.Equal((1.0, 0.8), (sum.Share, sum.JumpShare));
    }

    // The gaps that lie between one candle of the trade and its next, stood in for or not.
    private static IEnumerable<Outage> Crossed(CandleSeries candles, Trade trade, IReadOnlyList<Outage> outages)
    {
        var gaps = outages.ToDictionary(outage => outage.From.ToUnixTimeMilliseconds());
        for (var t = trade.EntryIndex; t < trade.ExitIndex; t++)
        {
            if (gaps.TryGetValue(candles.OpenTime[t] + candles.Interval.Milliseconds, out var outage)
                && outage.To.ToUnixTimeMilliseconds() <= candles.OpenTime[trade.ExitIndex])
            {
                yield return outage;
            }
        }
    }

    private static void AssertNear(double expected, double actual, double tolerance = 1e-9) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{actual} instead of {expected}");
}
