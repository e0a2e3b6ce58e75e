using System.Security.Cryptography;
using System.Text;
using Microsoft.DurableTask;
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
    private readonly TurnSynchronizationContext _turns;
    private readonly Dictionary<int, TaskCompletionSource<string?>> _open = [];
    private readonly Queue<HistoryEvent> _undecided = new();
    private Task<object?>? _code;
    private DateTime _now;
    private bool _replaying;
    private bool _foreign;
    private int _nextTaskId;
    private int _nextGuid;
    private (bool Requested, object? Input) _continueAsNew;
    private string? _violation;

    /// <param name="function">The orchestrator's code.</param>
    /// <param name="instanceId">The instance.</param>
    /// <param name="input">The input, JSON.</param>
    /// <param name="onForeignContinuation">Called when the code awaited something that the engine did not start.</param>
    public OrchestrationExecution(OrchestratorFunction function, string instanceId, string? input, Action onForeignContinuation)
    {
        _function = function;
        _instanceId = instanceId;
        _input = input;
        _turns = new TurnSynchronizationContext(() =>
        {
            Volatile.Write(ref _foreign, true);
            onForeignContinuation();
        });
    }

    public override TaskName Name => _function.Name;

    public override string InstanceId => _instanceId;

    public override DateTime CurrentUtcDateTime => _now;

    public override bool IsReplaying => _replaying;

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
            return Volatile.Read(ref _foreign) || _open.Count == 0
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

        return _continueAsNew.Requested
            ? new Outcome(OutcomeKind.ContinuedAsNew, DurableJson.Write(_continueAsNew.Input))
            : new Outcome(OutcomeKind.Completed, DurableJson.Write(_code.Result));
    }

    /// <inheritdoc/>
    public override T? GetInput<T>()
        where T : default => DurableJson.Read<T>(_input);

    /// <inheritdoc/>
    public override async Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = default, TaskOptions? options = default)
    {
        var policy = options?.Retry?.Policy;
        var first = _now;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return DurableJson.Read<TResult>(await ScheduleActivity(name.Name, DurableJson.Write(input)))!;
            }
            catch (TaskFailedException) when (policy is not null && attempt < policy.MaxNumberOfAttempts && IsInTime(policy, first))
            {
                var delay = policy.FirstRetryInterval * Math.Pow(policy.BackoffCoefficient, attempt - 1);
                await CreateTimer(_now + (delay < policy.MaxRetryInterval ? delay : policy.MaxRetryInterval), CancellationToken.None);
            }
        }
    }

    /// <inheritdoc/>
    public override async Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var id = _nextTaskId++;
        _undecided.Enqueue(new HistoryEvent(HistoryEventKind.TimerCreated, new DateTimeOffset(fireAt, TimeSpan.Zero), id));
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
        _continueAsNew = (true, newInput);

    /// <inheritdoc/>
    public override Guid NewGuid()
    {
        var seed = SHA256.HashData(Encoding.UTF8.GetBytes($"{_instanceId}/{_now:O}/{_nextGuid++}"));
        return new Guid(seed.AsSpan(0, 16));
    }

    private bool IsInTime(RetryPolicy policy, DateTime first) =>
        policy.RetryTimeout == Timeout.InfiniteTimeSpan || _now - first < policy.RetryTimeout;

    private Task<string?> ScheduleActivity(string name, string? input)
    {
        var id = _nextTaskId++;
        _undecided.Enqueue(new HistoryEvent(HistoryEventKind.ActivityScheduled, _now, id, name, input));
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
        switch (happened.Kind)
        {
            case HistoryEventKind.TurnStarted:
                _now = happened.Time.UtcDateTime;
                break;
            case HistoryEventKind.ExecutionStarted:
                _turns.Run(() => _code = _function.InvokeAsync(this, _input));
                break;
            case HistoryEventKind.ActivityCompleted or HistoryEventKind.TimerFired when _open.Remove(happened.TaskId, out var task):
                _turns.Run(() => task.TrySetResult(happened.Payload));
                break;
            case HistoryEventKind.ActivityFailed when _open.Remove(happened.TaskId, out var task):
                var details = DurableJson.Read<TaskFailureDetails>(happened.Payload)!;
                _turns.Run(() => task.TrySetException(new TaskFailedException(happened.Name!, happened.TaskId, details)));
                break;
        }
    }
}
