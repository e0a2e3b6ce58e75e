using DurableTask.Core;
using DurableTask.Core.History;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Durable.Execution;
using Trad.LocalRuntime.Durable.Storage;
using CoreHistoryEvent = DurableTask.Core.History.HistoryEvent;
using CoreInstance = DurableTask.Core.OrchestrationInstance;
using HistoryEvent = Trad.LocalRuntime.Durable.Storage.HistoryEvent;

namespace Trad.LocalRuntime.Durable.Client;

/// <summary>
/// A recorded history in the words of Durable Task's core: turns lie between <see cref="OrchestratorStartedEvent"/> and
/// <see cref="OrchestratorCompletedEvent"/>, decisions carry the time of their turn, and answers the number of what they answer.
/// </summary>
internal static class RecordedHistory
{
    /// <summary>The history of an instance's present generation, in the order in which it was recorded.</summary>
    /// <param name="instance">The instance, with its payloads.</param>
    /// <param name="recorded">What was recorded.</param>
    public static IList<CoreHistoryEvent> Translate(InstanceRecord instance, IReadOnlyList<HistoryEvent> recorded)
    {
        var history = new List<CoreHistoryEvent>(recorded.Count + 8);
        var dueTimes = recorded.Where(each => each.Kind == HistoryEventKind.TimerCreated)
            .ToDictionary(each => each.TaskId, each => each.Time);
        DateTimeOffset? turn = null;
        foreach (var happened in recorded)
        {
            if (happened.Kind == HistoryEventKind.TurnStarted)
            {
                EndTurn(history, turn);
                turn = happened.Time;
            }

            if (Translate(instance, happened, dueTimes) is { } told)
            {
                // A timer's own time is when it is due, not when it was set.
                told.Timestamp = (happened.IsDecision ? turn ?? happened.Time : happened.Time).UtcDateTime;
                history.Add(told);
            }
        }

        EndTurn(history, turn);
        return history;
    }

    private static void EndTurn(List<CoreHistoryEvent> history, DateTimeOffset? turn)
    {
        if (turn is { } began)
        {
            history.Add(new OrchestratorCompletedEvent(-1) { Timestamp = began.UtcDateTime });
        }
    }

    private static CoreHistoryEvent? Translate(
        InstanceRecord instance, HistoryEvent happened, Dictionary<int, DateTimeOffset> dueTimes) => happened.Kind switch
        {
            HistoryEventKind.TurnStarted => new OrchestratorStartedEvent(-1),
            HistoryEventKind.ExecutionStarted => Started(instance, happened),
            HistoryEventKind.ActivityScheduled => new TaskScheduledEvent(happened.TaskId, happened.Name!, "", happened.Payload),
            HistoryEventKind.ActivityCompleted => new TaskCompletedEvent(-1, happened.TaskId, happened.Payload),
            HistoryEventKind.ActivityFailed when Failure(happened) is { } why =>
                new TaskFailedEvent(-1, happened.TaskId, why.ErrorMessage, why.StackTrace, why),
            HistoryEventKind.TimerCreated => new TimerCreatedEvent(happened.TaskId, happened.Time.UtcDateTime),
            HistoryEventKind.TimerFired => new TimerFiredEvent(-1, dueTimes.GetValueOrDefault(happened.TaskId, happened.Time).UtcDateTime)
            {
                TimerId = happened.TaskId,
            },
            HistoryEventKind.SubOrchestrationScheduled => new SubOrchestrationInstanceCreatedEvent(happened.TaskId)
            {
                Name = happened.Name,
                InstanceId = happened.Other,
                Input = happened.Payload,
            },
            HistoryEventKind.SubOrchestrationCompleted =>
                new SubOrchestrationInstanceCompletedEvent(-1, happened.TaskId, happened.Payload),
            HistoryEventKind.SubOrchestrationFailed when Failure(happened) is { } why =>
                new SubOrchestrationInstanceFailedEvent(-1, happened.TaskId, why.ErrorMessage, why.StackTrace, why),
            HistoryEventKind.EventSent => new EventSentEvent(happened.TaskId)
            {
                Name = happened.Name,
                InstanceId = happened.Other,
                Input = happened.Payload,
            },
            HistoryEventKind.EventRaised => new EventRaisedEvent(-1, happened.Payload) { Name = happened.Name },
            HistoryEventKind.ExecutionSuspended => new ExecutionSuspendedEvent(-1, happened.Payload),
            HistoryEventKind.ExecutionResumed => new ExecutionResumedEvent(-1, happened.Payload),
            HistoryEventKind.ExecutionTerminated => new ExecutionTerminatedEvent(-1, happened.Payload),
            HistoryEventKind.ExecutionEnded => Ended(instance, happened),

            // That a sent event arrived is this engine's own book-keeping.
            _ => null,
        };

    private static ExecutionStartedEvent Started(InstanceRecord instance, HistoryEvent happened) => new(-1, happened.Payload)
    {
        Name = happened.Name,
        Version = "",
        OrchestrationInstance = new CoreInstance { InstanceId = instance.InstanceId, ExecutionId = instance.ExecutionId },
        ScheduledStartTime = instance.StartAt?.UtcDateTime,
        ParentInstance = instance.Parent is { } call
            ? new ParentInstance
            {
                Name = call.Name,
                Version = "",
                TaskScheduleId = call.TaskId,
                OrchestrationInstance = new CoreInstance { InstanceId = call.InstanceId },
            }
            : null,
    };

    // What it ended with is kept with the instance.
    private static ExecutionCompletedEvent Ended(InstanceRecord instance, HistoryEvent happened) => happened.Name switch
    {
        nameof(OutcomeKind.Failed) => new ExecutionCompletedEvent(
            -1, instance.Output, OrchestrationStatus.Failed, new FailureDetails("(unknown)", instance.Output ?? "", null, null, false)),
        nameof(OutcomeKind.Terminated) => new ExecutionCompletedEvent(-1, instance.Output, OrchestrationStatus.Terminated, null),
        nameof(OutcomeKind.ContinuedAsNew) => new ExecutionCompletedEvent(-1, null, OrchestrationStatus.ContinuedAsNew, null),
        _ => new ExecutionCompletedEvent(-1, instance.Output, OrchestrationStatus.Completed, null),
    };

    private static FailureDetails? Failure(HistoryEvent happened) =>
        DurableJson.Read<TaskFailureDetails>(happened.Payload, $"the failure of '{happened.Name}'") is { } details
            ? RetryLoop.ToCore(details)
            : null;
}
