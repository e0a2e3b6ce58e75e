using CsCheck;
using Trad.Optimization.Randomness;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Tests.Validation.Statistics;

public sealed class RandomEntriesTests
{
    [Fact]
    public void P_value_of_one_trade_is_the_share_of_entries_that_earn_as_much()
    {
        // Two steps held from any of 9 entries; 2 of them earn as much as the entry at 4.
        double[] prices = [100, 101, 100, 99, 98, 103, 108, 104, 103, 104, 112];
        var trade = new TimedTrade(4, 2, IsLong: true, 0.001);
        var moves = Enumerable.Range(0, 9).Select(entry => (prices[entry + 2] / prices[entry]) - 1 - 0.001).ToArray();
        var entries = RandomEntries.Simulate([new TradedMarket(prices, [trade])], 5, 20_000).Value!.Value;

        Assert.Equal(moves[4], entries.Observed, 1e-12);
        Assert.Equal(moves.Average(), entries.Expected, 0.002);
        Assert.Equal((double)moves.Count(move => move >= moves[4]) / 9, entries.PValue, 0.01);
    }

    [Fact]
    public void P_value_is_that_of_all_placements_of_several_trades()
    {
        // Free time 4, trades of 1 and 2 steps in both orders: sorted pairs of free positions 0…4, each pair of draws as likely.
        double[] prices = [100, 103, 99, 104, 101, 97, 99, 105];
        TimedTrade[] trades = [new(0, 1, true, 0), new(3, 2, false, 0)];
        double Result(int first, int second, TimedTrade one, TimedTrade two) => Move(first, one) + Move(second + one.Held, two);
        double Move(int entry, TimedTrade trade) => (trade.IsLong ? 1 : -1) * ((prices[entry + trade.Held] / prices[entry]) - 1);
        var observed = Move(0, trades[0]) + Move(3, trades[1]);
        var placements =
            from a in Enumerable.Range(0, 5)
            from b in Enumerable.Range(0, 5)
            from swapped in new[] { false, true }
            let first = Math.Min(a, b)
            let second = Math.Max(a, b)
            select swapped ? Result(first, second, trades[1], trades[0]) : Result(first, second, trades[0], trades[1]);
        var entries = RandomEntries.Simulate([new TradedMarket(prices, trades)], 3, 20_000).Value!.Value;

        Assert.Equal(placements.Average(result => result >= observed - 1e-12 ? 1.0 : 0), entries.PValue, 0.012);
        Assert.Equal(placements.Average() / 2, entries.Expected, 0.001);
    }

    [Fact]
    public void P_values_of_random_entries_are_about_uniform()
    {
        var low = 0;
        for (var search = 0; search < 200; search++)
        {
            low += RandomEntries.Simulate([Market((ulong)search, foresight: false)], (ulong)search, 199).Value!.Value.PValue < 0.1 ? 1 : 0;
        }

        Assert.InRange(low, 8, 34);
    }

    [Fact]
    public void P_value_of_entries_that_know_the_market_is_small() =>
        Assert.Equal(0.001, RandomEntries.Simulate([Market(1, true), Market(2, true)], 1, 999).Value!.Value.PValue, 1e-9);

    [Fact]
    public void P_value_where_no_placement_differs_is_one()
    {
        TimedTrade[] trades = [new(0, 3, true, 0.01), new(3, 3, true, 0.01)];
        double[] prices = [1, 2, 3, 1, 2, 3, 1];

        Assert.Equal(1, RandomEntries.Simulate([new TradedMarket(prices, trades)], 1, 100).Value!.Value.PValue);
    }

    [Fact]
    public void No_trades_and_trades_longer_than_the_time_are_not_judged()
    {
        Assert.NotEmpty(RandomEntries.Simulate([], 1).WhyUndefined!);
        Assert.NotEmpty(RandomEntries.Simulate([new TradedMarket([], [])], 1).WhyUndefined!);
        Assert.NotEmpty(RandomEntries.Simulate([new TradedMarket([1, 2, 3], [new(0, 2, true, 0), new(1, 1, true, 0)])], 1).WhyUndefined!);
        Assert.NotEmpty(RandomEntries.Simulate([new TradedMarket([1, 2, 3], [new(0, 2, true, 0), new(0, 2, true, 0)])], 1).WhyUndefined!);
    }

    [Theory]
    [InlineData(0, 0, 0.0, 2.0)]
    [InlineData(-1, 1, 0.0, 2.0)]
    [InlineData(1, 2, 0.0, 2.0)]
    [InlineData(0, int.MaxValue, 0.0, 2.0)]
    [InlineData(0, 1, -0.1, 2.0)]
    [InlineData(0, 1, double.NaN, 2.0)]
    [InlineData(0, 1, 0.0, 0.0)]
    [InlineData(0, 1, 0.0, double.NaN)]
    public void A_trade_or_price_that_cannot_be_is_refused(int entry, int held, double cost, double price) =>
        Assert.Throws<ArgumentException>(
            () => RandomEntries.Simulate([new TradedMarket([1, price, 3], [new(entry, held, true, cost)])], 1));

    [Fact]
    public void P_value_does_not_depend_on_the_price_level_or_the_costs_and_is_the_same_for_the_same_seed() =>
        // Four trades of three steps need thirteen prices.
        Gen.Select(Gen.Double[0.5, 2].Array[13, 40], Gen.Int[1, 3].Array[1, 4], Gen.ULong, Gen.Double[0, 0.1]).Sample(
            (prices, helds, seed, cost) =>
            {
                TimedTrade[] trades = [.. helds.Select((held, i) => new TimedTrade(i * 3 % 9, held, i % 2 == 0, 0))];
                var entries = RandomEntries.Simulate([new TradedMarket(prices, trades)], seed, 30).Value!.Value;
                double[] higher = [.. prices.Select(price => price * 1024)];
                TimedTrade[] dearer = [.. trades.Select(trade => trade with { Cost = cost })];

                Assert.Equal(entries, RandomEntries.Simulate([new TradedMarket(prices, trades)], seed, 30).Value);
                Assert.Equal(entries.PValue, RandomEntries.Simulate([new TradedMarket(higher, dearer)], seed, 30).Value!.Value.PValue);
                Assert.InRange(entries.PValue, 1 / 31.0, 1);
            },
            iter: 300);

    // A random walk with a drift, and twenty trades of up to ten steps; with foresight each takes the side that earns.
    private static TradedMarket Market(ulong seed, bool foresight)
    {
        var stream = new RandomStream(seed, 77);
        var prices = new double[501];
        prices[0] = 100;
        for (var i = 1; i < prices.Length; i++)
        {
            prices[i] = prices[i - 1] * Math.Exp(0.001 + (0.01 * stream.NextNormal()));
        }

        var trades = new List<TimedTrade>();
        var entry = 0;
        while (trades.Count < 20)
        {
            entry += stream.NextIndex(14);
            var held = 1 + stream.NextIndex(10);
            var isLong = stream.NextIndex(3) > 0;
            trades.Add(new TimedTrade(entry, held, foresight ? prices[entry + held] > prices[entry] : isLong, 0.001));
            entry += held;
        }

        return new TradedMarket(prices, trades);
    }
}
