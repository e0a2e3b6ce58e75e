namespace Trad.LocalRuntime.Durable.Storage;

/// <summary>What a history event says.</summary>
internal enum HistoryEventKind
{
    /// <summary>A turn of the orchestrator began; the time is what it sees as now.</summary>
    TurnStarted,

    /// <summary>The orchestrator was started with an input.</summary>
    ExecutionStarted,

    /// <summary>The orchestrator called an activity.</summary>
    ActivityScheduled,

    /// <summary>An activity ended with a result.</summary>
    ActivityCompleted,

    /// <summary>An activity ended with an exception.</summary>
    ActivityFailed,

    /// <summary>The orchestrator set a timer.</summary>
    TimerCreated,

    /// <summary>A timer's moment came.</summary>
    TimerFired,

    /// <summary>The orchestrator called another.</summary>
    SubOrchestrationScheduled,

    /// <summary>A sub-orchestration ended with an output.</summary>
    SubOrchestrationCompleted,

    /// <summary>A sub-orchestration failed or was ended.</summary>
    SubOrchestrationFailed,

    /// <summary>The orchestrator sent an event to another instance.</summary>
    EventSent,

    /// <summary>A sent event has reached the other instance, or there is none to reach.</summary>
    EventDelivered,

    /// <summary>An external event arrived.</summary>
    EventRaised,

    /// <summary>The instance was stopped until it is resumed.</summary>
    ExecutionSuspended,

    /// <summary>The instance may go on.</summary>
    ExecutionResumed,

    /// <summary>The instance was ended from outside.</summary>
    ExecutionTerminated,

    /// <summary>The orchestrator ended, well or not, or started anew.</summary>
    ExecutionEnded,
}
