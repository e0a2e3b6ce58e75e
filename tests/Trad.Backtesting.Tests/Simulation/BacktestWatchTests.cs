using Trad.Backtesting.Indicators;
using Trad.Backtesting.LookAhead;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Backtesting.Tests.LookAhead;
using Trad.Candles;
using Trad.Testing;

namespace Trad.Backtesting.Tests.Simulation;

public sealed class BacktestWatchTests
{
    private static readonly CandleSeries Market = RandomMarket.Make(3, 3000);

    [Fact]
    public void Watch_counts_how_often_a_strategy_is_asked_and_names_it()
    {
        var watch = new BacktestWatch(CancellationToken.None);
        var strategy = new TestStrategy("asked", 0, (_, _) => { });

        watch.Watch(() => Measure(strategy, new IndicatorCache(Market)));
        watch.Watch(() => SignalRun.Record(strategy, StrategyParameters.Defaults(strategy), Market));

        Assert.Equal(2, watch.Begun);
        Assert.Equal("asked with (length 10)", watch.Latest);
    }

    [Theory]
    [InlineData(7, double.NaN, double.NaN, "direction 7; allowed are 1 (long), -1 (short) and 0 (nothing)")]
    [InlineData(1, double.PositiveInfinity, double.NaN, "an infinite stop; NaN stands for none")]
    [InlineData(-1, double.NaN, double.NegativeInfinity, "an infinite target; NaN stands for none")]
    public void Ask_strategy_that_says_what_has_no_meaning_is_refused_with_the_candle(
        sbyte direction, double stop, double target, string expected)
    {
        var strategy = new TestStrategy("odd", 0, (_, signals) => signals.Set(40, direction, stop, target));

        var refused = Assert.Throws<ArgumentException>(() => Measure(strategy, new IndicatorCache(Market)));

        Assert.Equal($"odd says at the candle of {Timestamp.Format(Market.OpenTime[40])}: {expected}", refused.Message);
    }

    [Fact]
    public void Ask_strategy_that_sets_a_direction_alone_has_no_stop_and_target_of_the_backtest_before()
    {
        var signals = new SignalBuffer();
        void Ask(Action<SignalBuffer> rule)
        {
            var strategy = new TestStrategy("plain", 0, (_, buffer) => rule(buffer));
            signals.Reset(Market.Count);
            BacktestWatch.Ask(strategy, new IndicatorCache(Market), StrategyParameters.Defaults(strategy), signals);
        }

        Ask(buffer => buffer.Set(40, 1, 90, 110));
        Ask(buffer => buffer.Direction[40] = 1);

        Assert.Equal((1, double.NaN, double.NaN), (signals.Direction[40], signals.Stop[40], signals.Target[40]));
    }

    [Fact]
    public void Watch_cancelled_before_a_strategy_is_asked_ends_the_backtest()
    {
        using var ending = new CancellationTokenSource();
        ending.Cancel();
        var strategy = new TestStrategy("asked", 0, (_, _) => Assert.Fail("It was asked."));

        Assert.Throws<OperationCanceledException>(
            () => new BacktestWatch(ending.Token).Watch(() => Measure(strategy, new IndicatorCache(Market))));
    }

    [Fact]
    public void Watch_cancelled_between_two_indicators_ends_there_and_spoils_neither_for_others()
    {
        using var ending = new CancellationTokenSource();
        var indicators = new IndicatorCache(Market);
        IndicatorFormula outer = (cache, _, values) =>
        {
            ending.Cancel();
            cache.Get(new("inner"), static (_, _, column) => column.Fill(1)).CopyTo(values);
        };

        Assert.Throws<OperationCanceledException>(
            () => new BacktestWatch(ending.Token).Watch(() => indicators.Get(new("outer"), outer).Length));

        Assert.Equal(1, indicators.Get(new("outer"), outer)[^1]);
    }

    [Fact]
    public async Task Watch_cancelled_while_another_waits_for_the_same_indicator_leaves_it_to_the_other()
    {
        using var ending = new CancellationTokenSource();
        using var isComputing = new ManualResetEventSlim();
        var indicators = new IndicatorCache(Market);
        var computed = 0;
        IndicatorFormula formula = (_, _, values) =>
        {
            if (Interlocked.Increment(ref computed) == 1)
            {
                isComputing.Set();
                ending.Token.WaitHandle.WaitOne();
                ending.Token.ThrowIfCancellationRequested();
            }

            values.Fill(7);
        };

        var first = Task.Run(
            () => new BacktestWatch(ending.Token).Watch(() => indicators.Get(new("shared"), formula)[0]),
            TestContext.Current.CancellationToken);
        isComputing.Wait(TestContext.Current.CancellationToken);
        var second = Task.Run(() => indicators.Get(new("shared"), formula)[0], TestContext.Current.CancellationToken);
        await ending.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => first);
        Assert.Equal(7, await second);
    }

    [Fact]
    public void Watch_cancelled_in_the_middle_of_rules_ends_between_two_blocks()
    {
        var strategy = RuleStrategy.Parse("""{"name": "rising", "long": "close > open"}""");
        using var ending = new CancellationTokenSource();
        var parts = new TestStrategy("around", 0, (indicators, signals) =>
        {
            ending.Cancel();
            strategy.GenerateSignals(indicators, StrategyParameters.Defaults(strategy), signals);
        });

        Assert.Throws<OperationCanceledException>(
            () => new BacktestWatch(ending.Token).Watch(() => Measure(parts, new IndicatorCache(Market))));
    }

    private static int Measure(IStrategy strategy, IndicatorCache indicators) =>
        Backtester.Measure(indicators, strategy, StrategyParameters.Defaults(strategy), new BacktestOptions()).Trades;
}
