using Azure.Data.Tables;
using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable;

/// <summary>A row of an orchestration that cannot be read, after a fault or from a newer version: it takes nothing with it.</summary>
public sealed class DamagedInstanceTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A column, and what somebody wrote into it.</summary>
    public static TheoryData<string, object?> Damages => new()
    {
        { "Status", "Rewinding" },
        { "Status", null },
        { "Generation", "two" },
        { "CreatedAt", "yesterday" },
        { "Name", null },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Row_that_cannot_be_read_is_listed_as_failed_and_can_be_purged(string column, object? value)
    {
        await using var hub = new TestHub(azurite);
        await hub.StartAsync(typeof(SampleOrchestrations));
        await RunAsync(hub, "sound");
        await RunAsync(hub, "broken");
        await DamageAsync(hub, "broken", column, value);

        var listed = await hub.Client.GetAllInstancesAsync(new OrchestrationQuery { FetchInputsAndOutputs = true })
            .ToListAsync(Cancellation);

        Assert.Equal(["broken", "sound"], listed.Select(instance => instance.InstanceId).Order(StringComparer.Ordinal));
        var broken = listed.Single(instance => instance.InstanceId == "broken");
        Assert.Equal(OrchestrationRuntimeStatus.Failed, broken.RuntimeStatus);
        Assert.Contains("is damaged", broken.SerializedOutput, StringComparison.Ordinal);
        await hub.Client.PurgeInstanceAsync("broken", Cancellation);
        Assert.Equal(
            "sound", Assert.Single(await hub.Client.GetAllInstancesAsync(new OrchestrationQuery()).ToListAsync(Cancellation)).InstanceId);
    }

    [Fact]
    public async Task Row_of_an_unfinished_instance_that_cannot_be_read_does_not_keep_the_host_from_starting()
    {
        await using var hub = new TestHub(azurite);
        await hub.StartAsync(typeof(SampleOrchestrations));
        await RunAsync(hub, "broken");
        await DamageAsync(hub, "broken", "Status", "Running");
        await DamageAsync(hub, "broken", "Generation", "two");

        await hub.StopAsync();
        await hub.StartAsync(typeof(SampleOrchestrations));

        await RunAsync(hub, "next");
    }

    private static async Task RunAsync(TestHub hub, string id)
    {
        await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(SampleOrchestrations.LongTexts), new LongPlan(1, "text"), new Microsoft.DurableTask.StartOrchestrationOptions(id),
            Cancellation);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await hub.EndAsync(id)).RuntimeStatus);
    }

    private static async Task DamageAsync(TestHub hub, string id, string column, object? value)
    {
        var table = hub.Table("Instances");
        TableEntity row = await table.GetEntityAsync<TableEntity>("instance", id, cancellationToken: Cancellation);
        row.Remove(column);
        if (value is not null)
        {
            row[column] = value;
        }

        await table.UpdateEntityAsync(row, Azure.ETag.All, TableUpdateMode.Replace, Cancellation);
    }
}
