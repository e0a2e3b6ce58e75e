using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Tests.Hosting;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable;

public sealed class MisbehaviourTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Code_that_decides_otherwise_when_replayed_fails_with_both_decisions_named()
    {
        await using var hub = new TestHub(azurite);
        Misbehaviour.IsEven = true;
        await hub.StartAsync(typeof(Misbehaviour));
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Misbehaviour.Fickle), TestContext.Current.CancellationToken);
        await WaitForHistoryAsync(hub, id, "ActivityCompleted");
        await hub.StopAsync();

        Misbehaviour.IsEven = false;
        await hub.StartAsync(typeof(Misbehaviour));
        var end = await hub.EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("Non-deterministic orchestrator 'Fickle'", end.SerializedOutput, StringComparison.Ordinal);
        Assert.Contains("ActivityScheduled #0 'Even'", end.SerializedOutput, StringComparison.Ordinal);
        Assert.Contains("ActivityScheduled #0 'Odd'", end.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_branches_on_the_clock_of_the_machine_is_found_out_when_replayed()
    {
        await using var hub = new TestHub(azurite);
        await hub.StartAsync(typeof(Misbehaviour));
        var switchAt = Misbehaviour.Machine.GetUtcNow().UtcDateTime.AddSeconds(1);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(Misbehaviour.DependsOnTheClock), switchAt, TestContext.Current.CancellationToken);
        await WaitForHistoryAsync(hub, id, "ActivityCompleted");
        await hub.StopAsync();

        Misbehaviour.Machine.Advance(TimeSpan.FromSeconds(1));
        await hub.StartAsync(typeof(Misbehaviour));

        Assert.Contains("Non-deterministic", (await hub.EndAsync(id)).SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Awaiting_a_foreign_task_fails_with_an_explanation()
    {
        await using var hub = new TestHub(azurite);
        await hub.StartAsync(typeof(Misbehaviour));

        var end = await hub.RunAsync(nameof(Misbehaviour.AwaitsForeign));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains(
            "'AwaitsForeign' awaits a task that was not started through its context", end.SerializedOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exception_of_the_orchestrator_is_its_plain_output_as_on_azure_storage()
    {
        await using var hub = new TestHub(azurite);
        await hub.StartAsync(typeof(Misbehaviour));

        var end = await hub.RunAsync(nameof(Misbehaviour.Throws));

        Assert.Equal(
            (OrchestrationRuntimeStatus.Failed, "System.InvalidOperationException: orchestrator failed"),
            (end.RuntimeStatus, end.SerializedOutput));
    }

    [Fact]
    public async Task Context_used_on_another_thread_fails_the_orchestration()
    {
        await using var hub = new TestHub(azurite);
        await hub.StartAsync(typeof(Misbehaviour));

        var end = await hub.RunAsync(nameof(Misbehaviour.LeavesItsThread));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Activity_that_hangs_is_given_up_and_its_place_is_free(bool isDeaf)
    {
        await using var hub = new TestHub(azurite) { FunctionTimeout = TimeSpan.FromSeconds(4) };
        await hub.StartAsync(typeof(Misbehaviour), typeof(SampleOrchestrations));

        // As many as there are places, so that nothing could go on if they kept them.
        var hanging = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => hub.RunAsync(nameof(Misbehaviour.CallsHanging), isDeaf)));
        var after = await hub.RunAsync(nameof(SampleOrchestrations.Chain), 2);

        Assert.All(hanging, end => Assert.Contains("function timeout of 00:00:04", end.ReadOutputAs<string>(), StringComparison.Ordinal));
        Assert.Equal(1, after.ReadOutputAs<int>());
    }

    private static async Task WaitForHistoryAsync(TestHub hub, string id, string kind)
    {
        while (!hub.HistoryOf(id).Any(row => row.GetString("Kind") == kind))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
