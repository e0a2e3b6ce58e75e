using Trad.Backtesting.Simulation;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>The rules of the engine, one hand-computed example each: no costs, start 10,000, 2 % risk.</summary>
public sealed class EngineRulesTests
{
    private static readonly (double Open, double High, double Low, double Close)[] Flat =
        [(100, 101, 99, 100), (100, 101, 99, 100), (100, 101, 99, 100), (100, 101, 99, 100), (100, 101, 99, 100), (100, 101, 99, 100)];

    [Fact]
    public void Entry_fills_at_the_open_after_the_signal()
    {
        var candles = Flat.ToArray();
        candles[2] = (100.5, 101, 99, 100);

        var trade = Assert.Single(Run(candles, new() { [1] = new(1) }).Trades);

        Assert.Equal((2, 100.5, ExitReason.Open), (trade.EntryIndex, trade.EntryPrice, trade.Reason));
    }

    [Fact]
    public void Stop_and_target_in_one_candle_the_stop_is_first()
    {
        var candles = Flat.ToArray();
        candles[3] = (100, 112, 94, 105);

        var trade = Assert.Single(Run(candles, new() { [1] = new(1, Stop: 95, Target: 110) }).Trades);

        Assert.Equal((3, 95.0, ExitReason.Stop), (trade.ExitIndex, trade.ExitPrice, trade.Reason));
    }

    [Fact]
    public void Gap_through_the_stop_fills_at_the_open()
    {
        var candles = Flat.ToArray();
        candles[3] = (90, 92, 88, 91);

        var trade = Assert.Single(Run(candles, new() { [1] = new(1, Stop: 95, Target: 110) }).Trades);

        Assert.Equal((90.0, ExitReason.Stop), (trade.ExitPrice, trade.Reason));
    }

    [Fact]
    public void Gap_through_the_target_fills_at_the_open()
    {
        var candles = Flat.ToArray();
        candles[3] = (115, 116, 114, 115);

        var trade = Assert.Single(Run(candles, new() { [1] = new(1, Stop: 95, Target: 110) }).Trades);

        Assert.Equal((115.0, ExitReason.Target), (trade.ExitPrice, trade.Reason));
    }

    [Fact]
    public void Stop_of_a_short_lies_above()
    {
        var candles = Flat.ToArray();
        candles[3] = (100, 106, 99, 104);

        var trade = Assert.Single(Run(candles, new() { [1] = new(-1, Stop: 105, Target: 90) }).Trades);

        Assert.Equal((105.0, ExitReason.Stop), (trade.ExitPrice, trade.Reason));
        Assert.True(trade.Size < 0);
        Assert.Equal(-200, trade.Profit, 1e-9);
    }

    [Fact]
    public void Stop_hit_at_its_price_loses_the_risked_share_of_the_equity()
    {
        var candles = Flat.ToArray();
        candles[3] = (100, 101, 94, 95);

        var result = Run(candles, new() { [1] = new(1, Stop: 95, Target: 110) });

        Assert.Equal(40, result.Trades[0].Size, 1e-9);
        Assert.Equal(9800, result.Metrics.FinalEquity, 1e-9);
    }

    [Fact]
    public void Position_with_a_near_stop_is_capped_at_the_equity()
    {
        var trade = Assert.Single(Run(Flat, new() { [1] = new(1, Stop: 98.9, Target: 110) }).Trades);

        Assert.Equal(100, trade.Size, 1e-9);
    }

    [Fact]
    public void Maximum_holding_ends_a_position_at_the_open_after_that_many_candles()
    {
        var trade = Assert.Single(Run(Flat, new() { [1] = new(1) }, maximumHolding: 2).Trades);

        Assert.Equal((2, 4, ExitReason.Time), (trade.EntryIndex, trade.ExitIndex, trade.Reason));
    }

    [Fact]
    public void Opposite_signal_turns_the_position_at_the_next_open()
    {
        var trades = Run(Flat, new() { [1] = new(1), [3] = new(-1) }).Trades;

        Assert.Equal(2, trades.Count);
        Assert.Equal((4, ExitReason.Signal), (trades[0].ExitIndex, trades[0].Reason));
        Assert.Equal(4, trades[1].EntryIndex);
        Assert.True(trades[1].Size < 0);
    }

