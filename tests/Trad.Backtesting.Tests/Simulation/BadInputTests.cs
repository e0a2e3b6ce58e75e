using Trad.Backtesting.Costs;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>What happens with input that makes no sense: refused with a reason, or skipped and counted.</summary>
public sealed class BadInputTests
{
    private static readonly Candle Sound = new(0, 100, 101, 99, 100, 1);

    public static TheoryData<string, Candle, string> BadCandles => new()
    {
        { "NaN close", Sound with { Close = double.NaN }, "not a finite number" },
        { "infinite high", Sound with { High = double.PositiveInfinity }, "not a finite number" },
        { "negative infinite low", Sound with { Low = double.NegativeInfinity }, "not a finite number" },
        { "zero open", Sound with { Open = 0, Low = 0 }, "not positive" },
        { "negative low", Sound with { Low = -1 }, "not positive" },
        { "NaN volume", Sound with { Volume = double.NaN }, "not a finite number" },
        { "negative volume", Sound with { Volume = -1 }, "volume -1 is negative" },
        { "high below low", Sound with { Open = 100, High = 99, Low = 101, Close = 100 }, "high 99 is below low 101" },
        { "close above high", Sound with { Close = 102 }, "lies outside low 99 to high 101" },
    };

    [Theory]
    [MemberData(nameof(BadCandles))]
    public void Candle_that_breaks_a_rule_is_refused_with_its_time(string what, Candle bad, string reason)
    {
        var candles = Candles(6);
        candles[3] = bad with { OpenTime = candles[3].OpenTime };

        var refused = Assert.Throws<ArgumentException>(() => Run(candles, []));

        Assert.True(refused.Message.Contains("1970-01-01T00:15:00Z", StringComparison.Ordinal), $"{what}: {refused.Message}");
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Candle_beside_the_grid_is_refused_with_its_time()
    {
        var candles = Candles(6);
        candles[3] = candles[3] with { OpenTime = candles[3].OpenTime + 1000 };

        Assert.Contains("1970-01-01T00:15:01Z", Assert.Throws<ArgumentException>(() => Run(candles, [])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(1)]
    public void Duplicate_or_unsorted_candles_are_refused_with_their_time(int candle)
    {
        var candles = Candles(6);
        candles[3] = candles[3] with { OpenTime = candles[candle].OpenTime };

        var refused = Assert.Throws<ArgumentException>(() => Run(candles, []));

        Assert.Contains($"1970-01-01T00:{candle * 5:00}:00Z follows 1970-01-01T00:10:00Z", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_candles_let_an_order_fill_at_the_next_candle_that_is_there()
    {
        var candles = Candles(6);
        candles.RemoveRange(2, 2);

        var trade = Assert.Single(Run(candles, new() { [1] = new(1) }).Trades);

        Assert.Equal((2, candles[2].Open), (trade.EntryIndex, trade.EntryPrice));
    }

    [Fact]
    public void Series_not_longer_than_the_warm_up_is_refused()
    {
        var refused = Assert.Throws<ArgumentException>(() => Run(Candles(6), [], warmUp: 6));

        Assert.Equal("The 6 candles are too few: the strategy needs 6 before its first signal with these parameters.", refused.Message);
        Assert.Empty(Run(Candles(7), [], warmUp: 6).Trades);
    }

    [Fact]
    public void Stop_on_the_wrong_side_is_skipped_and_counted()
    {
        var result = Run(Candles(6), new() { [1] = new(1, Stop: 103, Target: 110), [3] = new(-1, Stop: 98, Target: 90) });

        Assert.Empty(result.Trades);
        Assert.Equal((2, 2), (result.Metrics.SkippedEntries, result.Metrics.SkippedStopPassed));
    }

    [Theory]
    [InlineData(1, 90, 101)]
    [InlineData(1, 90, 100)]
    [InlineData(-1, 110, 99)]
    [InlineData(-1, 110, 100)]
    public void Target_reached_at_the_open_of_the_entry_is_skipped_and_counted(sbyte side, double stop, double target)
    {
        // The open of the entry's candle lies at the target or a point beyond.
        var open = side > 0 ? Math.Max(target, 101) : Math.Min(target, 99);
        var candles = RuleRun.Flat(6);
        candles[2] = (open, Math.Max(open, 100) + 1, Math.Min(open, 100) - 1, 100);

        var result = RuleRun.Run(
            candles, new() { [1] = new(side, Stop: stop, Target: target) }, options => options with { Slippage = 0.02, FeeRate = 0.001 });

        Assert.Empty(result.Trades);
        Assert.Equal((1, 1, 0), (result.Metrics.SkippedEntries, result.Metrics.SkippedTargetPassed, result.Metrics.SkippedStopPassed));
        Assert.Equal(0, result.Metrics.FeesPaid);
    }

    [Fact]
    public void Target_not_reached_at_the_open_is_entered_also_when_slippage_goes_beyond_it()
    {
        var candles = RuleRun.Flat(6);

        var trade = Assert.Single(
            RuleRun.Run(candles, new() { [1] = new(1, Stop: 90, Target: 101) }, options => options with { Slippage = 0.02 }).Trades);

        Assert.Equal((2, 102.0, 101.0), (trade.EntryIndex, trade.EntryPrice, trade.ExitPrice));
    }

    [Fact]
    public void Position_that_is_reversed_into_a_target_passed_is_closed_all_the_same()
    {
        var candles = RuleRun.Flat(6);
        candles[3] = (98, 100, 97, 99);

        var result = RuleRun.Run(candles, new() { [1] = new(1), [2] = new(-1, Stop: 110, Target: 98) });

        Assert.Equal((3, ExitReason.Signal), (Assert.Single(result.Trades).ExitIndex, result.Trades[0].Reason));
        Assert.Equal(1, result.Metrics.SkippedTargetPassed);
    }

    [Fact]
    public void Size_below_the_minimum_is_skipped_and_counted()
    {
        var bySize = Run(Candles(6), new() { [1] = new(1) }, options => options with { Filters = new ExchangeFilters(MinimumSize: 100.5) });
        var byNotional = Run(
            Candles(6), new() { [1] = new(1) }, options => options with { Filters = new ExchangeFilters(MinimumNotional: 10_001) });
        var byLot = Run(Candles(6), new() { [1] = new(1) }, options => options with { Filters = new ExchangeFilters(LotSize: 101) });

        Assert.All([bySize, byNotional, byLot], result =>
        {
            Assert.Empty(result.Trades);
            Assert.Equal((1, 1), (result.Metrics.SkippedEntries, result.Metrics.SkippedTooSmall));
        });
    }

    [Fact]
    public void Volatility_target_without_a_known_volatility_is_skipped_and_counted()
    {
        var result = Run(Candles(6), new() { [1] = new(1) }, options => options with { Sizing = PositionSizing.VolatilityTarget });

        Assert.Equal((0, 1), (result.Trades.Count, result.Metrics.SkippedTooSmall));
    }

    [Fact]
    public void Ruined_account_opens_nothing_more_and_counts_it()
    {
        // A short at full equity loses more than all of it when the price more than doubles.
        var candles = Candles(6);
        candles[3] = candles[3] with { High = 251, Close = 250 };
        for (var i = 4; i < 6; i++)
        {
            candles[i] = candles[i] with { Open = 250, High = 251, Low = 249, Close = 250 };
        }

        var result = Run(candles, new() { [1] = new(-1), [3] = new(1) });

        Assert.Equal((1, 1), (result.Trades.Count, result.Metrics.SkippedNoCash));
        Assert.Equal(-5000, result.Metrics.FinalEquity, 1e-9);
        Assert.Null(result.Metrics.AnnualisedReturn);
    }

    [Theory]
    [InlineData("fee rate", 1)]
    [InlineData("fee rate", double.NaN)]
    [InlineData("maker fee rate", 1)]
    [InlineData("minimum fee", -1)]
    [InlineData("slippage", -0.1)]
    [InlineData("slippage in average true ranges", 11)]
    [InlineData("spread", 1)]
    [InlineData("risk per trade", 0)]
    [InlineData("position fraction", 0)]
    [InlineData("target volatility", double.PositiveInfinity)]
    [InlineData("volatility candles", 1)]
    [InlineData("leverage", 0.5)]
    [InlineData("maintenance margin", 1)]
    [InlineData("stop loss", 0)]
    [InlineData("take profit", 1)]
    [InlineData("trailing stop", -0.1)]
    [InlineData("break-even reward", -1)]
    [InlineData("maximum holding", -1)]
    [InlineData("tick size", -1)]
    [InlineData("lot size", double.NaN)]
    [InlineData("initial capital", double.PositiveInfinity)]
    [InlineData("initial capital", 0)]
    [InlineData("first candle to trade on", 6)]
    [InlineData("longest gap in hours", -1)]
    [InlineData("warm-up after a gap", -1)]
    [InlineData("length to annualise from in days", -1)]
    public void Option_out_of_range_is_refused_with_its_name_and_value(string option, double value)
    {
        BacktestOptions Change(BacktestOptions options) => option switch
        {
            "fee rate" => options with { FeeRate = value },
            "maker fee rate" => options with { MakerFeeRate = value },
            "minimum fee" => options with { MinimumFee = value },
            "slippage" => options with { Slippage = value },
            "slippage in average true ranges" => options with { AtrSlippage = value },
            "spread" => options with { Spread = value },
            "risk per trade" => options with { RiskPerTrade = value },
            "position fraction" => options with { PositionFraction = value },
            "target volatility" => options with { TargetVolatility = value },
            "volatility candles" => options with { VolatilityCandles = (int)value },
            "leverage" => options with { Leverage = value },
            "maintenance margin" => options with { MaintenanceMargin = value },
            "stop loss" => options with { StopLoss = value },
            "take profit" => options with { TakeProfit = value },
            "trailing stop" => options with { TrailingStop = value },
            "break-even reward" => options with { BreakEvenAfter = value },
            "maximum holding" => options with { MaximumHolding = (int)value },
            "tick size" => options with { Filters = new ExchangeFilters(TickSize: value) },
            "lot size" => options with { Filters = new ExchangeFilters(LotSize: value) },
            "initial capital" => options with { InitialCapital = value },
            "first candle to trade on" => options with { TradeFrom = (int)value },
            "longest gap in hours" => options with { LongestGap = TimeSpan.FromHours(value) },
            "warm-up after a gap" => options with { WarmUpAfterGap = (int)value },
            "length to annualise from in days" => options with { AnnualisedFrom = TimeSpan.FromDays(value) },
            _ => throw new ArgumentOutOfRangeException(nameof(option), option, null),
        };

        var refused = Assert.Throws<ArgumentException>(() => Run(Candles(6), [], Change));

        Assert.StartsWith(FormattableString.Invariant($"The {option} is {value}; allowed is "), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Funding_rates_out_of_order_or_range_are_refused()
    {
        Assert.Throws<ArgumentException>(() => FundingSchedule.Constant(1));
        Assert.Throws<ArgumentException>(() => FundingSchedule.Series([1, 1], [0.1, 0.1]));
        Assert.Throws<ArgumentException>(() => FundingSchedule.Series([1, 2], [0.1]));
        Assert.Throws<ArgumentException>(() => FundingSchedule.Series([1], [double.NaN]));
    }

    [Fact]
    public void Intrabar_candles_that_do_not_divide_the_interval_are_refused()
    {
        var path = new IntrabarPath(CandleSeries.Empty(Interval.Parse("3m")));

        Assert.Contains(
            "are of 3m",
            Assert.Throws<ArgumentException>(() => Run(Candles(6), [], options => options with { IntrabarPath = path })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Backtest_without_trades_leaves_what_is_not_defined_absent()
    {
        var metrics = Run(Candles(6), []).Metrics;

        string[] defined =
        [
            "buy-and-hold-return", "excess-return", "exposure", "fees-paid", "funding-paid", "longest-drawdown",
            "longest-losing-streak", "maximum-drawdown", "total-return", "trades", "turnover", "ulcer-index", "value-at-risk", "volatility",
        ];
        Assert.Equal(defined, MetricCatalog.All.Where(metric => metric.Read(metrics) is not null).Select(metric => metric.Name));
        Assert.All(MetricCatalog.All, metric => Assert.True(metric.Read(metrics) is null or 0, metric.Name));
    }

    private static List<Candle> Candles(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Sound with { OpenTime = i * 300_000L })];

    private static BacktestResult Run(
        IReadOnlyList<Candle> candles, Dictionary<int, Signal> script, Func<BacktestOptions, BacktestOptions>? change = null,
        int warmUp = 0)
    {
        var options = new BacktestOptions { FeeRate = 0, Slippage = 0 };
        var strategy = new ScriptedStrategy(script, warmUp: warmUp);
        return Backtester.Run(
            new IndicatorCache(CandleSeries.From(Interval.FiveMinutes, candles)), strategy, StrategyParameters.Defaults(strategy),
            change?.Invoke(options) ?? options);
    }
}
