using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Trad.Backtesting.LookAhead;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Testing;
using Trad.Training.Jobs;
using Trad.Training.Tests.Validation.LookAhead;

namespace Trad.Training.Tests.Jobs;

public sealed class WatchedComputationTests : IDisposable
{
    private static readonly CandleSeries Candles =
        SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes).TakeLast(500);

    private readonly ManualResetEventSlim _goOn = new();
    private readonly ManualResetEventSlim _isAsked = new();
    private int _number;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Work_that_ends_gives_its_result_and_its_exceptions()
    {
        var computation = Computation(600);

        Assert.Equal(5, await computation.RunAsync(() => 5, null, Cancellation));
        var thrown = await Assert.ThrowsAsync<ArgumentException>(
            () => computation.RunAsync<int>(() => throw new ArgumentException("no"), null, Cancellation));
        Assert.Equal("no", thrown.Message);
    }

    [Fact]
    public async Task Cancelled_strategy_that_does_not_end_is_left_behind_until_it_does()
    {
        var computation = Computation(600);
        using var ending = new CancellationTokenSource();
        var running = computation.RunAsync(Ask, null, ending.Token);
        _isAsked.Wait(Cancellation);

        await ending.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(1, computation.LeftBehind);
        _goOn.Set();
        Assert.True(SpinWait.SpinUntil(() => computation.LeftBehind == 0, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Strategy_that_takes_longer_than_a_backtest_may_is_named_with_its_parameters_and_the_limit()
    {
        var computation = Computation(2);

        var overrun = await Assert.ThrowsAsync<BacktestOverrunException>(() => computation.RunAsync(Ask, null, Cancellation));

        Assert.StartsWith("forgetful with (fast 10, slow 30", overrun.Message, StringComparison.Ordinal);
        Assert.Contains("gave no signals within 2 s", overrun.Message, StringComparison.Ordinal);
        Assert.True(BacktestOverrunException.IsToldBy(overrun.Message));
        _goOn.Set();
    }

    [Fact]
    public async Task Strategy_that_hears_of_its_end_is_not_left_behind()
    {
        var computation = Computation(2);
        var strategy = new ForgetfulStrategy((indicators, _) =>
        {
            while (true)
            {
                indicators.Get(new("asked", Interlocked.Increment(ref _number)), static (_, _, values) => values.Fill(1));
            }
        });

        await Assert.ThrowsAsync<BacktestOverrunException>(
            () => computation.RunAsync(() => Record(strategy), null, Cancellation));

        Assert.Equal(0, computation.LeftBehind);
    }

    public void Dispose()
    {
        _goOn.Set();
        _isAsked.Dispose();
    }

    private static WatchedComputation Computation(double seconds) => new(
        Options.Create(new JobOptions { BacktestSeconds = seconds }), TimeProvider.System, NullLogger<WatchedComputation>.Instance);

    private static SignalRun Record(IStrategy strategy) =>
        SignalRun.Record(strategy, StrategyParameters.Defaults(strategy), Candles);

    private SignalRun Ask() => Record(new ForgetfulStrategy((indicators, _) =>
    {
        _isAsked.Set();
        _goOn.Wait(CancellationToken.None);
        return indicators.Candles.Close.ToArray();
    }));
}
