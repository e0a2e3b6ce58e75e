using Azure;
using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable;

/// <summary>An orchestration that cannot go on says so to whoever waits for it, instead of keeping them waiting.</summary>
public sealed class BrokenInstanceTests(AzuriteFixture azurite)
{
    private const string Reason = "could not go on";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    public async Task Turn_that_storage_refuses_for_good_fails_the_orchestration_and_is_told_to_the_sender(int status)
    {
        var storage = new RefusingStorage(status);
        await using var hub = new TestHub(azurite) { Storage = storage };
        await hub.StartAsync(typeof(SampleOrchestrations));
        var id = await StartWaitingAsync(hub);

        storage.Refuse(RefusingStorage.IsTurn);
        var told = await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.RaiseEventAsync(id, "go", 1, Cancellation));
        var end = await hub.EndAsync(id);

        Assert.Contains("could not take this", told.Message, StringComparison.Ordinal);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains(Reason, end.SerializedOutput, StringComparison.Ordinal);
        Assert.Contains($"{status}", end.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sub_orchestration_that_storage_refuses_for_good_fails_its_caller()
    {
        var storage = new RefusingStorage(413);
        await using var hub = new TestHub(azurite) { Storage = storage };
        await hub.StartAsync(typeof(SampleOrchestrations));

        storage.Refuse(
            request => RefusingStorage.IsInstance(request) && request.Method == Azure.Core.RequestMethod.Post
                && hub.HistoryOf("parent").Count > 0);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(SampleOrchestrations.LongParent), new LongPlan(1, "text"), new StartOrchestrationOptions("parent"), Cancellation);
        var end = await hub.EndAsync("parent");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
    }

    [Fact]
    public async Task History_that_cannot_be_read_fails_the_orchestration_at_the_next_start()
    {
        await using var hub = new TestHub(azurite);
        await hub.StartAsync(typeof(SampleOrchestrations));
        var id = await StartWaitingAsync(hub);
        await hub.StopAsync();
        var row = hub.HistoryOf(id)[0];
        row["Kind"] = "Rewound";
        await hub.Table("History").UpdateEntityAsync(row, ETag.All, TableUpdateMode.Replace, Cancellation);

        await hub.StartAsync(typeof(SampleOrchestrations));
        var end = await hub.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains(Reason, end.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_that_cannot_be_recorded_either_is_told_to_who_waits()
    {
        var storage = new RefusingStorage(400);
        await using var hub = new TestHub(azurite) { Storage = storage };
        await hub.StartAsync(typeof(SampleOrchestrations));
        var id = await StartWaitingAsync(hub);
        var end = hub.EndAsync(id);

        storage.Refuse(request => RefusingStorage.IsTurn(request) || RefusingStorage.IsInstance(request));
        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.Client.RaiseEventAsync(id, "go", 1, Cancellation));

        Assert.Contains(
            "cannot go on in this process", (await Assert.ThrowsAsync<InvalidOperationException>(() => end)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_waits_for_an_orchestration_while_the_host_stops_is_let_go()
    {
        await using var hub = new TestHub(azurite);
        await hub.StartAsync(typeof(SampleOrchestrations));
        var end = hub.Client.WaitForInstanceCompletionAsync(await StartWaitingAsync(hub), false, CancellationToken.None);

        await hub.StopAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => end.WaitAsync(Cancellation));
    }

    private static async Task<string> StartWaitingAsync(TestHub hub)
    {
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(SampleOrchestrations.WaitForGo), Cancellation);
        await hub.Client.WaitForInstanceStartAsync(id, Cancellation);
        return id;
    }
}
