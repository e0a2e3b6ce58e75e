using Trad.Backtesting.Costs;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Tests.Simulation;

namespace Trad.Backtesting.Tests.Costs;

/// <summary>What trading costs, one hand-computed example each: 10,000 at a price of 100, everything in.</summary>
public sealed class CostRulesTests
{
    [Fact]
    public void Target_pays_the_maker_fee_and_no_slippage()
    {
        var candles = RuleRun.Flat(6);
        candles[3] = (100, 111, 99, 105);

        var trade = Assert.Single(RuleRun.Run(
            candles, new() { [1] = new(1, Target: 110) },
            options => options with { FeeRate = 0.001, MakerFeeRate = 0.0002, Slippage = 0.001 }).Trades);

        Assert.Equal(110, trade.ExitPrice);
        Assert.Equal(trade.Size * 110 * 0.0002, trade.ExitFee, 1e-9);
        Assert.Equal(trade.Size * 100.1 * 0.001, trade.EntryFee, 1e-9);
    }

    [Fact]
    public void Stop_pays_the_taker_fee_and_slippage()
    {
        var candles = RuleRun.Flat(6);
        candles[3] = (100, 101, 94, 95);

        var trade = Assert.Single(RuleRun.Run(
            candles, new() { [1] = new(1, Stop: 95) },
            options => options with { FeeRate = 0.001, MakerFeeRate = 0, Slippage = 0.01 }).Trades);

        Assert.Equal(95 * 0.99, trade.ExitPrice, 1e-9);
        Assert.Equal(trade.Size * 95 * 0.99 * 0.001, trade.ExitFee, 1e-9);
    }

    [Fact]
    public void Fee_is_never_below_the_minimum()
    {
        var trade = Assert.Single(Turn(options => options with { FeeRate = 0.0001, MinimumFee = 5 }));

        Assert.Equal((9_995 / 100.0, 5.0, 5.0), (trade.Size, trade.EntryFee, trade.ExitFee));
    }

    [Fact]
    public void Spread_costs_half_of_it_on_each_side()
    {
        var trade = Assert.Single(Turn(options => options with { Spread = 0.002 }));

        Assert.Equal(100.1, trade.EntryPrice, 1e-9);
        Assert.Equal(99.9, trade.ExitPrice, 1e-9);
    }

    [Fact]
    public void Slippage_in_average_true_ranges_takes_the_candle_before_the_fill()
    {
        // The range is 2 throughout, the candle of the fill excepted.
        var candles = RuleRun.Flat(20);
        candles[16] = (100, 150, 99, 100);

        var trade = Assert.Single(RuleRun.Run(candles, new() { [15] = new(1) }, options => options with { AtrSlippage = 0.1 }).Trades);

        Assert.Equal(100.2, trade.EntryPrice, 1e-9);
    }

    [Fact]
    public void Slippage_in_average_true_ranges_is_zero_while_the_range_is_unknown() =>
        Assert.Equal(100, Turn(options => options with { AtrSlippage = 0.1 })[0].EntryPrice);

    [Fact]
    public void Constant_funding_is_paid_every_eight_hours_by_the_position_held_into_the_moment()
    {
        // 96 candles of five minutes are eight hours: the moments are candles 96 and 192.
        var trade = Assert.Single(RuleRun.Run(
            RuleRun.Flat(200), new() { [94] = new(1) }, options => options with { Funding = FundingSchedule.Constant(0.001) }).Trades);

        Assert.Equal(2 * 100 * 100 * 0.001, trade.Funding, 1e-9);
        Assert.Equal(-20, trade.Profit, 1e-9);
    }

    [Fact]
    public void Position_opened_at_the_moment_of_funding_does_not_pay()
    {
        var trade = Assert.Single(RuleRun.Run(
            RuleRun.Flat(150), new() { [95] = new(1) }, options => options with { Funding = FundingSchedule.Constant(0.001) }).Trades);

        Assert.Equal((96, 0.0), (trade.EntryIndex, trade.Funding));
    }

    [Fact]
    public void Funding_series_is_received_by_shorts_when_positive_at_the_next_open()
    {
        var candles = RuleRun.Flat(8);
        candles[4] = (102, 103, 101, 102);
        var funding = FundingSchedule.Series([(3 * 300_000L) + 1, 4 * 300_000L], [0.001, 0.002]);

        var result = RuleRun.Run(candles, new() { [1] = new(-1) }, options => options with { Funding = funding });

        Assert.Equal(-100 * 102 * 0.003, Assert.Single(result.Trades).Funding, 1e-9);
        Assert.Equal(-100 * 102 * 0.003, result.Metrics.FundingPaid, 1e-9);
        Assert.Equal(10_000 + 30.6, result.Metrics.FinalEquity, 1e-9);
    }

    private static IReadOnlyList<Trade> Turn(Func<BacktestOptions, BacktestOptions> change) => RuleRun.Run(
        RuleRun.Flat(6), new() { [1] = new(1), [3] = new(-1) },
        options => change(options with { Directions = TradeDirections.LongOnly })).Trades;
}
