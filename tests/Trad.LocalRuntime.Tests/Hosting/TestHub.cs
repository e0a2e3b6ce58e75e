using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Hosting;

/// <summary>A hub of its own on the real emulator, and hosts on it, one after the other.</summary>
internal sealed class TestHub(AzuriteFixture azurite) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private LocalFunctionsHost? _host;

    /// <summary>The hub's name.</summary>
    public string Name { get; } = azurite.NewName("Hub");

    /// <summary>The host's clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Sees every request of the engine to storage.</summary>
    public HttpPipelinePolicy? Storage { get; init; }

    /// <summary>Receives what the host logs.</summary>
    public ILoggerProvider? Logs { get; init; }

    /// <summary>How long an activity may take.</summary>
    public TimeSpan FunctionTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>What runs orchestrations.</summary>
    public DurableEngineKind Engine { get; init; }

    /// <summary>The running host.</summary>
    public LocalFunctionsHost Host => _host!;

    /// <summary>The running host's client.</summary>
    public DurableTaskClient Client => Host.DurableClient;

    /// <summary>The hub's rows.</summary>
    public TableClient Table(string suffix) => azurite.Tables.GetTableClient($"{Name}{suffix}");

    /// <summary>The hub's blobs that belong to an instance.</summary>
    public IReadOnlyList<string> BlobsOf(string instanceId) =>
        [.. azurite.Blobs.GetBlobContainerClient($"{Name.ToLowerInvariant()}-payloads")
            .GetBlobs(BlobTraits.None, BlobStates.None, $"{instanceId}/", TestContext.Current.CancellationToken).Select(blob => blob.Name)];

    /// <summary>An instance's history, oldest first.</summary>
    public IReadOnlyList<TableEntity> HistoryOf(string instanceId) =>
        [.. Table("History").Query<TableEntity>(row => row.PartitionKey == instanceId)];

    /// <summary>A host that has been put together and not started.</summary>
    public LocalFunctionsHost Build(params Type[] functions)
    {
        var builder = LocalFunctionsHost.CreateBuilder(new LocalRuntimeOptions
        {
            ConnectionString = azurite.ConnectionString,
            HubName = Name,
            Engine = Engine,
            MaxConcurrentActivities = 4,
            FunctionTimeout = FunctionTimeout,
            ConfigureStorage = client =>
            {
                if (Storage is not null)
                {
                    client.AddPolicy(Storage, HttpPipelinePosition.PerRetry);
                }
            },
        });
        builder.Logging.ClearProviders();
        if (Logs is not null)
        {
            builder.Services.AddSingleton(Logs);
        }

        builder.Services.AddSingleton(Clock);
        foreach (var type in functions)
        {
            builder.AddFunctions(type);
        }

        return builder.Build();
    }

    /// <summary>Starts a host with the functions of these classes.</summary>
    public async Task StartAsync(params Type[] functions)
    {
        _host = Build(functions);
        await _host.StartAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Stops the host; what it has not finished waits in the hub.</summary>
    public async Task StopAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
            _host = null;
        }
    }

    /// <summary>Runs an orchestration to its end.</summary>
    public async Task<OrchestrationMetadata> RunAsync(string orchestrator, object? input = null) =>
        await EndAsync(await Client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, TestContext.Current.CancellationToken));

    /// <summary>Waits for the end of an orchestration.</summary>
    public async Task<OrchestrationMetadata> EndAsync(string id)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        return await Client.WaitForInstanceCompletionAsync(id, true, patience.Token);
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
