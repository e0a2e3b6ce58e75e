using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.Durable.Conformance.Activities;
using Trad.Durable.Conformance.Hosting;
using Trad.Durable.Conformance.Orchestrations;

namespace Trad.Durable.Conformance;

/// <summary>How orchestrations begin and end, and what a client may do to them.</summary>
public abstract class LifecycleTests(DurableHost host) : Conversation(host)
{
    [Fact]
    public async Task Empty_orchestration_completes() =>
        Assert.Equal(OrchestrationRuntimeStatus.Completed, (await RunAsync(nameof(ActivityOrchestrations.Empty))).RuntimeStatus);

    [Theory]
    [InlineData(null)]
    [InlineData("text")]
    public async Task Input_reaches_the_second_parameter(string? input) =>
        Assert.Equal(input, await OutputAsync<string?>(nameof(ActivityOrchestrations.ReturnInput), input));

    [Fact]
    public async Task Exception_of_the_orchestrator_fails_it_with_its_message()
    {
        var end = await RunAsync(nameof(ActivityOrchestrations.ThrowItself));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("orchestrator failed", ReasonOf(end), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_of_the_start_is_that_of_the_orchestration_to_its_end()
    {
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(
            nameof(LifecycleOrchestrations.ReadVersions), Array.Empty<string>(),
            new StartOrchestrationOptions($"version-{Guid.NewGuid():N}") { Version = "1.2" }, Ending);

        Assert.Equal(["1.2", "1.2", "1.2"], (await EndAsync(id)).ReadOutputAs<string[]>()!);
    }

    [Fact]
    public async Task Identities_and_time_follow_the_history() =>
        Assert.True(await OutputAsync<bool>(nameof(ActivityOrchestrations.SameIdentities)));

    [Fact]
    public async Task Unknown_instance_is_null() => Assert.Null(await Client.GetInstanceAsync("nobody", Ending));

    [Fact]
    public async Task Metadata_without_payloads_has_none()
    {
        var id = (await RunAsync(nameof(ActivityOrchestrations.ReturnInput), "a")).InstanceId;

        var bare = await Client.GetInstanceAsync(id, Ending);

        Assert.Null(bare!.SerializedInput);
        Assert.Null(bare.SerializedOutput);
    }

    [Fact]
    public async Task Timers_fire_and_the_custom_status_is_the_last_one_set()
    {
        var end = await RunAsync(nameof(LifecycleOrchestrations.Timed));

        Assert.Equal("\"done\"", end.SerializedCustomStatus);
    }

    [Fact]
    public async Task Terminated_instance_has_the_output_it_was_given()
    {
        var id = await StartAsync(nameof(LifecycleOrchestrations.WaitForText));

        await Client.TerminateInstanceAsync(id, "stop", Ending);
        var end = await EndAsync(id);

        Assert.Equal((OrchestrationRuntimeStatus.Terminated, "\"stop\""), (end.RuntimeStatus, end.SerializedOutput));
    }

    [Fact]
    public async Task Suspended_instance_keeps_events_until_it_is_resumed()
    {
        var id = await StartAsync(nameof(LifecycleOrchestrations.WaitForText));
        await Client.SuspendInstanceAsync(id, "pause", Ending);
        await UntilAsync(id, OrchestrationRuntimeStatus.Suspended);
        await Client.RaiseEventAsync(id, "text", "kept", Ending);
        await Client.ResumeInstanceAsync(id, "go on", Ending);

        Assert.Equal("kept", (await EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Purge_removes_ended_instances_only()
    {
        var running = await StartAsync(nameof(LifecycleOrchestrations.WaitForText));
        var ended = (await RunAsync(nameof(ActivityOrchestrations.LongResult), 50_000)).InstanceId;

        Assert.Equal(0, (await Client.PurgeInstanceAsync(running, Ending)).PurgedInstanceCount);
        Assert.Equal(1, (await Client.PurgeInstanceAsync(ended, Ending)).PurgedInstanceCount);
        Assert.Null(await Client.GetInstanceAsync(ended, Ending));
        await Client.TerminateInstanceAsync(running, Ending);
    }
}
