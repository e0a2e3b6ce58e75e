using Trad.Backtesting.Simulation;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>The rules of stops, targets and their movement, one hand-computed example each.</summary>
public sealed class ExitRulesTests
{
    [Fact]
    public void Target_passed_at_the_open_is_filled_before_the_stop_can_be()
    {
        var candles = RuleRun.Flat(6);
        candles[3] = (112, 113, 94, 95);

        var trade = Assert.Single(RuleRun.Run(candles, new() { [1] = new(1, Stop: 95, Target: 110) }).Trades);

        Assert.Equal((112.0, ExitReason.Target), (trade.ExitPrice, trade.Reason));
    }

    [Theory]
    [InlineData(0.02, 0.0, 98.0)]
    [InlineData(0.02, 98.5, 98.5)]
    [InlineData(0.02, 95.0, 98.0)]
    public void Stop_loss_is_placed_from_the_close_of_the_signal_and_the_nearer_stop_counts(double stopLoss, double own, double expected)
    {
        var candles = RuleRun.Flat(6);
        candles[3] = (100, 101, 90, 95);

        var trade = Assert.Single(RuleRun.Run(
            candles, new() { [1] = new(1, Stop: own == 0 ? double.NaN : own) }, options => options with { StopLoss = stopLoss }).Trades);

        Assert.Equal((expected, ExitReason.Stop), (trade.ExitPrice, trade.Reason));
    }

    [Theory]
    [InlineData(1, 103)]
    [InlineData(-1, 97)]
    public void Take_profit_is_placed_from_the_close_of_the_signal(sbyte side, double expected)
    {
        var candles = RuleRun.Flat(6);
        candles[3] = (100, 105, 95, 100);

        var trade = Assert.Single(RuleRun.Run(candles, new() { [1] = new(side) }, options => options with { TakeProfit = 0.03 }).Trades);

        Assert.Equal((expected, ExitReason.Target), (trade.ExitPrice, trade.Reason));
    }

    [Theory]
    [InlineData(1, SignalBuffer.LeaveLong, 4, ExitReason.Signal)]
    [InlineData(1, SignalBuffer.LeaveShort, 5, ExitReason.Open)]
    [InlineData(-1, SignalBuffer.LeaveShort, 4, ExitReason.Signal)]
    [InlineData(-1, SignalBuffer.LeaveLong | SignalBuffer.LeaveShort, 4, ExitReason.Signal)]
    public void Exit_of_the_side_closes_at_the_next_open_and_opens_nothing(sbyte side, int leave, int closed, ExitReason reason)
    {
        var candles = RuleRun.Flat(6);

        var trade = Assert.Single(RuleRun.Run(candles, new() { [1] = new(side), [3] = new(0, Leave: (byte)leave) }).Trades);

        Assert.Equal((closed, reason), (trade.ExitIndex, trade.Reason));
    }

    [Fact]
    public void Trailing_distance_of_the_signal_places_the_stop_and_lets_it_follow()
    {
        var candles = RuleRun.Flat(6);
        candles[2] = (100, 110, 99, 109);
        candles[3] = (109, 109.5, 103, 104);

        var trade = Assert.Single(RuleRun.Run(candles, new() { [1] = new(1, Trailing: 5) }).Trades);

        Assert.Equal((3, 105.0, ExitReason.TrailingStop), (trade.ExitIndex, trade.ExitPrice, trade.Reason));
    }

    [Fact]
    public void Break_even_gain_of_the_signal_moves_the_stop_to_the_entry()
    {
        var candles = RuleRun.Flat(6);
        candles[2] = (100, 103, 99.5, 102);
        candles[3] = (102, 102.5, 99, 99.5);

        var trade = Assert.Single(RuleRun.Run(candles, new() { [1] = new(1, Stop: 90, BreakEven: 3) }).Trades);

        Assert.Equal((3, 100.0, ExitReason.TrailingStop), (trade.ExitIndex, trade.ExitPrice, trade.Reason));
    }

    [Fact]
    public void Trailing_stop_follows_the_high_from_the_candle_after_it()
    {
        var candles = RuleRun.Flat(6);
        candles[2] = (100, 110, 99, 109);
        candles[3] = (109, 109.5, 103, 104);

        var trade = Assert.Single(RuleRun.Run(candles, new() { [1] = new(1) }, options => options with { TrailingStop = 0.05 }).Trades);

        Assert.Equal((3, 104.5, ExitReason.TrailingStop), (trade.ExitIndex, trade.ExitPrice, trade.Reason));
    }

    [Fact]
    public void Trailing_stop_counts_as_a_stop_from_the_entry_on()
    {
        var candles = RuleRun.Flat(6);
        candles[2] = (100, 101, 94, 96);

        var trade = Assert.Single(RuleRun.Run(candles, new() { [1] = new(1) }, options => options with { TrailingStop = 0.05 }).Trades);

        Assert.Equal((2, 95.0, ExitReason.Stop), (trade.ExitIndex, trade.ExitPrice, trade.Reason));
        Assert.Equal(-200, trade.Profit, 1e-9);
    }

    [Fact]
    public void Trailing_stop_never_goes_back()
    {
        var candles = RuleRun.Flat(7);
        candles[2] = (100, 110, 99, 109);
        candles[3] = (109, 109, 105, 106);
        candles[4] = (106, 107, 104, 105);

        var trade = Assert.Single(RuleRun.Run(candles, new() { [1] = new(1) }, options => options with { TrailingStop = 0.05 }).Trades);

        Assert.Equal((4, 104.5), (trade.ExitIndex, trade.ExitPrice));
    }

