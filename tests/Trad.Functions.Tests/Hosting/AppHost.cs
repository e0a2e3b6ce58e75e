using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trad.Functions.Api;
using Trad.Functions.Api.Access;
using Trad.Functions.Backfills;
using Trad.Functions.Operations.Releases;
using Trad.LocalRuntime;
using Trad.LocalRuntime.Hosting;
using Trad.MarketData.Simulation;
using Trad.Testing;

namespace Trad.Functions.Tests.Hosting;

/// <summary>The whole app in this process, on the embedded runtime and Azurite, with tables and containers of its own.</summary>
public sealed class AppHost(AzuriteFixture azurite) : IAsyncLifetime
{
    private const string OnceAYear = "0 0 0 1 1 *";

    private LocalFunctionsHost? _host;
    private SimulatedExchange? _exchange;

    /// <summary>What the names of this host's tables and containers begin with.</summary>
    public string Name { get; } = azurite.NewName("app");

    /// <summary>The storage that the app runs on.</summary>
    public AzuriteFixture Azurite => azurite;

    /// <summary>Settings beside the usual ones, to be given before it starts.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>Functions beside those of the app, to be given before it starts.</summary>
    public List<Type> OtherFunctions { get; } = [];

    /// <summary>What stands between the app's own middleware and its functions, to be given before it starts; null for nothing.</summary>
    public Func<HttpContext, RequestDelegate, Task>? BeforeFunctions { get; set; }

    /// <summary>The host's clock, to be given before it starts.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Hears what the app logs, to be given before it starts; null for nobody.</summary>
    public ILoggerProvider? Logs { get; set; }

    /// <summary>A header of every request of <see cref="Http"/>, to be given before it starts; null for none.</summary>
    public (string Name, string Value)? DefaultHeader { get; set; }

    /// <summary>Talks to the app.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>The app's functions.</summary>
    public IReadOnlyList<FunctionDescription> Functions => _host!.Functions;

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => _host!.Services;

    /// <summary>The app's orchestrations.</summary>
    public DurableTaskClient Durable => _host!.DurableClient;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _exchange = await SimulatedExchange.StartAsync(new SimulatedExchangeOptions(), CancellationToken.None);
        var options = new LocalRuntimeOptions
        {
            ConnectionString = azurite.ConnectionString,
            HubName = Name,
            DefaultVersion = OrchestrationVersion.Current,
        };
        var builder = LocalFunctionsHost.CreateBuilder(options);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["Trad:Storage:TablePrefix"] = Name,
            // A busy machine may keep an answer back for longer than a person would be kept waiting.
            ["Trad:Storage:RequestSeconds"] = "100",
            ["Trad:Storage:CandleContainer"] = $"{Name}-candles",
            ["Trad:Storage:AssetContainer"] = $"{Name}-assets",
            ["Trad:Exchanges:SimulatedAddress"] = _exchange.BaseAddress.AbsoluteUri,
            ["Trad:Exchanges:RetryPause"] = "00:00:00.010",

            // What the timer fetches when its minute comes would come between a test and what it expects to be stored.
            [BackfillDuty.ScheduleSetting] = OnceAYear,
        });
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Logging.ClearProviders();
        if (Logs is { } logs)
        {
            builder.Logging.AddProvider(logs);
        }

        builder.Services.AddSingleton(Clock);
        builder.Services.AddSingleton(HostPlace.Loopback);
        builder.Services.AddTrad(builder.Configuration);
        builder.Use(ApiPipeline.InvokeAsync);
        if (BeforeFunctions is { } between)
        {
            builder.Use(between);
        }

        OtherFunctions.ForEach(type => builder.AddFunctions(type));
        _host = builder.AddFunctions(typeof(TradServices).Assembly).Build();
        await _host.StartAsync();
        Http = new HttpClient { BaseAddress = _host.Address };
        if (DefaultHeader is var (name, value))
        {
            Http.DefaultRequestHeaders.Add(name, value);
        }
    }

    /// <summary>Takes the exchange away.</summary>
    public ValueTask StopExchangeAsync() => _exchange!.DisposeAsync();

    /// <summary>Stops the host, while requests may still wait.</summary>
    public async ValueTask StopAsync()
    {
        if (_host is { } host)
        {
            _host = null;
            await host.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await StopAsync();
        await _exchange!.DisposeAsync();
    }
}
