using DurableTask.Core;
using DurableTask.Core.History;

namespace Trad.Functions.Operations.Orchestrations;

/// <summary>Reads the history that an engine tells: calls and their answers are brought together, turns left out.</summary>
/// <param name="longestPayload">The most characters that are told of an input or a result.</param>
internal sealed class HistoryReading(int longestPayload)
{
    private readonly Dictionary<int, OrchestrationEvent> _asked = [];

    /// <summary>The events, in their order.</summary>
    public IReadOnlyList<OrchestrationEvent> Read(IEnumerable<HistoryEvent> history)
    {
        var events = new List<OrchestrationEvent>();
        foreach (var happened in history)
        {
            // When the orchestrator's code was run is the engine's business.
            if (happened is not (OrchestratorStartedEvent or OrchestratorCompletedEvent))
            {
                events.Add(Read(happened));
            }
        }

        return events;
    }

    private OrchestrationEvent Read(HistoryEvent happened) => happened switch
    {
        ExecutionStartedEvent each => Describe(each, OrchestrationEventKind.Started, each.Input) with { Name = each.Name },
        TaskScheduledEvent each => Ask(Describe(each, OrchestrationEventKind.ActivityScheduled, each.Input) with
        {
            TaskId = each.EventId,
            Name = each.Name,
        }),
        TaskCompletedEvent each => Answer(Describe(each, OrchestrationEventKind.ActivityCompleted, each.Result), each.TaskScheduledId),
        TaskFailedEvent each => Answer(
            Describe(each, OrchestrationEventKind.ActivityFailed) with { Reason = ReasonOf(each.FailureDetails, each.Reason) },
            each.TaskScheduledId),
        TimerCreatedEvent each => Ask(Describe(each, OrchestrationEventKind.TimerCreated) with
        {
            TaskId = each.EventId,
            DueAt = Utc(each.FireAt),
        }),
        TimerFiredEvent each => Answer(Describe(each, OrchestrationEventKind.TimerFired) with { DueAt = Utc(each.FireAt) }, each.TimerId),
        SubOrchestrationInstanceCreatedEvent each => Ask(Describe(each, OrchestrationEventKind.SubOrchestrationStarted, each.Input) with
        {
            TaskId = each.EventId,
            Name = each.Name,
            InstanceId = each.InstanceId,
        }),
        SubOrchestrationInstanceCompletedEvent each => Answer(
            Describe(each, OrchestrationEventKind.SubOrchestrationCompleted, each.Result), each.TaskScheduledId),
        SubOrchestrationInstanceFailedEvent each => Answer(
            Describe(each, OrchestrationEventKind.SubOrchestrationFailed) with { Reason = ReasonOf(each.FailureDetails, each.Reason) },
            each.TaskScheduledId),
        EventSentEvent each => Describe(each, OrchestrationEventKind.EventSent, each.Input) with
        {
            TaskId = each.EventId,
            Name = each.Name,
            InstanceId = each.InstanceId,
        },
        EventRaisedEvent each => Describe(each, OrchestrationEventKind.EventRaised, each.Input) with { Name = each.Name },
        ExecutionSuspendedEvent each => Describe(each, OrchestrationEventKind.Suspended) with { Reason = each.Reason },
        ExecutionResumedEvent each => Describe(each, OrchestrationEventKind.Resumed) with { Reason = each.Reason },
        ExecutionTerminatedEvent each => Describe(each, OrchestrationEventKind.Terminated) with { Reason = each.Input },
        ExecutionRewoundEvent each => Describe(each, OrchestrationEventKind.Rewound) with { Reason = each.Reason },
        ExecutionCompletedEvent each => End(each),
        _ => Describe(happened, OrchestrationEventKind.Other) with { Name = happened.EventType.ToString() },
    };

    private OrchestrationEvent End(ExecutionCompletedEvent end) =>
        end.OrchestrationStatus == OrchestrationStatus.Failed
            ? Describe(end, OrchestrationEventKind.Ended) with { Status = "failed", Reason = ReasonOf(end.FailureDetails, end.Result) }
            : Describe(end, OrchestrationEventKind.Ended, end.Result) with
            {
                Status = end.OrchestrationStatus == OrchestrationStatus.ContinuedAsNew
                    ? "continued-as-new"
                    : end.OrchestrationStatus.ToString().ToLowerInvariant(),
            };

    private OrchestrationEvent Ask(OrchestrationEvent call) => _asked[call.TaskId!.Value] = call;

    private OrchestrationEvent Answer(OrchestrationEvent answer, int taskId) =>
        _asked.TryGetValue(taskId, out var call)
            ? answer with { TaskId = taskId, Name = call.Name, InstanceId = call.InstanceId, ScheduledAt = call.Time }
            : answer with { TaskId = taskId };

    private OrchestrationEvent Describe(HistoryEvent happened, OrchestrationEventKind kind, string? payload = null) =>
        new(kind, Utc(happened.Timestamp))
        {
            Payload = payload is null ? null : PayloadText.Cut(payload, longestPayload),
            PayloadLength = payload?.Length,
        };

    private static string? ReasonOf(FailureDetails? details, string? reason) =>
        details is { ErrorMessage.Length: > 0 } ? details.ErrorMessage : reason;

    // Engines tell moments without saying that they are UTC.
    private static DateTimeOffset Utc(DateTime moment) => new(DateTime.SpecifyKind(moment, DateTimeKind.Utc));
}
