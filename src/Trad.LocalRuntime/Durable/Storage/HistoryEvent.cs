namespace Trad.LocalRuntime.Durable.Storage;

/// <summary>One event of an orchestration's history.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Time">When it happened; of a timer, when it is due.</param>
/// <param name="TaskId">The number of the activity call, sub-orchestration or timer.</param>
/// <param name="Name">The orchestrator's, activity's or external event's name.</param>
/// <param name="Payload">The input, result or failure as JSON.</param>
/// <param name="Other">Of a sub-orchestration or a sent event, the other instance; of a received one, which sending it was.</param>
internal sealed record HistoryEvent(
    HistoryEventKind Kind, DateTimeOffset Time, int TaskId = -1, string? Name = null, string? Payload = null, string? Other = null)
{
    /// <summary>Whether the orchestrator's code caused it, so that a replay must cause it again.</summary>
    public bool IsDecision => Kind is HistoryEventKind.ActivityScheduled or HistoryEventKind.TimerCreated
        or HistoryEventKind.SubOrchestrationScheduled or HistoryEventKind.EventSent;

    /// <summary>Whether it answers a decision.</summary>
    public bool IsAnswer => Kind is HistoryEventKind.ActivityCompleted or HistoryEventKind.ActivityFailed or HistoryEventKind.TimerFired
        or HistoryEventKind.SubOrchestrationCompleted or HistoryEventKind.SubOrchestrationFailed or HistoryEventKind.EventDelivered;
}
