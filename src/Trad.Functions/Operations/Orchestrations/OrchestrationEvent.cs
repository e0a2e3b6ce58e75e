namespace Trad.Functions.Operations.Orchestrations;

/// <summary>An event of an orchestration's history.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Time">When it happened; of a call or a timer, when the orchestrator made it.</param>
public sealed record OrchestrationEvent(OrchestrationEventKind Kind, DateTimeOffset Time)
{
    /// <summary>The number of the call or timer, in its own event and in its answer's.</summary>
    public int? TaskId { get; init; }

    /// <summary>The name of the orchestrator, activity or event.</summary>
    public string? Name { get; init; }

    /// <summary>Of an answer, when what it answers was asked.</summary>
    public DateTimeOffset? ScheduledAt { get; init; }

    /// <summary>Of a timer, when it is due.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The sub-orchestration, or to whom an event was sent.</summary>
    public string? InstanceId { get; init; }

    /// <summary>How the orchestration ended, such as <c>completed</c>.</summary>
    public string? Status { get; init; }

    /// <summary>Why something failed, or what whoever suspended, resumed or ended it said.</summary>
    public string? Reason { get; init; }

    /// <summary>The input or the result as text, JSON as a rule, perhaps only its beginning.</summary>
    public string? Payload { get; init; }

    /// <summary>How many characters the whole input or result has.</summary>
    public int? PayloadLength { get; init; }
}
