using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Storage.Blobs;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Api;
using Trad.Functions.Api.Access;
using Trad.Functions.Backfills;
using Trad.Functions.Operations.Releases;
using Trad.LocalRuntime;
using Trad.MarketData.Simulation;
using Trad.Testing;

namespace Trad.Functions.Tests.Backfills;

/// <summary>The app on the embedded runtime and Azurite, with a simulated exchange to ask, spoken to over HTTP.</summary>
internal sealed class BackfillApp(LocalFunctionsHost host, SimulatedExchange exchange, BlobContainerClient container) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    public static readonly Market Bitcoin = new(Market.SimulatedExchange, "BTCUSDT", Interval.FiveMinutes);

    public static DateTimeOffset From => new(2025, 5, 10, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset To => new(2025, 6, 20, 0, 0, 0, TimeSpan.Zero);

    public static CandleSeries Truth => new GeneratedMarket(42).Read("BTCUSDT", Interval.FiveMinutes, TimeRange.Between(From, To));

    public HttpClient Http { get; } = new() { BaseAddress = host.Address };

    public SimulatedExchange Exchange => exchange;

    public BlobContainerClient Container => container;

    public IServiceProvider Services => host.Services;

    public DurableTaskClient Durable => host.DurableClient;

    public ICandleStore Store => host.Services.GetRequiredService<ICandleStore>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<BackfillApp> StartAsync(
        AzuriteFixture azurite, Action<SimulatedExchangeOptions>? change = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var options = new SimulatedExchangeOptions();
        change?.Invoke(options);
        var exchange = await SimulatedExchange.StartAsync(options, Cancellation);
        var name = azurite.NewName("bf");
        var builder =
            LocalFunctionsHost.CreateBuilder(new LocalRuntimeOptions
            {
                ConnectionString = azurite.ConnectionString,
                HubName = name,
                DefaultVersion = OrchestrationVersion.Current,
            });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["Trad:Storage:TablePrefix"] = name,
            // A busy machine may keep an answer back for longer than a person would be kept waiting.
            ["Trad:Storage:RequestSeconds"] = "100",
            ["Trad:Storage:CandleContainer"] = name,
            ["Trad:Exchanges:SimulatedAddress"] = exchange.BaseAddress.AbsoluteUri,
            ["Trad:Exchanges:RetryPause"] = "00:00:00.010",
            [BackfillDuty.ScheduleSetting] = BackfillDuty.DefaultSchedule,
        });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(HostPlace.Loopback);
        builder.Services.AddTrad(builder.Configuration);
        builder.Use(ApiPipeline.InvokeAsync);
        var host = builder.AddFunctions(typeof(TradServices).Assembly).Build();
        await host.StartAsync(Cancellation);
        return new BackfillApp(host, exchange, azurite.Blobs.GetBlobContainerClient(name));
    }

    public static BackfillRequest Request(string symbol) =>
        new() { Exchange = Market.SimulatedExchange, Symbol = symbol, Interval = "5m", From = From, To = To };

    public async Task<Uri> PostAsync(string path, BackfillRequest request)
    {
        using var accepted = await Http.PostAsJsonAsync(path, request, Cancellation);
        accepted.EnsureSuccessStatusCode();
        return accepted.Headers.Location!;
    }

    /// <summary>The answer with the names as they are written, as a browser sees them.</summary>
    public async Task<JsonObject> GetAsync(string path) =>
        JsonNode.Parse(await Http.GetStringAsync(new Uri(path, UriKind.Relative), Cancellation))!.AsObject();

    public async Task<JsonObject> WaitAsync(Uri location, Func<JsonObject, bool>? isReached = null)
    {
        isReached ??= state => (string?)state["state"] is not ("pending" or "running");
        for (var started = Stopwatch.GetTimestamp(); ; await Task.Delay(20, Cancellation))
        {
            var state = await GetAsync(location.ToString());
            if (isReached(state))
            {
                return state;
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"The run stays {state}.");
        }
    }

    public async Task<IReadOnlyList<Candle>> StoredAsync() => (await Store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.DisposeAsync();
        await exchange.DisposeAsync();
    }
}
