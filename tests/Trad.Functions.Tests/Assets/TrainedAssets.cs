using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Tests.Hosting;
using Trad.MarketData.Simulation;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Functions.Tests.Assets;

/// <summary>An app with a month of candles of two symbols, and trainings on them.</summary>
public sealed class TrainedAssets(Testing.AzuriteFixture azurite) : IAsyncLifetime
{
    /// <summary>The app.</summary>
    public AppHost App { get; } = new(azurite);

    /// <summary>An asset with a hold-out, for tests that do not change it.</summary>
    public TrainedAsset Shared { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await App.InitializeAsync();
        await StoreAsync("BTCUSDT", Candles("BTCUSDT"));
        await StoreAsync("ETHUSDT", Candles("ETHUSDT"));
        Shared = await TrainAsync(Request(seed: 1));
    }

    /// <summary>The candles of a symbol of the generated market.</summary>
    public static CandleSeries Candles(string symbol)
    {
        var end = SimulatedExchangeOptions.DefaultNow;
        return new GeneratedMarket(42).Read(symbol, Interval.FiveMinutes, TimeRange.Between(end.AddDays(-30), end));
    }

    /// <summary>Stores candles of a symbol.</summary>
    public Task StoreAsync(string symbol, CandleSeries candles) => App.Services.GetRequiredService<ICandleStore>()
        .MergeAsync(new Market(Market.SimulatedExchange, symbol, Interval.FiveMinutes), candles, CancellationToken.None);

    /// <summary>A request over the month.</summary>
    public static TrainingRequest Request(long seed, int trials = 6) => new()
    {
        Strategy = "liquidity-sweep",
        Exchange = Market.SimulatedExchange,
        Symbol = "BTCUSDT",
        Interval = "5m",
        Trials = trials,
        Seed = seed,
        Objective = "sharpe",
        MinimumTrades = 1,
    };

    /// <summary>Trains and returns the ended job.</summary>
    public async Task<TrainingJob> RunAsync(TrainingRequest request)
    {
        using var accepted = await App.Http.PostAsJsonAsync("api/training/jobs", request, TradJson.Options);
        Assert.True(accepted.IsSuccessStatusCode, await accepted.Content.ReadAsStringAsync());
        var job = await accepted.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options);
        while (!job!.IsFinished)
        {
            await Task.Delay(20);
            job = await App.Http.GetFromJsonAsync<TrainingJob>($"api/training/jobs/{job.Id}", TradJson.Options);
        }

        return job;
    }

    /// <summary>Trains and returns the asset.</summary>
    public async Task<TrainedAsset> TrainAsync(TrainingRequest request)
    {
        var job = await RunAsync(request);
        Assert.True(job.AssetId is not null, $"{job.State}: {job.Error}");
        return await GetAsync(job.AssetId);
    }

    /// <summary>Every trial of a job.</summary>
    public async Task<IReadOnlyList<TrialRecord>> TrialsAsync(TrainingJob job) => (await App.Http.GetFromJsonAsync<ListPage<TrialRecord>>(
        $"api/training/jobs/{job.Id}/trials?limit=1000", TradJson.Options, Cancellation))!.Items;

    /// <summary>An asset.</summary>
    public async Task<TrainedAsset> GetAsync(string id) =>
        (await App.Http.GetFromJsonAsync<TrainedAsset>($"api/assets/{id}", TradJson.Options))!;

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => App.DisposeAsync();
}
