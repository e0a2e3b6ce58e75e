namespace Microsoft.DurableTask;

/// <summary>What an orchestrator may do. Everything else it does must be deterministic: it is replayed from its history.</summary>
public abstract class TaskOrchestrationContext
{
    /// <summary>The orchestrator's name.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The instance's identity.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The time of the current turn, the same when it is replayed.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether the code is going over history.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>The input.</summary>
    public abstract T? GetInput<T>();

    /// <summary>Calls an activity without a result.</summary>
    /// <exception cref="TaskFailedException">The activity failed.</exception>
    public virtual Task CallActivityAsync(TaskName name, object? input = default, TaskOptions? options = default) =>
        CallActivityAsync<object?>(name, input, options);

    /// <summary>Calls an activity.</summary>
    /// <exception cref="TaskFailedException">The activity failed.</exception>
    public abstract Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = default, TaskOptions? options = default);

    /// <summary>Waits for a length of time.</summary>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) =>
        CreateTimer(CurrentUtcDateTime + delay, cancellationToken);

    /// <summary>Waits for a moment.</summary>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Shows a status to whoever asks for the instance; visible when the turn is committed.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Starts again with a new input and an empty history when the orchestrator returns.</summary>
    public abstract void ContinueAsNew(object? newInput = default, bool preserveUnprocessedEvents = true);

    /// <summary>An identity that is the same when it is replayed.</summary>
    public abstract Guid NewGuid();
}