    [Fact]
    public void Break_even_moves_the_stop_to_the_entry_once_the_reward_was_reached()
    {
        var candles = RuleRun.Flat(6);
        candles[2] = (100.5, 106, 100.4, 105);
        candles[3] = (105, 105, 96, 97);

        var trade = Assert.Single(RuleRun.Run(
            candles, new() { [1] = new(1, Stop: 95) }, options => options with { BreakEvenAfter = 1 }).Trades);

        Assert.Equal((100.5, ExitReason.TrailingStop), (trade.ExitPrice, trade.Reason));
        Assert.Equal(0, trade.Profit, 1e-9);
    }

    [Fact]
    public void Trail_after_reward_follows_at_one_stop_distance_once_the_reward_was_reached()
    {
        var candles = RuleRun.Flat(7);
        candles[2] = (100, 104, 99, 103);
        candles[3] = (103, 109, 101, 108);
        candles[4] = (108, 108, 103, 104);

        var trade = Assert.Single(RuleRun.Run(candles, new() { [1] = new(1, Stop: 95) }, trailAfterReward: 1.5).Trades);

        Assert.Equal((4, 104.0, ExitReason.TrailingStop), (trade.ExitIndex, trade.ExitPrice, trade.Reason));
    }

    [Fact]
    public void Shorter_of_two_longest_holdings_counts()
    {
        var trade = Assert.Single(RuleRun.Run(
            RuleRun.Flat(8), new() { [1] = new(1) }, options => options with { MaximumHolding = 2 }, maximumHolding: 4).Trades);

        Assert.Equal((4, ExitReason.Time), (trade.ExitIndex, trade.Reason));
    }

    [Fact]
    public void Finer_candles_tell_that_the_target_came_first()
    {
        var result = WithMinutes([(100, 111, 100, 110), (110, 110, 99, 100), (100, 100, 94, 95), (95, 96, 95, 95), (95, 96, 95, 95)]);

        Assert.Equal((110.0, ExitReason.Target), (result.Trades[0].ExitPrice, result.Trades[0].Reason));
    }

    [Fact]
    public void Finer_candles_that_touch_both_leave_the_stop_first()
    {
        var result = WithMinutes([(100, 111, 94, 100), (100, 100, 99, 100), (100, 100, 99, 100), (100, 100, 99, 100), (100, 100, 95, 95)]);

        Assert.Equal(ExitReason.Stop, result.Trades[0].Reason);
    }

    [Fact]
    public void Finer_candles_with_a_hole_leave_the_stop_first()
    {
        var result = WithMinutes([(100, 111, 100, 110), (110, 110, 99, 100), (100, 100, 94, 95), (95, 96, 95, 95)]);

        Assert.Equal(ExitReason.Stop, result.Trades[0].Reason);
    }

    [Fact]
    public void Liquidation_closes_where_the_equity_falls_to_the_maintenance_margin()
    {
        // Ten times leverage at 100: equity 10,000 carries 1,000 pieces. 10,000 + 1,000 (p − 100) = 0.05 × 1,000 p at p = 90,000 / 950.
        var candles = RuleRun.Flat(6);
        candles[3] = (100, 101, 94, 95);

        var trade = Assert.Single(RuleRun.Run(
            candles, new() { [1] = new(1) }, options => options with { Leverage = 10, MaintenanceMargin = 0.05 }).Trades);

        Assert.Equal((3, ExitReason.Liquidation), (trade.ExitIndex, trade.Reason));
        Assert.Equal(90_000 / 950.0, trade.ExitPrice, 1e-9);
    }

    [Fact]
    public void Liquidation_behind_the_stop_is_not_reached()
    {
        var candles = RuleRun.Flat(6);
        candles[3] = (100, 101, 94, 95);

        var trade = Assert.Single(RuleRun.Run(
            candles,
            new() { [1] = new(1, Stop: 97) },
            options => options with { Leverage = 10, MaintenanceMargin = 0.05, Sizing = PositionSizing.AllIn }).Trades);

        Assert.Equal((97.0, ExitReason.Stop), (trade.ExitPrice, trade.Reason));
    }

    [Fact]
    public void Leverage_without_a_maintenance_margin_is_never_liquidated()
    {
        var candles = RuleRun.Flat(6);
        candles[3] = (100, 101, 80, 95);

        Assert.Equal(
            ExitReason.Open,
            Assert.Single(RuleRun.Run(candles, new() { [1] = new(1) }, options => options with { Leverage = 10 }).Trades).Reason);
    }

    private static BacktestResult WithMinutes((double Open, double High, double Low, double Close)[] minutes)
    {
        var candles = RuleRun.Flat(6);
        candles[3] = (100, 111, 94, 95);
        var finer = CandleSeries.From(
            Interval.OneMinute,
            [.. minutes.Select((price, i) => new Candle(900_000L + (i * 60_000), price.Open, price.High, price.Low, price.Close, 1))]);
        return RuleRun.Run(
            candles, new() { [1] = new(1, Stop: 95, Target: 110) }, options => options with { IntrabarPath = new IntrabarPath(finer) });
    }
}
