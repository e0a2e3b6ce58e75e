using Microsoft.Extensions.DependencyInjection;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.MarketData.Simulation;
using Trad.Testing;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Hosting;

/// <summary>The app with half a year of one-minute candles as well, over which every phase of a training takes a while.</summary>
public sealed class LongSeriesApp(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int Days = 180;

    /// <summary>The app.</summary>
    public TrainingApp App { get; private set; } = null!;

    /// <summary>A request over the long series: a strategy whose indicators no two trials share, and a search that costs nothing.</summary>
    public static TrainingRequest Request(int trials, int batchSize) => TrainingApp.Request(trials, batchSize: batchSize) with
    {
        Strategy = "bollinger-mean-reversion",
        Interval = "1m",
        LookbackDays = Days,
        Optimizer = "random",
    };

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        App = await TrainingApp.StartAsync(azurite);
        var end = SimulatedExchangeOptions.DefaultNow;
        var candles = new GeneratedMarket(42).Read("BTCUSDT", Interval.OneMinute, TimeRange.Between(end.AddDays(-Days), end));
        await App.Services.GetRequiredService<ICandleStore>().MergeAsync(
            new Market(Market.SimulatedExchange, "BTCUSDT", Interval.OneMinute), candles, TestContext.Current.CancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => App.DisposeAsync();
}
