using Trad.Backtesting.Costs;
using Trad.Backtesting.Simulation;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>How large positions are, one hand-computed example each: 10,000 at a price of 100.</summary>
public sealed class SizingRulesTests
{
    [Fact]
    public void All_in_spends_the_cash_on_the_position_and_its_fee()
    {
        var trade = Assert.Single(Run(options => options with { Sizing = PositionSizing.AllIn, FeeRate = 0.001 }, stop: 99).Trades);

        Assert.Equal(10_000 / 100.1, trade.Size, 1e-9);
    }

    [Fact]
    public void Fixed_fraction_takes_that_part_of_the_equity() => Assert.Equal(
        25, Run(options => options with { Sizing = PositionSizing.FixedFraction, PositionFraction = 0.25 }, stop: 99).Trades[0].Size, 1e-9);

    [Fact]
    public void Risk_per_trade_loses_that_part_of_the_equity_at_the_stop() => Assert.Equal(
        0.01 * 10_000 / 5, Run(options => options with { RiskPerTrade = 0.01 }, stop: 95).Trades[0].Size, 1e-9);

    [Fact]
    public void Volatility_target_scales_the_position_by_the_realised_volatility()
    {
        // Closes alternate between 100 and 101: four returns of ± ln 1.01 have a deviation of ln 1.01 × √(4/3).
        var candles = RuleRun.Flat(10);
        for (var i = 1; i < 10; i += 2)
        {
            candles[i] = (100, 101, 99, 101);
        }

        var trade = Assert.Single(RuleRun.Run(candles, new() { [5] = new(1) }, options => options with
        {
            Sizing = PositionSizing.VolatilityTarget,
            TargetVolatility = 0.4,
            VolatilityCandles = 4,
        }).Trades);

        var volatility = Math.Log(1.01) * Math.Sqrt(4.0 / 3) * Math.Sqrt(365 * 288);
        Assert.Equal(10_000 * 0.4 / volatility / 100, trade.Size, 1e-9);
    }

    [Fact]
    public void Leverage_multiplies_what_the_equity_carries() => Assert.Equal(
        300, Run(options => options with { Sizing = PositionSizing.AllIn, Leverage = 3 }, stop: double.NaN).Trades[0].Size, 1e-9);

    [Fact]
    public void No_method_goes_beyond_what_cash_and_leverage_pay_for() => Assert.Equal(
        100, Run(options => options with { Sizing = PositionSizing.FixedFraction, PositionFraction = 5 }, stop: 99).Trades[0].Size, 1e-9);

    [Theory]
    [InlineData(true, 110)]
    [InlineData(false, 100)]
    public void Compounding_sizes_by_the_equity_otherwise_by_the_initial_capital(bool compounding, double expected)
    {
        // The first trade wins 10 %; the second enters at 100 again.
        var candles = RuleRun.Flat(8);
        candles[3] = (100, 111, 99, 100);

        var trades = RuleRun.Run(
            candles,
            new() { [1] = new(1, Target: 110), [4] = new(1) },
            options => options with { Sizing = PositionSizing.AllIn, Compounding = compounding }).Trades;

        Assert.Equal(expected, trades[1].Size, 1e-9);
    }

    [Theory]
    [InlineData(PositionSizing.RiskPerTrade, 100.0)]
    [InlineData(PositionSizing.FixedFraction, 50.0)]
    [InlineData(PositionSizing.AllIn, 90.0)]
    public void Without_compounding_sizes_stay_those_of_the_initial_capital_after_a_loss_as_far_as_the_cash_goes(
        PositionSizing sizing, double expected)
    {
        // The first trade loses 10 % with everything in, by a stop that the second has as well.
        var candles = RuleRun.Flat(8);
        candles[3] = (100, 101, 89, 100);

        var trades = RuleRun.Run(
            candles,
            new() { [1] = new(1, Stop: 90), [4] = new(1, Stop: 90) },
            options => options with
            {
                Sizing = sizing,
                PositionFraction = 0.5,
                RiskPerTrade = 0.1,
                Leverage = 1,
                Compounding = false,
            }).Trades;

        Assert.Equal(sizing == PositionSizing.RiskPerTrade ? Math.Min(expected, 90) : expected, trades[1].Size, 1e-9);
    }

    [Fact]
    public void Size_is_rounded_down_to_whole_lots() => Assert.Equal(
        99.9,
        Run(
            options => options with { Sizing = PositionSizing.AllIn, FeeRate = 0.0001, Filters = new ExchangeFilters(LotSize: 0.1) },
            stop: 99).Trades[0].Size);

    [Fact]
    public void Fill_is_rounded_to_a_tick_against_the_trader_and_orders_to_the_nearest()
    {
        var candles = RuleRun.Flat(6);
        candles[3] = (100, 101, 90, 95);

        var trade = Assert.Single(RuleRun.Run(
            candles, new() { [1] = new(1, Stop: 95.27) },
            options => options with { Slippage = 0.0001, Filters = new ExchangeFilters(TickSize: 0.1) }).Trades);

        // 100.01 up to 100.1; the stop at 95.3, less slippage 95.29047, down to 95.2.
        Assert.Equal((100.1, 95.2), (trade.EntryPrice, trade.ExitPrice));
    }

    private static BacktestResult Run(Func<BacktestOptions, BacktestOptions> change, double stop) =>
        RuleRun.Run(RuleRun.Flat(6), new() { [1] = new(1, Stop: stop == 99 ? 98.5 : stop) }, change);
}
