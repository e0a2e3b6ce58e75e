using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.Durable.Conformance.Activities;
using Trad.Durable.Conformance.Hosting;
using Trad.Durable.Conformance.Orchestrations;

namespace Trad.Durable.Conformance;

/// <summary>What the Functions host does, and so must the local one; the in-process host of the packages does not.</summary>
public abstract class HostedTests(DurableHost host) : Conversation(host)
{
    [Fact]
    public async Task Identity_of_a_running_instance_is_refused_and_of_an_ended_one_taken_over()
    {
        var id = await StartAsync(nameof(LifecycleOrchestrations.WaitForText));
        var again = new StartOrchestrationOptions(id);

        await Assert.ThrowsAsync<OrchestrationAlreadyExistsException>(() =>
            Client.ScheduleNewOrchestrationInstanceAsync(nameof(ActivityOrchestrations.Empty), again, Ending));
        await Client.RaiseEventAsync(id, "text", "x", Ending);
        await EndAsync(id);
        await Client.ScheduleNewOrchestrationInstanceAsync(nameof(ActivityOrchestrations.ReturnInput), "second", again, Ending);

        Assert.Equal("second", (await EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Start_in_the_future_is_pending_until_then()
    {
        var start = DateTimeOffset.UtcNow.AddSeconds(1);
        var options = new StartOrchestrationOptions($"later-{Guid.NewGuid():N}", start);
        var id = await Client.ScheduleNewOrchestrationInstanceAsync(nameof(ActivityOrchestrations.Empty), options, Ending);

        var early = await Client.GetInstanceAsync(id, Ending);
        var isEarly = DateTimeOffset.UtcNow < start;
        var end = await EndAsync(id);

        // On a busy machine the moment may have come before the answer.
        Assert.True(
            early!.RuntimeStatus == OrchestrationRuntimeStatus.Pending || !isEarly, $"It was {early.RuntimeStatus} before its time.");
        Assert.Equal(OrchestrationRuntimeStatus.Completed, end.RuntimeStatus);
    }

    [Fact]
    public async Task Input_of_another_letter_case_and_fewer_members_is_read()
    {
        var read = await OutputAsync<Order>(nameof(ActivityOrchestrations.ReadInput), new { NAME = "a", price = 2m });

        Assert.Equal(("a", 2m), (read.Name, read.Price));
    }

    [Fact]
    public async Task Unprocessed_events_reach_the_next_generation()
    {
        var id = await StartAsync(nameof(LifecycleOrchestrations.Sum), 0);
        await Client.SuspendInstanceAsync(id, Ending);
        foreach (var number in new[] { 1, 2, 3, 4, 0 })
        {
            await Client.RaiseEventAsync(id, "number", number, Ending);
        }

        await Client.ResumeInstanceAsync(id, Ending);

        Assert.Equal(10, (await EndAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Recursive_termination_ends_the_sub_orchestration_too()
    {
        var id = await StartAsync(nameof(LifecycleOrchestrations.WaitingChild));
        await UntilAsync($"{id}-child", OrchestrationRuntimeStatus.Running);

        await Client.TerminateInstanceAsync(id, new TerminateInstanceOptions("stop", Recursive: true), Ending);

        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await EndAsync(id)).RuntimeStatus);
        Assert.Equal(OrchestrationRuntimeStatus.Terminated, (await EndAsync($"{id}-child")).RuntimeStatus);
    }

    /// <summary>
    /// Calls in the widest fan-out: 2,000 where a call costs no message of its own, and anywhere with <c>TRAD_CONFORMANCE=all</c>.
    /// </summary>
    protected virtual int Widest => Environment.GetEnvironmentVariable("TRAD_CONFORMANCE") == "all" ? 2_000 : 250;

    // On an emulator whose queues cost the square of their length, the widest takes minutes; see the README.
    private static readonly TimeSpan WidestPatience = TimeSpan.FromMinutes(10);

    /// <summary>How often the widest is run; <c>TRAD_CONFORMANCE_REPEATS</c> looks for what happens once in many.</summary>
    private static readonly int Repeats =
        int.TryParse(Environment.GetEnvironmentVariable("TRAD_CONFORMANCE_REPEATS"), out var repeats) ? repeats : 1;

    [Fact]
    public async Task Wide_fan_out_returns_results_in_the_order_of_the_calls()
    {
        for (var i = 0; i < Repeats; i++)
        {
            Assert.Equal(
                Enumerable.Range(0, Widest), await OutputAsync<int[]>(nameof(ActivityOrchestrations.FanOut), Widest, WidestPatience));
        }
    }

    [Fact]
    public async Task Result_of_megabytes_arrives_whole() =>
        Assert.Equal(5_000_000, await OutputAsync<int>(nameof(ActivityOrchestrations.LongResult), 5_000_000));

    [Fact]
    public async Task Unprocessed_event_reaches_the_next_generation_when_it_is_to_be_preserved()
    {
        var id = await StartAsync(nameof(WaitingOrchestrations.Inherit), new Inheritance(KeepsEvents: true, IsHeir: false));

        await Client.RaiseEventAsync(id, "number", 7, Ending);
        await Client.RaiseEventAsync(id, "go", 0, Ending);

        Assert.Equal(7, (await EndAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Query_brings_no_inputs_and_outputs_when_it_is_not_asked_to()
    {
        var id = (await RunAsync(nameof(ActivityOrchestrations.ReturnInput), "in")).InstanceId;

        await foreach (var found in Client.GetAllInstancesAsync(new OrchestrationQuery(InstanceIdPrefix: id)))
        {
            Assert.Null(found.SerializedInput);
            Assert.Null(found.SerializedOutput);
        }
    }
}
