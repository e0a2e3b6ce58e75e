using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Durable.Execution;

namespace Microsoft.DurableTask;

/// <summary>What an orchestrator may do. Everything else it does must be deterministic: it is replayed from its history.</summary>
public abstract class TaskOrchestrationContext
{
    /// <summary>The orchestrator's name.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The instance's identity.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The orchestration that called this one; null when a client started it.</summary>
    public abstract ParentOrchestrationInstance? Parent { get; }

    /// <summary>The time of the current turn, the same when it is replayed.</summary>
    public abstract DateTime CurrentUtcDateTime { get; }

    /// <summary>Whether the code is going over history.</summary>
    public abstract bool IsReplaying { get; }

    /// <summary>Where logs go, while history is replayed too.</summary>
    protected abstract ILoggerFactory LoggerFactory { get; }

    /// <summary>The input.</summary>
    public abstract T? GetInput<T>();

    /// <summary>Calls an activity without a result.</summary>
    /// <exception cref="TaskFailedException">The activity failed.</exception>
    public virtual Task CallActivityAsync(TaskName name, object? input = default, TaskOptions? options = default) =>
        CallActivityAsync<object?>(name, input, options);

    /// <summary>Calls an activity without an input.</summary>
    /// <exception cref="TaskFailedException">The activity failed.</exception>
    public virtual Task CallActivityAsync(TaskName name, TaskOptions options) => CallActivityAsync(name, null, options);

    /// <summary>Calls an activity without an input.</summary>
    /// <exception cref="TaskFailedException">The activity failed.</exception>
    public virtual Task<TResult> CallActivityAsync<TResult>(TaskName name, TaskOptions options) => CallActivityAsync<TResult>(name, null, options);

    /// <summary>Calls an activity.</summary>
    /// <exception cref="TaskFailedException">The activity failed.</exception>
    public abstract Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = default, TaskOptions? options = default);

    /// <summary>Calls another orchestrator without a result.</summary>
    /// <exception cref="TaskFailedException">The sub-orchestration failed or was ended.</exception>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, object? input = default, TaskOptions? options = default) =>
        CallSubOrchestratorAsync<object?>(orchestratorName, input, options);

    /// <summary>Calls another orchestrator without an input.</summary>
    /// <exception cref="TaskFailedException">The sub-orchestration failed or was ended.</exception>
    public virtual Task CallSubOrchestratorAsync(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync(orchestratorName, null, options);

    /// <summary>Calls another orchestrator without an input.</summary>
    /// <exception cref="TaskFailedException">The sub-orchestration failed or was ended.</exception>
    public virtual Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, TaskOptions options) =>
        CallSubOrchestratorAsync<TResult>(orchestratorName, null, options);

    /// <summary>Calls another orchestrator.</summary>
    /// <exception cref="TaskFailedException">The sub-orchestration failed or was ended.</exception>
    public abstract Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = default, TaskOptions? options = default);

    /// <summary>Waits for an external event; one that came before is kept. Names are not case-sensitive.</summary>
    public abstract Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default);

    /// <summary>Waits for an external event for some time.</summary>
    /// <exception cref="TaskCanceledException">The event did not come in time.</exception>
    public Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout) =>
        WaitForExternalEvent<T>(eventName, timeout, CancellationToken.None);

    /// <summary>Waits for an external event for some time.</summary>
    /// <exception cref="TaskCanceledException">The event did not come in time, or the wait was cancelled.</exception>
    public async Task<T> WaitForExternalEvent<T>(string eventName, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var stopTimer = new CancellationTokenSource();
        using var stopWaiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var timer = CreateTimer(timeout, stopTimer.Token);
        var raised = WaitForExternalEvent<T>(eventName, stopWaiting.Token);
        var loser = await Task.WhenAny(timer, raised) == raised ? stopTimer : stopWaiting;
        CancelHere(loser);
        return await raised;
    }

    /// <summary>Sends an event to another orchestration; when there is none of that identity it is dropped.</summary>
    public abstract void SendEvent(string instanceId, string eventName, object payload);

    /// <summary>Waits for a length of time.</summary>
    public virtual Task CreateTimer(TimeSpan delay, CancellationToken cancellationToken) =>
        CreateTimer(CurrentUtcDateTime + delay, cancellationToken);

    /// <summary>Waits for a moment.</summary>
    public abstract Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken);

    /// <summary>Shows a status to whoever asks for the instance; visible when the turn is committed.</summary>
    public abstract void SetCustomStatus(object? customStatus);

    /// <summary>Starts again with a new input and an empty history when the orchestrator returns.</summary>
    public abstract void ContinueAsNew(object? newInput = default, bool preserveUnprocessedEvents = true);

    /// <summary>A log that receives nothing while history is replayed.</summary>
    public virtual ILogger CreateReplaySafeLogger(string categoryName) => new ReplaySafeLogger(this, LoggerFactory.CreateLogger(categoryName));

    /// <summary>A log that receives nothing while history is replayed.</summary>
    public virtual ILogger CreateReplaySafeLogger(Type type) => CreateReplaySafeLogger(type.FullName!);

    /// <summary>A log that receives nothing while history is replayed.</summary>
    public virtual ILogger CreateReplaySafeLogger<T>() => CreateReplaySafeLogger(typeof(T));

    /// <summary>An identity that is the same when it is replayed.</summary>
    public abstract Guid NewGuid();

    // CancelAsync would run the callbacks on another thread, where no orchestrator code may run.
    private static void CancelHere(CancellationTokenSource source) => source.Cancel();
}
