using System.Text.Json;
using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask.Client;
using Trad.Durable.Conformance.Activities;
using Trad.Durable.Conformance.Hosting;
using Trad.Durable.Conformance.Orchestrations;

namespace Trad.Durable.Conformance;

/// <summary>What a client is told of what happened to an orchestration, event by event.</summary>
public abstract class HistoryTests(DurableHost host) : Conversation(host)
{
    [Fact]
    public async Task History_tells_start_activity_result_and_end_in_their_order()
    {
        var end = await RunAsync(nameof(ActivityOrchestrations.EchoTextThrough), "hello");

        var history = await Client.GetOrchestrationHistoryAsync(end.InstanceId, Ending);

        var started = Assert.Single(history.OfType<ExecutionStartedEvent>());
        Assert.Equal(nameof(ActivityOrchestrations.EchoTextThrough), started.Name);
        Assert.Equal("\"hello\"", started.Input);
        var scheduled = Assert.Single(history.OfType<TaskScheduledEvent>());
        Assert.Equal(nameof(EchoActivities.EchoText), scheduled.Name);
        var completed = Assert.Single(history.OfType<TaskCompletedEvent>());
        Assert.Equal(scheduled.EventId, completed.TaskScheduledId);
        Assert.Equal("\"hello\"", completed.Result);
        var ended = Assert.Single(history.OfType<ExecutionCompletedEvent>());
        Assert.Equal(OrchestrationStatus.Completed, ended.OrchestrationStatus);
        Assert.Equal("\"hello\"", ended.Result);
        Assert.Equal<HistoryEvent>(
            [started, scheduled, completed, ended],
            history.Where(each => each is not (OrchestratorStartedEvent or OrchestratorCompletedEvent)));
        Assert.All(
            history, each => Assert.InRange(each.Timestamp, end.CreatedAt.UtcDateTime.AddMinutes(-1), DateTime.UtcNow.AddMinutes(1)));
    }

    [Fact]
    public async Task Turns_of_a_history_are_opened_and_closed()
    {
        var end = await RunAsync(nameof(ActivityOrchestrations.EchoTextThrough), "hello");

        var history = await Client.GetOrchestrationHistoryAsync(end.InstanceId, Ending);

        var turns = history.Where(each => each is OrchestratorStartedEvent or OrchestratorCompletedEvent).ToList();
        Assert.NotEmpty(turns);
        Assert.Equal(
            turns.Count(each => each is OrchestratorStartedEvent), turns.Count(each => each is OrchestratorCompletedEvent));
        Assert.All(turns.Chunk(2), turn => Assert.True(
            turn is [OrchestratorStartedEvent, OrchestratorCompletedEvent], string.Join(", ", turn.Select(each => each.EventType))));
    }

    [Fact]
    public async Task Failure_of_an_activity_is_told_with_its_reason_and_so_is_the_end()
    {
        var end = await RunAsync(nameof(ActivityOrchestrations.CallThrowing), "no luck");

        var history = await Client.GetOrchestrationHistoryAsync(end.InstanceId, Ending);

        var failed = Assert.Single(history.OfType<TaskFailedEvent>());
        Assert.Equal(Assert.Single(history.OfType<TaskScheduledEvent>()).EventId, failed.TaskScheduledId);
        Assert.Contains("no luck", failed.FailureDetails?.ErrorMessage ?? failed.Reason, StringComparison.Ordinal);
        Assert.Equal(OrchestrationStatus.Failed, Assert.Single(history.OfType<ExecutionCompletedEvent>()).OrchestrationStatus);
    }

    [Fact]
    public async Task Timer_is_told_when_it_was_set_when_it_is_due_and_that_it_fired()
    {
        var end = await RunAsync(nameof(LifecycleOrchestrations.Timed));

        var history = await Client.GetOrchestrationHistoryAsync(end.InstanceId, Ending);

        var set = history.OfType<TimerCreatedEvent>().First();
        Assert.True(set.FireAt > set.Timestamp, $"due {set.FireAt:O}, set {set.Timestamp:O}");
        var fired = Assert.Single(history.OfType<TimerFiredEvent>(), each => each.TimerId == set.EventId);
        Assert.Equal(set.FireAt, fired.FireAt);
    }

    [Fact]
    public async Task Sub_orchestration_is_told_with_its_identity_and_its_result()
    {
        var id = await StartAsync(nameof(LifecycleOrchestrations.NamedChild));
        await EndAsync(id);

        var history = await Client.GetOrchestrationHistoryAsync(id, Ending);

        var created = Assert.Single(history.OfType<SubOrchestrationInstanceCreatedEvent>());
        Assert.Equal(($"{id}-child", nameof(LifecycleOrchestrations.Child)), (created.InstanceId, created.Name));
        var completed = Assert.Single(history.OfType<SubOrchestrationInstanceCompletedEvent>());
        Assert.Equal(created.EventId, completed.TaskScheduledId);
        Assert.Equal($"{id}-child<{id}", JsonSerializer.Deserialize<string>(completed.Result));
    }

    [Fact]
    public async Task What_a_client_did_to_an_orchestration_is_told()
    {
        var id = await StartAsync(nameof(LifecycleOrchestrations.WaitForText));
        await Client.SuspendInstanceAsync(id, "look", Ending);
        await UntilAsync(id, OrchestrationRuntimeStatus.Suspended);
        await Client.ResumeInstanceAsync(id, "seen", Ending);
        await UntilAsync(id, OrchestrationRuntimeStatus.Running);
        await Client.RaiseEventAsync(id, "text", "so be it", Ending);
        await EndAsync(id);

        var history = await Client.GetOrchestrationHistoryAsync(id, Ending);

        Assert.Equal("look", Assert.Single(history.OfType<ExecutionSuspendedEvent>()).Reason);
        Assert.Equal("seen", Assert.Single(history.OfType<ExecutionResumedEvent>()).Reason);
        var raised = Assert.Single(history.OfType<EventRaisedEvent>());
        Assert.Equal(("text", "\"so be it\""), (raised.Name, raised.Input));
    }

    [Fact]
    public async Task History_of_one_that_is_at_work_ends_with_what_it_waits_for()
    {
        var id = await StartAsync(nameof(LifecycleOrchestrations.WaitingChild));
        await UntilAsync($"{id}-child", OrchestrationRuntimeStatus.Running);

        var history = await Client.GetOrchestrationHistoryAsync(id, Ending);

        Assert.Single(history.OfType<SubOrchestrationInstanceCreatedEvent>());
        Assert.Empty(history.OfType<ExecutionCompletedEvent>());
        await Client.RaiseEventAsync($"{id}-child", "text", "on", Ending);
        await EndAsync(id);
    }

    [Fact]
    public async Task History_of_an_unknown_instance_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Client.GetOrchestrationHistoryAsync("nobody", Ending));
}
