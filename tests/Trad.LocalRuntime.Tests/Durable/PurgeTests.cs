using Azure.Data.Tables;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable;

/// <summary>What an instance owns: its row, its history, its blobs. Nothing else may keep or lose anything.</summary>
public sealed class PurgeTests(AzuriteFixture azurite)
{
    private static readonly string Text = new('x', 60_000);

    [Fact]
    public async Task Purge_removes_row_history_and_blobs_and_nothing_of_others()
    {
        await using var hub = await StartAsync();
        await RunLongAsync(hub, "gone", generations: 1);
        await RunLongAsync(hub, "gone-too", generations: 1);

        await hub.Client.PurgeInstanceAsync("gone", TestContext.Current.CancellationToken);

        AssertNothingOf(hub, "gone");
        Assert.NotEmpty(hub.HistoryOf("gone-too"));
        Assert.NotEmpty(hub.BlobsOf("gone-too"));
    }

    [Fact]
    public async Task Continuing_as_new_keeps_the_present_generation_only()
    {
        await using var hub = await StartAsync();

        await RunLongAsync(hub, "eternal", generations: 5);

        Assert.All(hub.HistoryOf("eternal"), row => Assert.StartsWith("0000000004-", row.RowKey, StringComparison.Ordinal));
        Assert.All(hub.BlobsOf("eternal"), blob => Assert.StartsWith("eternal/4/", blob, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Taking_over_an_identity_removes_what_the_earlier_run_left()
    {
        await using var hub = await StartAsync();
        await RunLongAsync(hub, "again", generations: 2);

        await hub.Client.RestartAsync("again", cancellation: TestContext.Current.CancellationToken);
        await hub.EndAsync("again");

        Assert.All(hub.HistoryOf("again"), row => Assert.StartsWith("0000000002-", row.RowKey, StringComparison.Ordinal));
        Assert.All(hub.BlobsOf("again"), blob => Assert.StartsWith("again/2/", blob, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recursive_purge_removes_sub_orchestrations_too()
    {
        await using var hub = await StartAsync();
        await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(SampleOrchestrations.LongParent), new LongPlan(1, Text), new StartOrchestrationOptions("parent"),
            TestContext.Current.CancellationToken);
        await hub.EndAsync("parent");

        var purged =
            await hub.Client.PurgeInstanceAsync("parent", new PurgeInstanceOptions(Recursive: true), TestContext.Current.CancellationToken);

        Assert.Equal(2, purged.PurgedInstanceCount);
        AssertNothingOf(hub, "parent");
        AssertNothingOf(hub, "parent-child");
    }

    [Fact]
    public async Task Recursive_purge_ends_sub_orchestrations_that_still_run()
    {
        await using var hub = await StartAsync();
        await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(SampleOrchestrations.HastyParent), new StartOrchestrationOptions("hasty"), TestContext.Current.CancellationToken);
        await hub.EndAsync("hasty");

        // The parent has ended without it: it may not have been created yet.
        while (await hub.Client.GetInstanceAsync("hasty-child", TestContext.Current.CancellationToken) is null)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await hub.Client.WaitForInstanceStartAsync("hasty-child", TestContext.Current.CancellationToken);

        var purged =
            await hub.Client.PurgeInstanceAsync("hasty", new PurgeInstanceOptions(Recursive: true), TestContext.Current.CancellationToken);

        Assert.Equal(2, purged.PurgedInstanceCount);
        AssertNothingOf(hub, "hasty");
        AssertNothingOf(hub, "hasty-child");
    }

    private static void AssertNothingOf(TestHub hub, string id)
    {
        Assert.Empty(hub.HistoryOf(id));
        Assert.Empty(hub.BlobsOf(id));
        Assert.Empty(hub.Table("Instances").Query<TableEntity>(row => row.RowKey == id));
    }

    private static async Task RunLongAsync(TestHub hub, string id, int generations)
    {
        await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(SampleOrchestrations.LongTexts), new LongPlan(generations, Text), new StartOrchestrationOptions(id),
            TestContext.Current.CancellationToken);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.EndAsync(id)).RuntimeStatus);
    }

    private async Task<TestHub> StartAsync()
    {
        var hub = new TestHub(azurite);
        await hub.StartAsync(typeof(SampleOrchestrations));
        return hub;
    }
}
