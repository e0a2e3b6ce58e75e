using Microsoft.DurableTask.Client;
using Trad.Durable.Conformance.Hosting;
using Trad.Durable.Conformance.Orchestrations;

namespace Trad.Durable.Conformance;

/// <summary>External events, new generations and sub-orchestrations.</summary>
public abstract class CompositionTests(DurableHost host) : Conversation(host)
{
    [Theory]
    [InlineData(null)]
    [InlineData("hello")]
    public async Task Event_reaches_the_waiter_whatever_its_letter_case(string? payload)
    {
        var id = await StartAsync(nameof(LifecycleOrchestrations.WaitForText));

        await Client.RaiseEventAsync(id, "TEXT", payload, Ending);

        Assert.Equal(payload, (await EndAsync(id)).ReadOutputAs<string?>());
    }

    [Fact]
    public async Task Events_before_the_wait_are_kept_in_order()
    {
        var id = await StartAsync(nameof(LifecycleOrchestrations.WaitForThree));
        foreach (var number in new[] { 3, 1, 2 })
        {
            await Client.RaiseEventAsync(id, "number", number, Ending);
        }

        await Client.RaiseEventAsync(id, "go", 0, Ending);
        var end = await EndAsync(id);

        Assert.Equal([3, 1, 2], end.ReadOutputAs<int[]>()!);
    }

    [Fact]
    public async Task Wait_with_a_timeout_is_cancelled() =>
        Assert.Equal("timeout", await OutputAsync<string>(nameof(LifecycleOrchestrations.WaitInVain)));

    [Fact]
    public async Task Generations_follow_each_other() =>
        Assert.Equal(0, await OutputAsync<int>(nameof(LifecycleOrchestrations.CountDown), 10));

    [Fact]
    public async Task Sub_orchestrations_run_in_parallel_and_return() =>
        Assert.Equal(55, await OutputAsync<int>(nameof(LifecycleOrchestrations.Parent), 10));

    [Fact]
    public async Task Sub_orchestration_knows_its_identity_and_parent()
    {
        var end = await RunAsync(nameof(LifecycleOrchestrations.NamedChild));

        Assert.Equal($"{end.InstanceId}-child<{end.InstanceId}", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Failure_of_a_sub_orchestration_can_be_caught() =>
        Assert.Contains(
            "orchestrator failed", await OutputAsync<string>(nameof(LifecycleOrchestrations.FailingChild)), StringComparison.Ordinal);

    [Fact]
    public async Task Sub_orchestration_returns_after_its_last_generation() =>
        Assert.Equal(0, await OutputAsync<int>(nameof(LifecycleOrchestrations.CountingChild), 5));

    [Fact]
    public async Task Event_sent_by_an_orchestration_arrives()
    {
        var id = await StartAsync(nameof(LifecycleOrchestrations.WaitForText));

        await RunAsync(nameof(LifecycleOrchestrations.Send), id);

        Assert.Equal("from an orchestration", (await EndAsync(id)).ReadOutputAs<string>());
    }
}
