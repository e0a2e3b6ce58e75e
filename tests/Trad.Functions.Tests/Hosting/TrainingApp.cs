using System.Net;
using System.Net.Http.Json;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Api;
using Trad.Functions.Api.Access;
using Trad.Functions.Backfills;
using Trad.Functions.Operations;
using Trad.Functions.Operations.Releases;
using Trad.Functions.Tests.Hosting.Gates;
using Trad.Functions.Training;
using Trad.Functions.Training.Streams;
using Trad.LocalRuntime;
using Trad.MarketData.Simulation;
using Trad.Storage.Journal;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Functions.Tests.Hosting;

/// <summary>The app with ten days of simulated candles, for tests of trainings; it can be stopped and started again.</summary>
public sealed class TrainingApp : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly AzuriteFixture _azurite;
    private readonly string _name;
    private readonly string _hub;
    private readonly (string Name, string Value)[] _settings;
    private readonly Type[] _functions;
    private LocalFunctionsHost? _host;

    private TrainingApp(AzuriteFixture azurite, string name, string hub, (string Name, string Value)[] settings, params Type[] functions)
    {
        _azurite = azurite;
        _name = name;
        _hub = hub;
        _settings = settings;
        _functions = functions;
        Blobs = new PausableProxy(azurite.Azurite.BlobEndpoint);
    }

    /// <summary>Between the app and its blobs: candles, and the files of assets.</summary>
    public PausableProxy Blobs { get; }

    /// <summary>Before the recording of trials.</summary>
    public TrialGate Trials { get; } = new();

    /// <summary>Before the reading of candles; an app that remembers them passes it only while a job is prepared.</summary>
    public Gate Candles { get; } = new();

    /// <summary>Before the reading of trials that another process, or an earlier attempt, has recorded.</summary>
    public Gate History { get; } = new();

    /// <summary>Whether trials read the candles anew, as in a process that has no memory for them; for the next start.</summary>
    public bool ForgetsCandles { get; set; }

    /// <summary>Stands between the engine and its storage, for the next start; null for nothing.</summary>
    public HttpPipelinePolicy? BeforeEngineStorage { get; set; }

    /// <summary>The version of the orchestrators' code, for the next start.</summary>
    public string Release { get; set; } = OrchestrationVersion.Current;

    /// <summary>Talks to the app.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => _host!.Services;

    /// <summary>The app's orchestrations.</summary>
    public DurableTaskClient Durable => _host!.DurableClient;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts an app with tables of its own.</summary>
    /// <param name="azurite">Its storage.</param>
    /// <param name="settings">Settings, under <c>Trad:Jobs</c> when the name has no colon.</param>
    public static async Task<TrainingApp> StartAsync(AzuriteFixture azurite, params (string Name, string Value)[] settings)
    {
        var name = azurite.NewName("job");
        var app = new TrainingApp(azurite, name, name, settings);
        await app.RestartAsync();
        var end = SimulatedExchangeOptions.DefaultNow;
        foreach (var symbol in new[] { "BTCUSDT", "ETHUSDT" })
        {
            var candles = new GeneratedMarket(42).Read(symbol, Interval.FiveMinutes, TimeRange.Between(end.AddDays(-10), end));
            await app.Services.GetRequiredService<ICandleStore>()
                .MergeAsync(new Market(Market.SimulatedExchange, symbol, Interval.FiveMinutes), candles, Cancellation);
        }

        return app;
    }

    /// <summary>
    /// Starts another worker on the same storage that only answers: it reads, streams and cancels what this app computes,
    /// and cannot reach this app's orchestrations.
    /// </summary>
    public async Task<TrainingApp> StartSecondAsync()
    {
        var second = new TrainingApp(
            _azurite, _name, _azurite.NewName("second"), _settings,
            typeof(TrainingJobActions), typeof(TrainingJobFunctions), typeof(TrainingJobRecords), typeof(TrainingStreams),
            typeof(SystemFunctions));
        await second.RestartAsync();
        return second;
    }

    /// <summary>
    /// A request over the candles, with a minimum of trades that most trials reach. A long one searches without a model, whose
    /// fits take most of the time otherwise.
    /// </summary>
    public static TrainingRequest Request(int trials = 20, long seed = 42, int? batchSize = null, int? priority = null) => new()
    {
        Strategy = "liquidity-sweep",
        Exchange = Market.SimulatedExchange,
        Symbol = "BTCUSDT",
        Interval = "5m",
        LookbackDays = 10,
        Trials = trials,
        Optimizer = trials > 100 ? "random" : "bayesian",
        BatchSize = batchSize ?? TrainingRequest.DefaultBatchSize,
        Seed = seed,
        Objective = "sharpe",
        MinimumTrades = 1,
        Priority = priority,
    };

    /// <summary>Stops the app, if it runs, and starts it on the same storage.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        var options = new LocalRuntimeOptions
        {
            ConnectionString = _azurite.ConnectionString,
            HubName = _hub,
            DefaultVersion = Release,
            ConfigureStorage = client =>
            {
                if (BeforeEngineStorage is { } policy)
                {
                    client.AddPolicy(policy, HttpPipelinePosition.PerCall);
                }
            },
        };
        var builder = LocalFunctionsHost.CreateBuilder(options);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = _azurite.ConnectionString.Replace(
                _azurite.Azurite.BlobEndpoint.AbsoluteUri, Blobs.Address.AbsoluteUri, StringComparison.Ordinal),
            ["Trad:Storage:TablePrefix"] = _name,
            // A busy machine may keep an answer back for longer than a person would be kept waiting.
            ["Trad:Storage:RequestSeconds"] = "100",
            ["Trad:Storage:CandleContainer"] = $"{_name}-candles",
            ["Trad:Storage:AssetContainer"] = $"{_name}-assets",
            [BackfillDuty.ScheduleSetting] = BackfillDuty.DefaultSchedule,
        });
        builder.Configuration.AddInMemoryCollection(
            _settings.Select(
                setting => KeyValuePair.Create(
                    setting.Name.Contains(':') ? setting.Name : $"Trad:Jobs:{setting.Name}", (string?)setting.Value)));
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(HostPlace.Loopback);
        builder.Services.AddTrad(builder.Configuration);
        builder.Services.AddSingleton<IJobJournal>(
            provider => new GatedJournal(ActivatorUtilities.CreateInstance<TableJobJournal>(provider), Trials));
        builder.Services.AddSingleton(provider => new TrialHistory(new GatedTrials(provider.GetRequiredService<ITrialStore>(), History)));
        builder.Services.AddSingleton(provider =>
        {
            var candles = new GatedCandles(provider.GetRequiredService<ICandleReader>(), Candles);
            return ForgetsCandles ? new TrainingDataSource(candles, capacity: 0) : new TrainingDataSource(candles);
        });
        builder.Use(ApiPipeline.InvokeAsync);
        foreach (var function in _functions)
        {
            builder.AddFunctions(function);
        }

        _host = (_functions.Length == 0 ? builder.AddFunctions(typeof(TradServices).Assembly) : builder).Build();
        await _host.StartAsync(Cancellation);
        Http = new HttpClient { BaseAddress = _host.Address };
    }

    /// <summary>
    /// Lets whatever is held go on. Work that is held takes the place of other work: an orchestration may need it to end.
    /// </summary>
    public void OpenGates()
    {
        Trials.Open();
        Candles.Open();
        History.Open();
    }

    /// <summary>Starts a job.</summary>
    public async Task<TrainingJob> PostAsync(TrainingRequest request, string? key = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "api/training/jobs")
        {
            Content = JsonContent.Create(request, options: TradJson.Options),
        };
        if (key is not null)
        {
            message.Headers.Add("Idempotency-Key", key);
        }

        using var response = await Http.SendAsync(message, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options, Cancellation))!;
    }

    /// <summary>
    /// Starts a job that comes to a stand with at least so many trials recorded: it is not over before the gates are opened,
    /// unless it is ended, however slow the machine is.
    /// </summary>
    public async Task<TrainingJob> PostStandingAsync(TrainingRequest request, int completed)
    {
        Trials.HoldFrom(completed + request.BatchSize!.Value);
        return await WaitAsync(await PostAsync(request), found => found.Progress.TrialsCompleted >= completed);
    }

    /// <summary>Posts to a job, for example <c>cancel</c>.</summary>
    public Task<HttpResponseMessage> PostAsync(TrainingJob job, string action, object? body = null) => Http.PostAsync(
        new Uri($"api/training/jobs/{job.Id}/{action}", UriKind.Relative),
        body is null ? null : JsonContent.Create(body, options: TradJson.Options), Cancellation);

    public async Task<TrainingJob> GetAsync(string reference)
    {
        using var response = await Http.GetAsync(
            new Uri($"api/training/jobs/{Uri.EscapeDataString(reference)}", UriKind.Relative), Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(Cancellation)}");
        return (await response.Content.ReadFromJsonAsync<TrainingJob>(TradJson.Options, Cancellation))!;
    }

    public async Task<TrainingJob> WaitAsync(TrainingJob job, Predicate<TrainingJob> reached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(Patience);
        while (!reached(job))
        {
            await Task.Delay(20, patience.Token);
            job = await GetAsync(job.Id);
        }

        return job;
    }

    public Task<TrainingJob> WaitAsync(TrainingJob job) => WaitAsync(job, found => found.IsFinished);

    /// <summary>Starts a job and waits for its end.</summary>
    public async Task<TrainingJob> RunAsync(TrainingRequest request) => await WaitAsync(await PostAsync(request));

    public Task<IReadOnlyList<TrialRecord>> TrialsAsync(TrainingJob job) =>
        Services.GetRequiredService<ITrialStore>().ReadAllAsync(job.Id, Cancellation);

    /// <summary>The trials as JSON, for comparisons bit for bit.</summary>
    public Task<string> TrialsTextAsync(TrainingJob job) =>
        Http.GetStringAsync(new Uri($"api/training/jobs/{job.Id}/trials?limit=1000", UriKind.Relative), Cancellation);

    /// <summary>How many rows a table of the app holds.</summary>
    public int CountRows(string table) =>
        _azurite.Tables.GetTableClient(_name + table).Query<Azure.Data.Tables.TableEntity>(cancellationToken: Cancellation).Count();

    /// <summary>The activities that an orchestration has asked for, in order.</summary>
    public IReadOnlyList<string> ReadScheduledActivities(string instanceId) =>
    [
        .. _azurite.Tables.GetTableClient(_name + "History")
            .Query<Azure.Data.Tables.TableEntity>(row => row.PartitionKey == instanceId, cancellationToken: Cancellation)
            .Where(row => row.GetString("Kind") == "ActivityScheduled")
            .Select(row => row.GetString("Name")),
    ];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Blobs.DisposeAsync();
    }

    private async Task StopAsync()
    {
        // A host that stops waits for the work under way.
        OpenGates();
        if (_host is not null)
        {
            Http.Dispose();
            await _host.DisposeAsync();
            _host = null;
        }
    }
}
