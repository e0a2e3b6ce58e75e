using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Hosting;

namespace Trad.LocalRuntime.Durable;

/// <summary>
/// One execution of an orchestrator: its code, kept alive between turns, or brought back to where it was by replaying
/// its history. What it decides in a turn is collected for the commit.
/// </summary>
internal sealed class OrchestrationExecution : TaskOrchestrationContext
{
    private readonly OrchestratorFunction _function;
    private readonly string _instanceId;
    private readonly string? _input;
    private readonly ILoggerFactory _logs;
    private readonly ExternalEvents _events = new();
    private readonly Queue<HistoryEvent> _deferred = new();
    private readonly TurnSynchronizationContext _turns;
    private readonly Dictionary<int, TaskCompletionSource<string?>> _open = [];
    private readonly Queue<HistoryEvent> _undecided = new();
    private Task<object?>? _code;
    private DateTime _now;
    private bool _replaying;
    private bool _foreign;
    private int _nextTaskId;
    private int _nextGuid;
    private (bool Requested, object? Input, bool KeepEvents) _continueAsNew;
    private HistoryEvent? _termination;
    private string? _violation;

    /// <param name="function">The orchestrator's code.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="input">The input, JSON.</param>
    /// <param name="parent">The orchestration that called this one, or null.</param>
    /// <param name="logs">Where the code's log goes.</param>
    /// <param name="onForeignContinuation">Called when the code awaited something that the engine did not start.</param>
    public OrchestrationExecution(
        OrchestratorFunction function, string instanceId, string? input, ParentOrchestrationInstance? parent, ILoggerFactory logs, Action onForeignContinuation)
    {
        _function = function;
        _instanceId = instanceId;
        _input = input;
        _logs = logs;
        Parent = parent;
        _turns = new TurnSynchronizationContext(() =>
        {
            Volatile.Write(ref _foreign, true);
            onForeignContinuation();
        });
    }

    public override TaskName Name => _function.Name;

    public override string InstanceId => _instanceId;

    public override ParentOrchestrationInstance? Parent { get; }

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => _replaying;

    protected override ILoggerFactory LoggerFactory => _logs;

    /// <summary>Whether it was stopped until it is resumed.</summary>
    public bool IsSuspended { get; private set; }

    /// <summary>Events that the next generation receives, oldest first.</summary>
    public IReadOnlyList<(string Name, string? Payload)> Unprocessed => _continueAsNew.KeepEvents ? _events.Kept : [];

    /// <summary>The custom status set last, JSON.</summary>
    public string? CustomStatus { get; private set; }

    /// <summary>Goes over recorded events; the code must decide what it decided before.</summary>
    public void Replay(IEnumerable<HistoryEvent> history)
    {
        _replaying = true;
        foreach (var recorded in history)
        {
            if (recorded.IsDecision)
            {
                Match(recorded);
            }
            else
            {
                Apply(recorded);
            }
        }

        _replaying = false;
    }

    /// <summary>Carries out a turn with new events and returns what the code decided.</summary>
    public IReadOnlyList<HistoryEvent> Take(IEnumerable<HistoryEvent> incoming)
    {
        foreach (var happened in incoming)
        {
            Apply(happened);
        }

        var decisions = _undecided.ToArray();
        _undecided.Clear();
        return decisions;
    }

