using System.Diagnostics;
using Azure.Core;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime;
using Trad.LocalRuntime.Emulator;

namespace Trad.Benchmarks.Durable;

/// <summary>An emulator and a host of the benchmark's orchestrations on it, whose storage calls are counted.</summary>
internal sealed class BenchmarkHub : IAsyncDisposable
{
    private readonly AzuriteProcess _azurite;
    private readonly DurableEngineKind _engine;
    private LocalFunctionsHost? _host;

    private BenchmarkHub(AzuriteProcess azurite, DurableEngineKind engine)
    {
        _azurite = azurite;
        _engine = engine;
    }

    /// <summary>Counts the engine's storage calls.</summary>
    public StorageMeter Meter { get; } = new();

    /// <summary>The client of the running host.</summary>
    public DurableTaskClient Client => _host!.DurableClient;

    /// <summary>Starts both.</summary>
    public static Task<BenchmarkHub> StartAsync(CancellationToken cancellationToken) =>
        StartAsync(DurableEngineKind.Embedded, cancellationToken);

    /// <summary>Starts both, the host with an engine.</summary>
    public static async Task<BenchmarkHub> StartAsync(DurableEngineKind engine, CancellationToken cancellationToken)
    {
        var hub = new BenchmarkHub(await AzuriteProcess.StartAsync(new AzuriteOptions(), cancellationToken), engine);
        await hub.StartHostAsync(cancellationToken);
        return hub;
    }

    /// <summary>Starts a host on the hub.</summary>
    public async Task StartHostAsync(CancellationToken cancellationToken)
    {
        var builder = LocalFunctionsHost.CreateBuilder(new LocalRuntimeOptions
        {
            ConnectionString = _azurite.ConnectionString,
            HubName = "Benchmark",
            Engine = _engine,
            ConfigureStorage = client => client.AddPolicy(Meter, HttpPipelinePosition.PerRetry),
        });
        builder.Logging.ClearProviders();
        _host = builder.AddFunctions(typeof(BenchmarkOrchestrations)).Build();
        await _host.StartAsync(cancellationToken);
    }

    /// <summary>What one small write costs when the emulator has nothing else to do, milliseconds; the median of many.</summary>
    public async Task<double> MeasureWriteAsync(CancellationToken cancellationToken)
    {
        var table = new TableClient(_azurite.ConnectionString, "Alone");
        await table.CreateIfNotExistsAsync(cancellationToken);
        var durations = new List<double>();
        for (var write = 0; write < 500; write++)
        {
            var started = Stopwatch.GetTimestamp();
            await table.UpsertEntityAsync(
                new TableEntity("p", $"{write}") { ["Number"] = write }, TableUpdateMode.Replace, cancellationToken);
            durations.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return durations.Order().ElementAt(durations.Count / 2);
    }

    /// <summary>Stops the host and leaves the emulator.</summary>
    public async Task StopHostAsync()
    {
        await _host!.DisposeAsync();
        _host = null;
    }

    /// <summary>Runs an orchestration from start to completed.</summary>
    public async Task RunAsync(string orchestrator, object? input, CancellationToken cancellationToken)
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, cancellationToken);
        await WaitAsync(id, cancellationToken);
    }

    /// <summary>Waits until an orchestration has completed.</summary>
    public async Task WaitAsync(string id, CancellationToken cancellationToken)
    {
        var end = await Client.WaitForInstanceCompletionAsync(id, true, cancellationToken);
        if (end.RuntimeStatus != OrchestrationRuntimeStatus.Completed)
        {
            throw new InvalidOperationException($"The orchestration {id} ended as {end.RuntimeStatus}: {end.SerializedOutput}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        await _azurite.DisposeAsync();
    }
}
