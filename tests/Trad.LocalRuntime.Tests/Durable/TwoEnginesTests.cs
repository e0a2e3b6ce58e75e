using Azure.Storage.Blobs.Specialized;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Durable;
using Trad.LocalRuntime.Durable.Distributed;
using Trad.LocalRuntime.Durable.Hub;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable;

/// <summary>Who may work on a hub together, and what the others are told.</summary>
public sealed class TwoEnginesTests(AzuriteFixture azurite)
{
    private readonly string _name = azurite.NewName("Engines");

    [Theory]
    [InlineData(DurableEngineKind.Embedded, DurableEngineKind.AzureStorage)]
    [InlineData(DurableEngineKind.AzureStorage, DurableEngineKind.Embedded)]
    public async Task One_engine_is_refused_while_the_other_works_and_takes_over_when_it_has_stopped(
        DurableEngineKind first, DurableEngineKind second)
    {
        var running = await StartAsync(first);

        var refused = await RefusedAsync(second);
        await running.DisposeAsync();
        await using var taken = await StartAsync(second);

        Assert.Contains($"process {Environment.ProcessId}", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_embedded_host_is_told_of_the_engine_that_several_processes_share()
    {
        await using var running = await StartAsync(DurableEngineKind.Embedded);

        Assert.Contains("--engine azure-storage", await RefusedAsync(DurableEngineKind.Embedded), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_host_that_serves_is_told_to_be_a_worker_and_a_worker_is_welcome()
    {
        await using var running = await StartAsync(DurableEngineKind.AzureStorage);

        Assert.Contains("trad worker", await RefusedAsync(DurableEngineKind.AzureStorage), StringComparison.Ordinal);
        await using var worker = await StartAsync(DurableEngineKind.AzureStorage, isWorker: true);
    }

    [Fact]
    public async Task Host_of_the_shared_engine_is_not_sent_to_a_worker_while_an_embedded_host_works()
    {
        await using var running = await StartAsync(DurableEngineKind.Embedded);

        var refused = await RefusedAsync(DurableEngineKind.AzureStorage);

        Assert.Contains("in use by another host with the embedded engine", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("trad worker", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_is_welcome_while_the_host_that_serves_has_only_taken_the_lease()
    {
        var container = azurite.Blobs.GetBlobContainerClient($"{_name.ToLowerInvariant()}-host");
        await container.CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
        var blob = container.GetBlobClient("lease");
        await blob.UploadAsync(BinaryData.Empty, TestContext.Current.CancellationToken);
        await blob.SetMetadataAsync(
            new HubHolder(HubOwner.ThisProcess, DurableEngineKind.AzureStorage).ToMetadata(),
            cancellationToken: TestContext.Current.CancellationToken);
        await blob.GetBlobLeaseClient().AcquireAsync(TimeSpan.FromSeconds(60), cancellationToken: TestContext.Current.CancellationToken);

        await using var worker = await StartAsync(DurableEngineKind.AzureStorage, isWorker: true);
    }

    [Fact]
    public async Task Worker_is_refused_while_an_embedded_host_works()
    {
        await using var running = await StartAsync(DurableEngineKind.Embedded);

        Assert.Contains(
            "worked on by the embedded engine", await RefusedAsync(DurableEngineKind.AzureStorage, isWorker: true),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embedded_host_is_refused_while_a_worker_is_left()
    {
        await using var worker = await StartAsync(DurableEngineKind.AzureStorage, isWorker: true);

        Assert.Contains(
            "with --engine azure-storage by worker process", await RefusedAsync(DurableEngineKind.Embedded), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worker_of_another_version_is_refused_by_name_and_version()
    {
        await using var running = await StartAsync(DurableEngineKind.AzureStorage);

        var refused = await RefusedAsync(DurableEngineKind.AzureStorage, isWorker: true, app: "Trad 9.9.9");

        Assert.Contains("worked on by Trad 1.0.0", refused, StringComparison.Ordinal);
        Assert.Contains("this is Trad 9.9.9", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DurableEngineKind.Embedded)]
    [InlineData(DurableEngineKind.AzureStorage)]
    public async Task Hub_that_Durable_Functions_made_is_refused_and_left_as_it_is(DurableEngineKind engine)
    {
        await (await StartAsync(DurableEngineKind.AzureStorage)).DisposeAsync();

        var refused = await Assert.ThrowsAsync<HubException>(() => StartAsync(engine, name: $"{_name}Shared"));

        Assert.Contains("was made by the engine of Durable Functions", refused.Message, StringComparison.Ordinal);
        Assert.Empty(
            azurite.Tables.GetTableClient($"{_name}SharedInstances").Query<Azure.Data.Tables.TableEntity>(
                "PartitionKey eq 'hub'", cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Hub_that_the_embedded_engine_made_is_refused()
    {
        await (await StartAsync(DurableEngineKind.Embedded, name: $"{_name}Shared")).DisposeAsync();

        Assert.Contains("was made by the embedded engine", await RefusedAsync(DurableEngineKind.AzureStorage), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Storage_without_queues_is_told_in_one_line()
    {
        var withoutQueues = string.Join(';', azurite.ConnectionString.Split(';')
            .Select(
                part => part.StartsWith(
                    "QueueEndpoint=", StringComparison.Ordinal) ? "QueueEndpoint=http://127.0.0.1:9/devstoreaccount1" : part));

        var refused = await Assert.ThrowsAsync<HubException>(() => StartAsync(DurableEngineKind.AzureStorage, storage: withoutQueues));

        Assert.Contains("needs the queue service", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task Connection_string_without_a_queue_endpoint_is_told_in_one_line()
    {
        var withoutQueues = string.Join(
            ';', azurite.ConnectionString.Split(';').Where(part => !part.StartsWith("QueueEndpoint=", StringComparison.Ordinal)));

        var refused = await Assert.ThrowsAsync<HubException>(() => StartAsync(DurableEngineKind.AzureStorage, storage: withoutQueues));

        Assert.Contains("names endpoints but no QueueEndpoint: add it.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData(DurableEngineKind.Embedded, DurableEngineKind.AzureStorage, "The embedded engine left 1 unfinished")]
    [InlineData(DurableEngineKind.AzureStorage, DurableEngineKind.Embedded, "The engine azure-storage left 1 unfinished")]
    public async Task Orchestration_that_the_other_engine_left_unfinished_is_told_and_waits_for_it(
        DurableEngineKind first, DurableEngineKind second, string expected)
    {
        var log = new LogRecorder();
        await using (var before = await StartAsync(first))
        {
            var id = await before.DurableClient.ScheduleNewOrchestrationInstanceAsync(
                nameof(SampleOrchestrations.WaitForGo), new StartOrchestrationOptions("left"), TestContext.Current.CancellationToken);
            await before.DurableClient.WaitForInstanceStartAsync(id, TestContext.Current.CancellationToken);
        }

        await (await StartAsync(second, log: log)).DisposeAsync();
        await using var after = await StartAsync(first);
        await after.DurableClient.RaiseEventAsync("left", "go", 1, TestContext.Current.CancellationToken);
        var end = await after.DurableClient.WaitForInstanceCompletionAsync("left", TestContext.Current.CancellationToken);

        Assert.Contains(
            log.InCategory(typeof(DurableEngine).FullName!).Concat(log.InCategory(typeof(AzureStorageEngine).FullName!)),
            line => line.Contains(expected, StringComparison.Ordinal));
        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
    }

    private async Task<string> RefusedAsync(DurableEngineKind engine, bool isWorker = false, string app = "Trad 1.0.0") =>
        (await Assert.ThrowsAsync<HubException>(() => StartAsync(engine, isWorker, app))).Message;

    private async Task<LocalFunctionsHost> StartAsync(
        DurableEngineKind engine, bool isWorker = false, string app = "Trad 1.0.0", string? name = null, string? storage = null,
        ILoggerProvider? log = null)
    {
        var builder = LocalFunctionsHost.CreateBuilder(new LocalRuntimeOptions
        {
            ConnectionString = storage ?? azurite.ConnectionString,
            HubName = name ?? _name,
            Engine = engine,
            IsWorker = isWorker,
            App = app,
        });
        builder.Logging.ClearProviders();
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        builder.AddFunctions(typeof(SampleOrchestrations));
        var host = builder.Build();
        try
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }
}
