namespace Microsoft.DurableTask.Client;

/// <summary>Where an orchestration stands.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>At work.</summary>
    Running = 0,

    /// <summary>Ended with an output.</summary>
    Completed = 1,

    /// <summary>Ended with an exception.</summary>
    Failed = 3,

    /// <summary>Ended from outside.</summary>
    Terminated = 5,

    /// <summary>Not started.</summary>
    Pending = 6,

    /// <summary>Stopped from outside until it is resumed.</summary>
    Suspended = 7,
}
