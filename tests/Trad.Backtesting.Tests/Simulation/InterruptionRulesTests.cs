using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Candles.Gaps;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>What the engine does where candles are missing, one example by hand each: no costs, start 10,000.</summary>
public sealed class InterruptionRulesTests
{
    private static readonly BacktestOptions Free = new() { FeeRate = 0, Slippage = 0, Sizing = PositionSizing.AllIn };

    [Fact]
    public void Position_before_a_long_hole_is_closed_at_the_last_close()
    {
        // A year is missing after candle 4, and the price has tripled.
        var candles = Market((0, 100), (1, 100), (2, 100), (3, 100), (4, 105), (105_124, 300), (105_125, 300));

        var result = Run(candles, new() { [1] = new(1) });

        var trade = Assert.Single(result.Trades);
        Assert.Equal((2, 4, 105.0, ExitReason.Gap), (trade.EntryIndex, trade.ExitIndex, trade.ExitPrice, trade.Reason));
        Assert.Equal([10_000, 10_000, 10_000, 10_000, 10_500, 10_500, 10_500], result.Equity);
        Assert.Equal(0.05, result.Metrics.BuyAndHoldReturn, 1e-12);
    }

    [Fact]
    public void Closing_before_a_hole_costs_what_a_market_order_costs()
    {
        var candles = Market((0, 100), (1, 100), (2, 100), (1000, 100), (1001, 100));

        var trade = Assert.Single(Run(candles, new() { [0] = new(1) }, Free with { FeeRate = 0.001, Slippage = 0.01 }).Trades);

        Assert.Equal((99.0, ExitReason.Gap), (trade.ExitPrice, trade.Reason));
        Assert.Equal(trade.Size * 99 * 0.001, trade.ExitFee, 1e-9);
    }

    [Theory]
    [InlineData(FillTiming.NextOpen)]
    [InlineData(FillTiming.Close)]
    public void Order_of_the_last_candle_before_a_long_hole_is_dropped(FillTiming timing) =>
        Assert.Empty(
            Run(
                Market((0, 100), (1, 100), (2, 100), (1000, 300), (1001, 300)), new() { [2] = new(1) },
                Free with { FillTiming = timing }).Trades);

    [Fact]
    public void Short_hole_is_passed_over()
    {
        // A day is missing, and not more.
        var trade = Assert.Single(Run(Market((0, 100), (1, 100), (2, 100), (291, 120), (292, 120)), new() { [0] = new(1) }).Trades);

        Assert.Equal((1, 4, ExitReason.Open), (trade.EntryIndex, trade.ExitIndex, trade.Reason));
    }

    [Theory]
    [InlineData("5m", 24)]
    [InlineData("8h", 24)]
    [InlineData("12h", 36)]
    [InlineData("1d", 72)]
    public void Limit_when_nobody_says_is_a_day_or_three_candles(string interval, double hours) =>
        Assert.Equal(hours, GapLimit.Default(Interval.Parse(interval)).TotalHours);

    [Fact]
    public void Signals_after_a_long_hole_wait_for_the_warm_up()
    {
        var candles = Market((0, 100), (1, 100), (1000, 100), (1001, 100), (1002, 100), (1003, 100), (1004, 100));
        Dictionary<int, Signal> script = new() { [2] = new(1), [3] = new(1), [4] = new(1), [5] = new(-1) };

        Assert.Equal(5, Run(candles, script, Free with { WarmUpAfterGap = 2 }).Trades[0].EntryIndex);
        Assert.Equal(3, Run(candles, script, Free with { WarmUpAfterGap = 2, RestartAfterGap = false }).Trades[0].EntryIndex);
    }

    [Fact]
    public void Entry_ordered_before_an_outage_waits_for_the_reopening()
    {
        // Public case 5: a signal, 20 candles absent, and it opens 25 % away.
        var filled = Filled(Market((0, 100), (1, 100), (2, 100), (23, 125), (24, 130)));

        var trade = Assert.Single(Run(filled, new() { [2] = new(1) }).Trades);

        Assert.Equal((23, 125.0), (trade.EntryIndex, trade.EntryPrice));
    }

