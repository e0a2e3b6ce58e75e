namespace Trad.LocalRuntime.Durable;

/// <summary>One event of an orchestration's history.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Time">When it happened; of a timer, when it is due.</param>
/// <param name="TaskId">The number of the activity call or timer.</param>
/// <param name="Name">The orchestrator's or activity's name.</param>
/// <param name="Payload">The input, result or failure as JSON.</param>
internal sealed record HistoryEvent(
    HistoryEventKind Kind, DateTimeOffset Time, int TaskId = -1, string? Name = null, string? Payload = null)
{
    /// <summary>Whether the orchestrator's code caused it, so that a replay must cause it again.</summary>
    public bool IsDecision => Kind is HistoryEventKind.ActivityScheduled or HistoryEventKind.TimerCreated;
}
