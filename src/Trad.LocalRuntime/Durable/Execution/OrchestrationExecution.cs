using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Durable.Storage;
using Trad.LocalRuntime.Hosting;

namespace Trad.LocalRuntime.Durable.Execution;

/// <summary>
/// One execution of an orchestrator: its code, kept alive between turns, or brought back to where it was by replaying
/// its history. What it decides in a turn is collected for the commit.
/// </summary>
internal sealed class OrchestrationExecution
{
    private readonly OrchestratorFunction _function;
    private readonly InstanceRecord _record;
    private readonly IServiceProvider _services;
    private readonly ExternalEvents _events = new();
    private readonly Queue<HistoryEvent> _deferred = new();
    private readonly TurnSynchronizationContext _turns;
    private readonly DecisionLog _decisions;
    private readonly OrchestrationContext _context;
    private Task<object?>? _code;
    private bool _awaitsForeign;
    private HistoryEvent? _termination;

    /// <param name="function">The orchestrator's code.</param>
    /// <param name="record">The instance, with the input of this generation.</param>
    /// <param name="services">What the code's class asks for in its constructor.</param>
    /// <param name="logs">Where the code's log goes.</param>
    /// <param name="onForeignContinuation">Called when the code awaited something that the engine did not start.</param>
    public OrchestrationExecution(
        OrchestratorFunction function, InstanceRecord record, IServiceProvider services, ILoggerFactory logs, Action onForeignContinuation)
    {
        _function = function;
        _record = record;
        _services = services;
        _turns = new TurnSynchronizationContext(() =>
        {
            Volatile.Write(ref _awaitsForeign, true);
            onForeignContinuation();
        });
        _decisions = new DecisionLog(function.Name, _turns);
        _context = new OrchestrationContext(function.Name, record, _decisions, _events, _turns, logs);
    }

    /// <summary>The time of the last turn.</summary>
    public DateTimeOffset Time => _decisions.Time;

    /// <summary>Whether it was stopped until it is resumed.</summary>
    public bool IsSuspended { get; private set; }

    /// <summary>What the next generation begins with: events nobody waited for, oldest first, and a suspension.</summary>
    public IEnumerable<HistoryEvent> Unprocessed
    {
        get
        {
            var kept = _context.NextGeneration is { KeepsEvents: true } ? _events.Kept : [];
            return IsSuspended
                ? [.. kept, new HistoryEvent(HistoryEventKind.ExecutionSuspended, Time), .. _deferred.Where(
                    deferred => deferred.Kind == HistoryEventKind.EventRaised)]
                : kept;
        }
    }

    /// <summary>The custom status set last, JSON.</summary>
    public string? CustomStatus => _context.CustomStatus;

    /// <summary>Goes over recorded events; the code must decide what it decided before.</summary>
    public void Replay(IEnumerable<HistoryEvent> history)
    {
        _context.SetReplaying(true);
        foreach (var recorded in history)
        {
            if (recorded.IsDecision)
            {
                _decisions.Match(recorded);
            }
            else
            {
                Apply(recorded);
            }
        }

        _context.SetReplaying(false);
    }

    /// <summary>Carries out a turn with new events and returns what the code decided.</summary>
    public IReadOnlyList<HistoryEvent> Take(IEnumerable<HistoryEvent> incoming)
    {
        foreach (var happened in incoming)
        {
            Apply(happened);
        }

        return _decisions.TakeNew();
    }

    /// <summary>How the execution ended; null while it goes on.</summary>
    public Outcome? FindOutcome()
    {
        if (_termination is not null)
        {
            return new Outcome(OutcomeKind.Terminated, _termination.Payload);
        }

        if (_decisions.Violation is { } violation)
        {
            return new Outcome(OutcomeKind.Failed, violation);
        }

        if (_code is null || _decisions.IsSending)
        {
            return null;
        }

        if (_code.IsCompleted)
        {
            return Outcome.FromTask(_code, _context.NextGeneration, _function.Name);
        }

        return Volatile.Read(ref _awaitsForeign) || !(_decisions.IsAwaited || _events.IsAwaited || IsSuspended)
            ? new Outcome(
                OutcomeKind.Failed,
                $"The orchestrator '{_function.Name}' awaits a task that was not started through its context; move that work into an activity.")
            : null;
    }

    private void Apply(HistoryEvent happened)
    {
        if (IsSuspended && happened.Kind != HistoryEventKind.EventDelivered
            && (happened.IsAnswer || happened.Kind is HistoryEventKind.ExecutionStarted or HistoryEventKind.EventRaised))
        {
            _deferred.Enqueue(happened);
            return;
        }

        switch (happened.Kind)
        {
            case HistoryEventKind.TurnStarted:
                _decisions.Time = happened.Time;
                break;
            case HistoryEventKind.ExecutionStarted:
                _turns.Run(() => _code = _function.InvokeAsync(_context, _record.Input, _services));
                break;
            case HistoryEventKind.ExecutionSuspended:
                IsSuspended = true;
                break;
            case HistoryEventKind.ExecutionResumed:
                Resume();
                break;
            case HistoryEventKind.ExecutionTerminated:
                _termination = happened;
                break;
            case HistoryEventKind.EventRaised:
                _turns.Run(() => _events.Raise(happened));
                break;
            default:
                _decisions.Answer(happened);
                break;
        }
    }

    private void Resume()
    {
        IsSuspended = false;
        while (!IsSuspended && _deferred.TryDequeue(out var deferred))
        {
            Apply(deferred);
        }
    }
}
