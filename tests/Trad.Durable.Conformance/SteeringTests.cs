using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.Durable.Conformance.Hosting;
using Trad.Durable.Conformance.Orchestrations;

namespace Trad.Durable.Conformance;

/// <summary>What a client does to orchestrations beside starting them.</summary>
public abstract class SteeringTests(DurableHost host) : Conversation(host)
{
    [Fact]
    public async Task Restart_under_a_new_identity_runs_again_with_the_same_input()
    {
        var first = await RunAsync(nameof(ActivityOrchestrations.ReturnInput), "again");

        var id = await Client.RestartAsync(first.InstanceId, restartWithNewInstanceId: true, Ending);

        Assert.NotEqual(first.InstanceId, id);
        Assert.Equal("again", (await EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Restart_under_the_same_identity_replaces_the_ended_run()
    {
        var first = await RunAsync(nameof(ReplayOrchestrations.Describe));

        var id = await Client.RestartAsync(first.InstanceId, restartWithNewInstanceId: false, Ending);

        Assert.Equal(first.InstanceId, id);
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await EndAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task Restart_of_an_unknown_instance_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Client.RestartAsync("nobody", false, Ending));

    [Fact]
    public async Task Termination_that_is_not_recursive_leaves_the_sub_orchestration()
    {
        var id = await StartAsync(nameof(LifecycleOrchestrations.WaitingChild));
        var child = $"{id}-child";
        await UntilAsync(child, OrchestrationRuntimeStatus.Running);

        await Client.TerminateInstanceAsync(id, Ending);
        await EndAsync(id);

        Assert.Equal(OrchestrationRuntimeStatus.Running, (await Client.GetInstanceAsync(child, Ending))!.RuntimeStatus);
        await Client.RaiseEventAsync(child, "text", "alone", Ending);
        Assert.Equal("alone", (await EndAsync(child)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Suspended_instance_can_be_terminated()
    {
        var id = await StartAsync(nameof(LifecycleOrchestrations.WaitForText));
        await Client.SuspendInstanceAsync(id, Ending);
        await UntilAsync(id, OrchestrationRuntimeStatus.Suspended);

        await Client.TerminateInstanceAsync(id, "enough", Ending);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await EndAsync(id)).RuntimeStatus);
    }

    [Fact]
    public async Task Start_returns_the_identity_that_was_asked_for()
    {
        var id = $"mine-{Guid.NewGuid():N}";

        Assert.Equal(id, await Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(ActivityOrchestrations.Empty), null, new StartOrchestrationOptions(id), Ending));
        await EndAsync(id);
    }

    [Fact]
    public async Task Metadata_tell_name_state_and_times()
    {
        var end = await RunAsync(nameof(ActivityOrchestrations.Empty));

        Assert.Equal(nameof(ActivityOrchestrations.Empty), end.Name);
        Assert.True(end.IsCompleted);
        Assert.False(end.IsRunning);
        Assert.InRange(end.LastUpdatedAt, end.CreatedAt, DateTimeOffset.UtcNow.AddMinutes(1));
    }
}
