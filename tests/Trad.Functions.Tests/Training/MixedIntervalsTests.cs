using Microsoft.Extensions.DependencyInjection;
using Trad.Candles;
using Trad.Candles.Aggregation;
using Trad.Candles.Stores;
using Trad.Functions.Tests.Hosting;
using Trad.MarketData.Simulation;
using Trad.Testing;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Training;

/// <summary>A training on hours of which each month is stored in another, shorter interval.</summary>
public sealed class MixedIntervalsTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset End = SimulatedExchangeOptions.DefaultNow;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hours_made_of_minutes_quarters_and_halves_train_as_the_same_hours_that_are_stored()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var store = app.Services.GetRequiredService<ICandleStore>();
        var minutes = new GeneratedMarket(42).Read("SOLUSDT", Interval.OneMinute, TimeRange.Between(End.AddDays(-95), End));
        Interval[] intervals = [Interval.OneMinute, Interval.Parse("15m"), Interval.Parse("30m"), Interval.FiveMinutes];
        var months = minutes.OpenTime.ToArray().Select(Month.Containing).Distinct().ToList();
        for (var i = 0; i < months.Count; i++)
        {
            var interval = intervals[i % intervals.Length];
            await store.MergeAsync(
                Market("MIXUSDT", interval), CandleAggregation.Aggregate(minutes.Slice(months[i].Range), interval), Cancellation);
        }

        await store.MergeAsync(
            Market("ALLUSDT", Interval.OneHour), CandleAggregation.Aggregate(minutes, Interval.OneHour), Cancellation);

        var mixed = await TrainAsync(app, "MIXUSDT");
        var whole = await TrainAsync(app, "ALLUSDT");

        Assert.Equal(4, months.Count);
        Assert.Equal((JobState.Completed, JobState.Completed), (mixed.State, whole.State));
        Assert.Equal((whole.Data!.Candles, whole.Data.HoldOutFrom), (mixed.Data!.Candles, mixed.Data.HoldOutFrom));
        Assert.Equal(whole.Best!.Parameters, mixed.Best!.Parameters);
        Assert.Equal((whole.Best.Score, whole.Best.Metrics.TotalReturn), (mixed.Best.Score, mixed.Best.Metrics.TotalReturn));
    }

    private static Market Market(string symbol, Interval interval) => new(Trad.Candles.Market.SimulatedExchange, symbol, interval);

    private static Task<TrainingJob> TrainAsync(TrainingApp app, string symbol) => app.RunAsync(TrainingApp.Request(trials: 6) with
    {
        Strategy = "moving-average-crossover",
        Symbol = symbol,
        Interval = "1h",
        LookbackDays = 90,
    });
}
