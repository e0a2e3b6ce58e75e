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