    /// <summary>How the execution ended; null while it goes on.</summary>
    public Outcome? FindOutcome()
    {
        if (_termination is not null)
        {
            return new Outcome(OutcomeKind.Terminated, _termination.Payload);
        }

        if (_violation is not null)
        {
            return new Outcome(OutcomeKind.Failed, _violation);
        }

        if (_code is null)
        {
            return null;
        }

        if (!_code.IsCompleted)
        {
            return Volatile.Read(ref _foreign) || (_open.Count == 0 && !_events.IsAwaited && !IsSuspended)
                ? new Outcome(
                    OutcomeKind.Failed,
                    $"The orchestrator '{Name}' awaits a task that was not started through its context; move that work into an activity.")
                : null;
        }

        if (_code.IsFaulted)
        {
            var cause = _code.Exception!.InnerException!;
            return new Outcome(OutcomeKind.Failed, $"{cause.GetType().FullName}: {cause.Message}");
        }

        try
        {
            return _continueAsNew.Requested
                ? new Outcome(OutcomeKind.ContinuedAsNew, DurableJson.Write(_continueAsNew.Input))
                : new Outcome(OutcomeKind.Completed, DurableJson.Write(_code.GetAwaiter().GetResult()));
        }
        catch (Exception failure)
        {
            // The code was cancelled, or what it returned cannot be written as JSON.
            return new Outcome(OutcomeKind.Failed, $"{failure.GetType().FullName}: {failure.Message}");
        }
    }

    /// <inheritdoc/>
    public override T? GetInput<T>()
        where T : default => DurableJson.Read<T>(_input);