    [Fact]
    public void Stop_is_judged_at_the_reopening()
    {
        var filled = Filled(Market((0, 100), (1, 100), (2, 100), (23, 80), (24, 80)));

        var trade = Assert.Single(Run(filled, new() { [0] = new(1, Stop: 95, Target: 150) }).Trades);

        Assert.Equal((23, 80.0, ExitReason.Stop), (trade.ExitIndex, trade.ExitPrice, trade.Reason));
    }

    [Fact]
    public void Holding_time_counts_through_an_outage_and_ends_at_the_reopening()
    {
        var filled = Filled(Market((0, 100), (1, 100), (2, 100), (23, 80), (24, 80)));

        var trade = Assert.Single(Run(filled, new() { [0] = new(1) }, Free with { MaximumHolding = 5 }).Trades);

        Assert.Equal((1, 23, 80.0, ExitReason.Time), (trade.EntryIndex, trade.ExitIndex, trade.ExitPrice, trade.Reason));
    }

    [Fact]
    public void Latest_signal_before_the_reopening_counts()
    {
        var filled = Filled(Market((0, 100), (1, 100), (2, 100), (23, 125), (24, 130)));

        var reversed = Assert.Single(Run(filled, new() { [2] = new(1), [10] = new(-1) }).Trades);
        var takenBack = Assert.Single(Run(filled, new() { [0] = new(1), [2] = new(-1), [10] = new(1) }).Trades);

        Assert.True(reversed.Size < 0);
        Assert.Equal((1, ExitReason.Open), (takenBack.EntryIndex, takenBack.Reason));
    }

    [Fact]
    public void Position_open_at_an_invented_end_is_listed_at_the_last_candle_that_was_traded()
    {
        var filled = Filled(Market((0, 100), (1, 100), (2, 100), (23, 125)));

        var trade = Assert.Single(Run(filled.Slice(0, 15), new() { [0] = new(1) }).Trades);

        Assert.Equal((2, 100.0, ExitReason.Open), (trade.ExitIndex, trade.ExitPrice, trade.Reason));
    }

    [Fact]
    public void Years_are_years_of_the_clock()
    {
        // Half a year of days, half a year of nothing, one more day: the capital grows by a tenth in a year.
        var times = Enumerable.Range(0, 182).Append(364).ToArray();
        var candles = CandleSeries.From(Interval.OneDay, [.. times.Select(day => Flat(day * 86_400_000L, day < 181 ? 100 : 110))]);

        var metrics = Run(candles, new() { [0] = new(1) }).Metrics;

        Assert.Equal(365, metrics.Days);
        Assert.Equal(0.1, metrics.TotalReturn, 1e-12);
        Assert.Equal(0.1, metrics.AnnualisedReturn!.Value, 1e-12);

        // Days without candles are days on which nothing was earned: the same ratio as with flat ones in between.
        var flat = CandleSeries.From(
            Interval.OneDay, [.. Enumerable.Range(0, 365).Select(day => Flat(day * 86_400_000L, day < 181 ? 100 : 110))]);
        var reference = Run(flat, new() { [0] = new(1) }).Metrics;
        Assert.Equal(reference.AnnualisedReturn, metrics.AnnualisedReturn);
        Assert.Equal(reference.Sharpe!.Value, metrics.Sharpe!.Value, 0.02);
        Assert.Equal(reference.Volatility!.Value, metrics.Volatility!.Value, 0.02);
    }

    [Theory]
    [InlineData("1w", 365.0 / 7)]
    [InlineData("1M", 12)]
    public void Candles_of_months_are_twelve_a_year_whatever_their_lengths_and_of_weeks_as_many_as_fit(string code, double perYear)
    {
        // The same prices as days: per candle the same returns, and per year the root of the number of candles of them.
        var interval = Interval.Parse(code);
        var start = interval.OpenOf(1_700_000_000_000);
        Candle At(long time, int i) => Flat(time, 100 + (i * i % 7));
        var candles = CandleSeries.From(interval, [.. Enumerable.Range(0, 40).Select(i => At(interval.Shift(start, i), i))]);
        var days = CandleSeries.From(Interval.OneDay, [.. Enumerable.Range(0, 40).Select(i => At(i * 86_400_000L, i))]);

        var (metrics, reference) = (Run(candles, new() { [0] = new(1) }).Metrics, Run(days, new() { [0] = new(1) }).Metrics);

        var ratio = Math.Sqrt(perYear / 365);
        Assert.Equal(reference.Volatility!.Value * ratio, metrics.Volatility!.Value, 1e-12);
        Assert.Equal(reference.Sharpe!.Value * ratio, metrics.Sharpe!.Value, 1e-12);
        Assert.Equal((interval.Shift(start, 40) - start) / 86_400_000.0, metrics.Days);
    }

