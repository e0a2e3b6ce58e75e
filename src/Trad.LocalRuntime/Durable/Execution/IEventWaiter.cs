namespace Trad.LocalRuntime.Durable.Execution;

/// <summary>A place where an orchestrator waits for an external event.</summary>
internal interface IEventWaiter
{
    /// <summary>What the event's payload is read as.</summary>
    Type Type { get; }

    /// <summary>Whether the wait was cancelled.</summary>
    bool IsOver { get; }

    /// <summary>Ends the wait with a payload.</summary>
    void Receive(string? payload);
}