    /// <inheritdoc/>
    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = default, TaskOptions? options = default)
    {
        if (input is TaskOptions && options is null)
        {
            throw new ArgumentException("Task options were given as the activity's input; pass them as the argument 'options'.", nameof(input));
        }

        var payload = DurableJson.Write(input);
        var result = await TryRepeatedlyAsync(() => Decide(HistoryEventKind.ActivityScheduled, name.Name, payload), options?.Retry);
        return DurableJson.Read<TResult>(result)!;
    }

    /// <inheritdoc/>
    public override async Task<TResult> CallSubOrchestratorAsync<TResult>(TaskName orchestratorName, object? input = default, TaskOptions? options = default)
    {
        var instanceId = (options as SubOrchestrationOptions)?.InstanceId ?? NewGuid().ToString("N");
        var payload = DurableJson.Write(input);
        var result = await TryRepeatedlyAsync(
            () => Decide(HistoryEventKind.SubOrchestrationScheduled, orchestratorName.Name, payload, instanceId), options?.Retry);
        return DurableJson.Read<TResult>(result)!;
    }

    /// <inheritdoc/>
    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default) =>
        _events.WaitAsync<T>(eventName, cancellationToken);

    /// <inheritdoc/>
    public override void SendEvent(string instanceId, string eventName, object payload) =>
        _undecided.Enqueue(new HistoryEvent(HistoryEventKind.EventSent, _now, _nextTaskId++, eventName, DurableJson.Write(payload), instanceId));

    /// <inheritdoc/>
    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var id = _nextTaskId++;
        _undecided.Enqueue(new HistoryEvent(HistoryEventKind.TimerCreated, new DateTimeOffset(fireAt.ToUniversalTime(), TimeSpan.Zero), id));
        var fired = Open(id);
        await using var registration = cancellationToken.Register(() =>
        {
            _open.Remove(id);
            fired.TrySetCanceled(cancellationToken);
        });
        await fired.Task;
    }

    /// <inheritdoc/>
    public override void SetCustomStatus(object? customStatus) => CustomStatus = DurableJson.Write(customStatus);

    /// <inheritdoc/>
    public override void ContinueAsNew(object? newInput = default, bool preserveUnprocessedEvents = true) =>
        _continueAsNew = (true, newInput, preserveUnprocessedEvents);

    /// <inheritdoc/>
    public override Guid NewGuid()
    {
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes($"{_instanceId}/{_now:O}/{_nextGuid++}"));
        return new Guid(seed.AsSpan(0, 16));
    }

    private bool IsInTime(RetryPolicy policy, DateTime first) =>
        policy.RetryTimeout == Timeout.InfiniteTimeSpan || _now - first < policy.RetryTimeout;

    private async Task<string?> TryRepeatedlyAsync(Func<Task<string?>> attempt, TaskRetryOptions? retry)
    {
        var first = _now;
        for (var attempts = 1; ; attempts++)
        {
            try
            {
                return await attempt();
            }
            catch (TaskFailedException failure) when (retry is not null)
            {
                if (!await IsWorthRetryingAsync(retry, failure, attempts, first))
                {
                    throw;
                }
            }
        }
    }

    private async Task<bool> IsWorthRetryingAsync(TaskRetryOptions retry, TaskFailedException failure, int attempts, DateTime first)
    {
        if (retry.Handler is { } handler)
        {
            return await handler(new RetryContext(this, attempts, failure.FailureDetails, _now - first, CancellationToken.None));
        }

        var policy = retry.Policy!;
        if (attempts >= policy.MaxNumberOfAttempts || !IsInTime(policy, first) || !policy.HandleFailure(failure.FailureDetails))
        {
            return false;
        }

        // A power of the coefficient may be more than a TimeSpan can hold.
        var ticks = policy.FirstRetryInterval.Ticks * Math.Pow(policy.BackoffCoefficient, attempts - 1);
        var delay = ticks < policy.MaxRetryInterval.Ticks ? TimeSpan.FromTicks((long)ticks) : policy.MaxRetryInterval;
        await CreateTimer(_now + delay, CancellationToken.None);
        return true;
    }

    private Task<string?> Decide(HistoryEventKind kind, string name, string? input, string? target = null)
    {
        var id = _nextTaskId++;
        _undecided.Enqueue(new HistoryEvent(kind, _now, id, name, input, target));
        return Open(id).Task;
    }

    private TaskCompletionSource<string?> Open(int id) => _open[id] = new TaskCompletionSource<string?>();

    private void Match(HistoryEvent recorded)
    {
        if (_violation is not null)
        {
            return;
        }

        if (!_undecided.TryDequeue(out var decided) || decided.Kind != recorded.Kind || decided.TaskId != recorded.TaskId
            || !string.Equals(decided.Name, recorded.Name, StringComparison.OrdinalIgnoreCase))
        {
            _violation =
                $"Non-deterministic orchestrator '{Name}': the history has {recorded.Kind} #{recorded.TaskId} '{recorded.Name}', "
                + $"but the code now does {(decided is null ? "nothing" : $"{decided.Kind} #{decided.TaskId} '{decided.Name}'")}.";
        }
    }

    private void Apply(HistoryEvent happened)
    {
        if (IsSuspended && (happened.IsAnswer || happened.Kind is HistoryEventKind.ExecutionStarted or HistoryEventKind.EventRaised))
        {
            _deferred.Enqueue(happened);
            return;
        }

        switch (happened.Kind)
        {
            case HistoryEventKind.TurnStarted:
                _now = happened.Time.UtcDateTime;
                break;
            case HistoryEventKind.ExecutionStarted:
                _turns.Run(() => _code = _function.InvokeAsync(this, _input));
                break;
            case HistoryEventKind.ExecutionSuspended:
                IsSuspended = true;
                break;
            case HistoryEventKind.ExecutionResumed:
                IsSuspended = false;
                while (_deferred.TryDequeue(out var deferred))
                {
                    Apply(deferred);
                }

                break;
            case HistoryEventKind.ExecutionTerminated:
                _termination = happened;
                break;
            case HistoryEventKind.EventRaised:
                _turns.Run(() => _events.Raise(happened.Name!, happened.Payload));
                break;
            case HistoryEventKind.ActivityCompleted or HistoryEventKind.SubOrchestrationCompleted or HistoryEventKind.TimerFired when _open.Remove(happened.TaskId, out var task):
                _turns.Run(() => task.TrySetResult(happened.Payload));
                break;
            case HistoryEventKind.ActivityFailed or HistoryEventKind.SubOrchestrationFailed when _open.Remove(happened.TaskId, out var task):
                var details = DurableJson.Read<TaskFailureDetails>(happened.Payload)!;
                _turns.Run(() => task.TrySetException(new TaskFailedException(happened.Name!, happened.TaskId, details)));
                break;
        }
    }
}
