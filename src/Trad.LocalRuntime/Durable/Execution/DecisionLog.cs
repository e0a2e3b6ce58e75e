using Microsoft.DurableTask;
using Trad.LocalRuntime.Durable.Storage;

namespace Trad.LocalRuntime.Durable.Execution;

/// <summary>
/// What an orchestrator's code has decided, numbered in order; which decisions are not yet in the history; and who waits
/// for the answer to which.
/// </summary>
internal sealed class DecisionLog(string orchestrator, TurnSynchronizationContext turns)
{
    private readonly Queue<HistoryEvent> _unrecorded = new();
    private readonly Dictionary<int, TaskCompletionSource<string?>> _waiting = [];
    private readonly HashSet<int> _undelivered = [];
    private int _nextTaskId;

    /// <summary>The time of the present turn.</summary>
    public DateTimeOffset Time { get; set; }

    /// <summary>Whether the code waits for an answer.</summary>
    public bool IsAwaited => _waiting.Count > 0;

    /// <summary>Whether an event that the code sent is still under way.</summary>
    public bool IsSending => _undelivered.Count > 0;

    /// <summary>How the code's decisions differ from those of its history; null while they do not.</summary>
    public string? Violation { get; private set; }

    /// <summary>Calls an activity or a sub-orchestration.</summary>
    public Task<string?> Call(HistoryEventKind kind, string name, string? input, string? other = null)
    {
        var id = Record(kind, Time, name, input, other);
        return Wait(id).Task;
    }

    /// <summary>Sets a timer; cancelling ends the wait.</summary>
    public async Task WaitUntilAsync(DateTimeOffset moment, CancellationToken cancellationToken)
    {
        var id = Record(HistoryEventKind.TimerCreated, moment, null, null, null);
        var fired = Wait(id);
        await using var registration = cancellationToken.Register(() =>
        {
            _waiting.Remove(id);
            fired.TrySetCanceled(cancellationToken);
        });
        await fired.Task;
    }

    /// <summary>Sends an event to another instance.</summary>
    public void Send(string instanceId, string name, string? payload) =>
        _undelivered.Add(Record(HistoryEventKind.EventSent, Time, name, payload, instanceId));

    /// <summary>The decisions made since the last turn.</summary>
    public IReadOnlyList<HistoryEvent> TakeNew()
    {
        var decisions = _unrecorded.ToArray();
        _unrecorded.Clear();
        return decisions;
    }

    /// <summary>Compares the code's next decision with the one of its history.</summary>
    public void Match(HistoryEvent recorded)
    {
        if (!_unrecorded.TryDequeue(out var decided))
        {
            Violate(recorded, "nothing");
        }
        else if (decided.Kind != recorded.Kind || decided.TaskId != recorded.TaskId
            || !string.Equals(decided.Name, recorded.Name, StringComparison.OrdinalIgnoreCase))
        {
            Violate(recorded, Describe(decided));
        }
    }

    /// <summary>Gives the code the answer it waits for.</summary>
    public void Answer(HistoryEvent happened)
    {
        _undelivered.Remove(happened.TaskId);
        if (!_waiting.Remove(happened.TaskId, out var waiting))
        {
            return;
        }

        turns.Run(() =>
        {
            if (happened.Kind is HistoryEventKind.ActivityFailed or HistoryEventKind.SubOrchestrationFailed)
            {
                var details = DurableJson.Read<TaskFailureDetails>(happened.Payload, $"the failure of '{happened.Name}'")!;
                waiting.TrySetException(new TaskFailedException(happened.Name!, happened.TaskId, details));
            }
            else
            {
                waiting.TrySetResult(happened.Payload);
            }
        });
    }

    private static string Describe(HistoryEvent decision) => $"{decision.Kind} #{decision.TaskId} '{decision.Name}'";

    private int Record(HistoryEventKind kind, DateTimeOffset time, string? name, string? payload, string? other)
    {
        turns.EnsureCurrent(orchestrator);
        _unrecorded.Enqueue(new HistoryEvent(kind, time, _nextTaskId, name, payload, other));
        return _nextTaskId++;
    }

    private TaskCompletionSource<string?> Wait(int id) => _waiting[id] = new TaskCompletionSource<string?>();

    private void Violate(HistoryEvent recorded, string now) => Violation ??=
        $"Non-deterministic orchestrator '{orchestrator}': the history has {Describe(recorded)}, but the code now does {now}.";
}