    [Theory]
    [InlineData(89, false)]
    [InlineData(90, true)]
    public void Return_per_year_is_told_from_90_days_on(int days, bool isTold)
    {
        var candles = CandleSeries.From(
            Interval.OneDay, [.. Enumerable.Range(0, days).Select(day => Flat(day * 86_400_000L, 100 + (day % 7)))]);

        var metrics = Run(candles, new() { [0] = new(1) }).Metrics;

        Assert.Equal((isTold, isTold), (metrics.AnnualisedReturn is not null, metrics.Calmar is not null));
        Assert.Equal(isTold ? null : "89 days are too few for a return per year; it is told from 90 days on", metrics.NotAnnualised);
        Assert.NotNull(metrics.Sharpe);
    }

    /// <summary>Nothing after a hole comes from before it: the trades are those of a backtest of the second part alone.</summary>
    [Theory]
    [MemberData(nameof(Strategies))]
    public void Strategy_after_a_long_hole_does_what_it_does_without_what_was_before(string name)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        var parameters = StrategyParameters.Defaults(strategy);
        var warmUp = strategy.WarmUp(parameters);
        var market = RandomMarket.Make(7, 6000);
        var second = RandomMarket.Change(market.Slice(3000, 3000), candle => candle with
        {
            OpenTime = candle.OpenTime + (400 * 86_400_000L),
            Open = 3 * candle.Open,
            High = 3 * candle.High,
            Low = 3 * candle.Low,
            Close = 3 * candle.Close,
        });
        var whole = CandleSeries.Concat(Interval.FiveMinutes, [market.Slice(0, 3000), second]);
        var options = Free with { Sizing = PositionSizing.FixedFraction, Compounding = false };

        var alone = RunStrategy(second, strategy, options with { TradeFrom = warmUp }).Trades;
        var after = RunStrategy(whole, strategy, options with { TradeFrom = warmUp }).Trades.Where(trade => trade.EntryIndex >= 3000);

        // The money differs; the random market has no breakdown that fails.
        Assert.Equal(
            alone.Select(
                trade => (trade.EntryIndex + 3000, trade.EntryPrice, trade.ExitIndex + 3000, trade.ExitPrice, Math.Sign(trade.Size),
                    trade.Reason)),
            after.Select(
                trade => (trade.EntryIndex, trade.EntryPrice, trade.ExitIndex, trade.ExitPrice, Math.Sign(trade.Size), trade.Reason)));
        Assert.True(alone.Count > 0 || name == "failed-breakdown");
    }

    public static TheoryData<string> Strategies => [.. StrategyCatalog.All.Select(strategy => strategy.Name)];

    private static CandleSeries Filled(CandleSeries candles) => GapHandling.Apply(candles, GapPolicy.ForwardFill).Candles;

    private static CandleSeries Market(params (int Place, double Price)[] candles) =>
        CandleSeries.From(Interval.FiveMinutes, [.. candles.Select(candle => Flat(candle.Place * 300_000L, candle.Price))]);

    private static Candle Flat(long time, double price) => new(time, price, price, price, price, 1);

    private static BacktestResult Run(CandleSeries candles, Dictionary<int, Signal> script, BacktestOptions? options = null) =>
        RunStrategy(candles, new ScriptedStrategy(script, whole: candles), options ?? Free);

    private static BacktestResult RunStrategy(CandleSeries candles, IStrategy strategy, BacktestOptions options) =>
        Backtester.Run(new IndicatorCache(candles), strategy, StrategyParameters.Defaults(strategy), options);
}
