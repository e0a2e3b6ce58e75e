using Microsoft.Extensions.DependencyInjection;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Tests.Hosting;
using Trad.MarketData.Simulation;
using Trad.Testing;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Functions.Tests.Training;

/// <summary>Stop and target within one candle, resolved with the finer candles that are stored.</summary>
public sealed class IntrabarPathTests(AzuriteFixture azurite)
{
    private static readonly Market FiveMinutes = new(Market.SimulatedExchange, "BTCUSDT", Interval.FiveMinutes);
    private static readonly Market OneMinute = new(Market.SimulatedExchange, "BTCUSDT", Interval.Parse("1m"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Trials_with_minutes_stored_are_resolved_by_them_and_differ_from_those_without()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var store = app.Services.GetRequiredService<ICandleStore>();
        var end = SimulatedExchangeOptions.DefaultNow;
        var minutes = new GeneratedMarket(42).Read("BTCUSDT", OneMinute.Interval, TimeRange.Between(end.AddDays(-10), end));
        await store.MergeAsync(OneMinute, minutes, Cancellation);

        var job = await app.RunAsync(Request("BTCUSDT"));
        var trials = await app.TrialsAsync(job);

        var candles = await store.ReadAsync(FiveMinutes, TimeRange.Always, Cancellation);
        var warmUp = DataSelection.FromRequest(job.Request)[0].WarmUp;
        var strategy = RequestedStrategy.Get(job.Request);
        var differing = 0;
        foreach (var trial in trials)
        {
            var parameters = TrialBacktest.Parameters(strategy, trial.Parameters);
            var resolved = Backtester.Measure(
                new IndicatorCache(candles), strategy, parameters, TrialBacktest.Options(job.Request, warmUp, minutes));
            var pessimistic = Backtester.Measure(
                new IndicatorCache(candles), strategy, parameters, TrialBacktest.Options(job.Request, warmUp));
            Assert.Equal(resolved, trial.Metrics);
            differing += resolved == pessimistic ? 0 : 1;
        }

        Assert.True(differing > 0, "no trial touched stop and target within one candle");
        Assert.Equal(OneMinute.Interval, job.Data!.FinerInterval);
        Assert.Contains(job.Data.Partitions.Keys, partition => partition.StartsWith("1m/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Job_without_finer_candles_says_that_the_stop_comes_first()
    {
        await using var app = await TrainingApp.StartAsync(azurite);

        var job = await app.RunAsync(Request("ETHUSDT"));

        Assert.Null(job.Data!.FinerInterval);
        Assert.Contains(job.Warnings, warning => warning.Contains("the stop is taken to be first", StringComparison.Ordinal));
    }

    // Stops and targets so near that candles often hold both.
    private static TrainingRequest Request(string symbol) => TrainingApp.Request(trials: 6) with
    {
        Symbol = symbol,
        HoldOut = 0,
        IntrabarPath = true,
        Parameters = new Dictionary<string, ParameterOverride>
        {
            ["atr_multiplier_sl"] = new() { Value = 0.3 },
            ["risk_reward_ratio"] = new() { Value = 1 },
        },
    };
}
