using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trad.Candles;
using Trad.Formats.Csv;
using Trad.Functions;
using Trad.Functions.Api;
using Trad.Functions.Api.Access;
using Trad.Functions.Backfills;
using Trad.LocalHost.Client;
using Trad.LocalRuntime;
using Trad.MarketData.Simulation;
using Trad.Testing;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.LocalHost.Tests.Client;

/// <summary>
/// The app in this process with the simulated exchange and twenty days of its candles, spoken to through the typed client.
/// </summary>
public sealed class ServedApp(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string OnceAYear = "0 0 0 1 1 *";

    private LocalFunctionsHost? _host;
    private SimulatedExchange? _exchange;
    private HttpClient? _http;

    /// <summary>The client.</summary>
    public TradClient Client { get; private set; } = null!;

    /// <summary>Where the app listens.</summary>
    public Uri Address => _http!.BaseAddress!;

    /// <summary>Settings beside the usual ones, to be given before it starts.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>What runs its orchestrations, to be given before it starts.</summary>
    public DurableEngineKind Engine { get; init; }

    /// <summary>Adds services beside those of the app, to be given before it starts.</summary>
    public Action<IServiceCollection> AddServices { get; set; } = _ => { };

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => _host!.Services;

    /// <summary>The app's orchestrations.</summary>
    public DurableTaskClient Durable => _host!.DurableClient;

    /// <summary>What the client sent.</summary>
    internal RequestRecorder Recorder { get; } = new();

    /// <summary>A request over the candles.</summary>
    public static TrainingRequest Request(long seed, int trials) => new()
    {
        Strategy = "liquidity-sweep",
        Exchange = Market.SimulatedExchange,
        Symbol = "BTCUSDT",
        Interval = "5m",
        LookbackDays = 10,
        Optimizer = trials > 100 ? "random" : "bayesian",
        Trials = trials,
        BatchSize = TrainingRequest.DefaultBatchSize,
        Seed = seed,
        Objective = "sharpe",
        MinimumTrades = 1,
    };

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var name = azurite.NewName("client");
        _exchange = await SimulatedExchange.StartAsync(new SimulatedExchangeOptions(), CancellationToken.None);
        var builder =
            LocalFunctionsHost.CreateBuilder(
                new LocalRuntimeOptions { ConnectionString = azurite.ConnectionString, HubName = name, Engine = Engine });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Trad:Storage:TablePrefix"] = name,
            // A busy machine may keep an answer back for longer than a person would be kept waiting.
            ["Trad:Storage:RequestSeconds"] = "100",
            ["Trad:Storage:CandleContainer"] = $"{name}-candles",
            ["Trad:Storage:AssetContainer"] = $"{name}-assets",
            ["Trad:Exchanges:SimulatedAddress"] = _exchange.BaseAddress.AbsoluteUri,
            [BackfillDuty.ScheduleSetting] = OnceAYear,
        });
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(HostPlace.Loopback);
        builder.Services.AddTrad(builder.Configuration);
        AddServices(builder.Services);
        builder.Use(ApiPipeline.InvokeAsync);
        _host = builder.AddFunctions(typeof(TradServices).Assembly).Build();
        await _host.StartAsync();
        _http = new HttpClient(Recorder) { BaseAddress = _host.Address };
        Client = new TradClient(_http);

        var end = SimulatedExchangeOptions.DefaultNow;
        using var file = CandleCsvWriter.Write(
            new GeneratedMarket(42).Read("BTCUSDT", Interval.FiveMinutes, TimeRange.Between(end.AddDays(-20), end)));
        await Client.ImportAsync(file, "days.csv", Market.SimulatedExchange, "BTCUSDT", "5m", CancellationToken.None);
    }

    /// <summary>Polls a job until it has ended.</summary>
    public async Task<TrainingJob> WaitAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await Client.GetJobAsync(id, cancellationToken) is { IsFinished: true } job)
            {
                return job;
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http!.Dispose();
        await _host!.DisposeAsync();
        await _exchange!.DisposeAsync();
    }
}
