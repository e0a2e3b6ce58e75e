namespace Trad.Functions.Operations.Orchestrations;

/// <summary>What an event of an orchestration's history says.</summary>
public enum OrchestrationEventKind
{
    /// <summary>The orchestrator began, with an input.</summary>
    Started,

    /// <summary>It called an activity.</summary>
    ActivityScheduled,

    /// <summary>An activity ended with a result.</summary>
    ActivityCompleted,

    /// <summary>An activity ended with an exception.</summary>
    ActivityFailed,

    /// <summary>It set a timer.</summary>
    TimerCreated,

    /// <summary>A timer's moment came.</summary>
    TimerFired,

    /// <summary>It called another orchestrator.</summary>
    SubOrchestrationStarted,

    /// <summary>A sub-orchestration ended with an output.</summary>
    SubOrchestrationCompleted,

    /// <summary>A sub-orchestration failed or was ended.</summary>
    SubOrchestrationFailed,

    /// <summary>It sent an event to another orchestration.</summary>
    EventSent,

    /// <summary>An event reached it.</summary>
    EventRaised,

    /// <summary>It was stopped until it is resumed.</summary>
    Suspended,

    /// <summary>It may go on.</summary>
    Resumed,

    /// <summary>It was ended from outside.</summary>
    Terminated,

    /// <summary>It was set back to before its failure.</summary>
    Rewound,

    /// <summary>It ended, well or not, or began anew.</summary>
    Ended,

    /// <summary>Something that only the engine knows more of.</summary>
    Other,
}
