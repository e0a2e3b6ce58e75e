using DurableTask.Core.History;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Trad.LocalRuntime.Durable.Distributed;

/// <summary>Reads a history as the engine of Durable Functions writes it: a JSON array whose events tell their kind by a number.</summary>
internal static class HistoryJson
{
    private static readonly Dictionary<int, Type> Kinds = new()
    {
        [(int)EventType.ExecutionStarted] = typeof(ExecutionStartedEvent),
        [(int)EventType.ExecutionCompleted] = typeof(ExecutionCompletedEvent),
        [(int)EventType.ExecutionTerminated] = typeof(ExecutionTerminatedEvent),
        [(int)EventType.TaskScheduled] = typeof(TaskScheduledEvent),
        [(int)EventType.TaskCompleted] = typeof(TaskCompletedEvent),
        [(int)EventType.TaskFailed] = typeof(TaskFailedEvent),
        [(int)EventType.SubOrchestrationInstanceCreated] = typeof(SubOrchestrationInstanceCreatedEvent),
        [(int)EventType.SubOrchestrationInstanceCompleted] = typeof(SubOrchestrationInstanceCompletedEvent),
        [(int)EventType.SubOrchestrationInstanceFailed] = typeof(SubOrchestrationInstanceFailedEvent),
        [(int)EventType.TimerCreated] = typeof(TimerCreatedEvent),
        [(int)EventType.TimerFired] = typeof(TimerFiredEvent),
        [(int)EventType.OrchestratorStarted] = typeof(OrchestratorStartedEvent),
        [(int)EventType.OrchestratorCompleted] = typeof(OrchestratorCompletedEvent),
        [(int)EventType.EventSent] = typeof(EventSentEvent),
        [(int)EventType.EventRaised] = typeof(EventRaisedEvent),
        [(int)EventType.ContinueAsNew] = typeof(ContinueAsNewEvent),
        [(int)EventType.GenericEvent] = typeof(GenericEvent),
        [(int)EventType.ExecutionSuspended] = typeof(ExecutionSuspendedEvent),
        [(int)EventType.ExecutionResumed] = typeof(ExecutionResumedEvent),
        [(int)EventType.ExecutionRewound] = typeof(ExecutionRewoundEvent),
    };

    /// <summary>The events, in order.</summary>
    /// <param name="json">The history.</param>
    /// <exception cref="InvalidOperationException">An event is of no known kind.</exception>
    public static IList<HistoryEvent> Read(string json)
    {
        var serializer = JsonSerializer.Create();
        return
        [
            .. JArray.Parse(json).Select(each => Kinds.TryGetValue(each.Value<int>("EventType"), out var kind)
                ? (HistoryEvent)each.ToObject(kind, serializer)!
                : throw new InvalidOperationException($"The history has an event of the unknown kind {each["EventType"]}.")),
        ];
    }
}