    [Fact]
    public void Long_only_leaves_the_position_on_the_opposite_signal_and_does_not_turn()
    {
        var trade = Assert.Single(
            Run(Flat, new() { [1] = new(1), [3] = new(-1) }, options => options with { Directions = TradeDirections.LongOnly }).Trades);

        Assert.Equal((4, ExitReason.Signal), (trade.ExitIndex, trade.Reason));
    }

    [Fact]
    public void Entry_whose_open_has_passed_the_stop_is_skipped_and_counted()
    {
        var candles = Flat.ToArray();
        candles[2] = (94, 96, 93, 95);

        var result = Run(candles, new() { [1] = new(1, Stop: 95, Target: 110) });

        Assert.Empty(result.Trades);
        Assert.Equal(1, result.Metrics.SkippedEntries);
    }

    [Fact]
    public void Signal_on_the_last_candle_opens_nothing() => Assert.Empty(Run(Flat, new() { [5] = new(1) }).Trades);

    [Fact]
    public void Signal_before_the_first_candle_to_trade_on_opens_nothing() =>
        Assert.Empty(Run(Flat, new() { [1] = new(1) }, options => options with { TradeFrom = 2 }).Trades);

    [Fact]
    public void Fees_and_slippage_are_paid_on_both_sides_against_the_trader()
    {
        var result = Run(Flat, new() { [1] = new(1), [3] = new(-1) }, options => options with
        {
            FeeRate = 0.001,
            Slippage = 0.01,
            Directions = TradeDirections.LongOnly,
        });

        var trade = Assert.Single(result.Trades);
        Assert.Equal(101, trade.EntryPrice, 1e-9);
        Assert.Equal(99, trade.ExitPrice, 1e-9);
        Assert.Equal(10_000 / (101 * 1.001), trade.Size, 1e-9);
        Assert.Equal(trade.Size * 101 * 0.001, trade.EntryFee, 1e-9);
        Assert.Equal(10_000 + trade.Profit, result.Metrics.FinalEquity, 1e-9);
    }

    [Fact]
    public void Fill_at_the_close_takes_the_price_of_the_signal_itself()
    {
        var candles = Flat.ToArray();
        candles[1] = (100, 101, 99, 100.5);

        var trade = Assert.Single(Run(candles, new() { [1] = new(1) }, options => options with { FillTiming = FillTiming.Close }).Trades);

        Assert.Equal((1, 100.5), (trade.EntryIndex, trade.EntryPrice));
    }

    [Fact]
    public void Fill_at_the_close_meets_its_stop_from_the_next_candle_on()
    {
        var candles = Flat.ToArray();
        candles[1] = (100, 101, 94, 100);
        candles[2] = (100, 101, 94, 100);

        var trade = Assert.Single(
            Run(candles, new() { [1] = new(1, Stop: 95) }, options => options with { FillTiming = FillTiming.Close }).Trades);

        Assert.Equal((2, 95.0, ExitReason.Stop), (trade.ExitIndex, trade.ExitPrice, trade.Reason));
    }

    [Fact]
    public void Opposite_signal_that_may_not_end_a_position_is_ignored()
    {
        var trade = Assert.Single(
            Run(Flat, new() { [1] = new(1), [3] = new(-1) }, options => options with { ExitOnOppositeSignal = false }).Trades);

        Assert.Equal((2, ExitReason.Open), (trade.EntryIndex, trade.Reason));
    }

    [Fact]
    public void Signal_in_the_direction_of_the_position_changes_nothing()
    {
        var trade = Assert.Single(Run(Flat, new() { [1] = new(1, Stop: 90), [3] = new(1, Stop: 98.9) }).Trades);

        Assert.Equal((2, ExitReason.Open), (trade.EntryIndex, trade.Reason));
    }

    [Fact]
    public void Candle_that_is_not_over_is_left_out()
    {
        var half = Run(Flat, new() { [4] = new(1) }, options => options with { AsOf = (6 * 300_000L) - 1 });
        var whole = Run(Flat, new() { [4] = new(1) }, options => options with { AsOf = 6 * 300_000L });

        Assert.Equal((5, 0), (half.Metrics.Candles, half.Trades.Count));
        Assert.Equal((6, 1), (whole.Metrics.Candles, whole.Trades.Count));
    }

    private static BacktestResult Run(
        (double Open, double High, double Low, double Close)[] prices,
        Dictionary<int, Signal> script,
        Func<BacktestOptions, BacktestOptions>? change = null,
        int maximumHolding = 0) => RuleRun.Run(prices, script, change, maximumHolding);
}
