using System.Threading.Channels;
using Azure;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Hosting;

namespace Trad.LocalRuntime.Durable;

/// <summary>
/// A running instance: takes what has happened to it, lets the orchestrator decide, commits both as one turn, and only
/// then has the decisions carried out. Completions that arrive together share a turn.
/// </summary>
internal sealed class OrchestrationInstance
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly DurableEngine _engine;
    private readonly OrchestratorFunction _function;
    private readonly Channel<Letter> _mailbox = Channel.CreateUnbounded<Letter>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource<InstanceRecord> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<int> _unanswered = [];
    private bool _started;
    private InstanceRecord _record;
    private OrchestrationExecution _execution;
    private int _position;

    public OrchestrationInstance(DurableEngine engine, OrchestratorFunction function, InstanceRecord record)
    {
        _engine = engine;
        _function = function;
        _record = record;
        _execution = NewExecution();
    }

    /// <summary>The record as it was committed last.</summary>
    public InstanceRecord Record => Volatile.Read(ref _record);

    /// <summary>Ends with the instance.</summary>
    public Task<InstanceRecord> Ended => _ended.Task;

    /// <summary>Tells the instance what its generation's decision led to; a later generation has forgotten the decision.</summary>
    public void Answer(int generation, HistoryEvent happened) => _mailbox.Writer.TryWrite(new Letter(happened, generation, null));

    /// <summary>Tells the instance what has happened, and waits until that is recorded.</summary>
    /// <exception cref="InvalidOperationException">The instance ended first.</exception>
    public async Task TellAsync(HistoryEvent happened, CancellationToken cancellationToken)
    {
        var recorded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_mailbox.Writer.TryWrite(new Letter(happened, null, recorded)))
        {
            throw HasEnded();
        }

        await recorded.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Brings the instance to where its history ends, then carries out its turns until it has ended.</summary>
    public async Task RunAsync(bool isNew, CancellationToken cancellationToken)
    {
        if (!isNew)
        {
            await RecoverAsync(cancellationToken);
        }

        if (!_started && !_record.IsEnded)
        {
            Start();
        }

        while (!_record.IsEnded && await _mailbox.Reader.WaitToReadAsync(cancellationToken))
        {
            await TakeTurnAsync(cancellationToken);
        }

        _mailbox.Writer.TryComplete();
        while (_mailbox.Reader.TryRead(out var late))
        {
            late.Recorded?.TrySetException(HasEnded());
        }

        _engine.ReportEnd(_record);
        _ended.TrySetResult(_record);
    }

    private OrchestrationExecution NewExecution() =>
        new(
            _function,
            _record.InstanceId,
            _record.Input,
            _record.Parent is { } parent ? new ParentOrchestrationInstance(parent.Name, parent.InstanceId) : null,
            _engine.Logs,
            () => Answer(_record.Generation, new HistoryEvent(HistoryEventKind.TurnStarted, _engine.Now)));

    private void Start()
    {
        var generation = _record.Generation;
        _engine.At(
            _record.StartAt ?? _engine.Now,
            () => Answer(generation, new HistoryEvent(HistoryEventKind.ExecutionStarted, _engine.Now, Name: _record.Name, Payload: _record.Input)));
    }

    private InvalidOperationException HasEnded() =>
        new($"The orchestration '{_record.InstanceId}' has ended with the status {_record.Status}.");

    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        var history = await _engine.Store.ReadHistoryAsync(_record, cancellationToken);
        _position = history.Count;
        _started = history.Any(happened => happened.Kind == HistoryEventKind.ExecutionStarted);
        _execution.Replay(history.Where(happened => happened.Kind != HistoryEventKind.ExecutionEnded));
        if (_position > 0 && _execution.FindOutcome() is { } outcome)
        {
            // The end was recorded in the history but not yet in the instance.
            await EndAsync(outcome, cancellationToken);
            return;
        }

        var done = history.Where(happened => happened.IsAnswer).Select(happened => happened.TaskId).ToHashSet();
        foreach (var open in history.Where(happened =>
            happened.IsDecision && happened.Kind != HistoryEventKind.EventSent && !done.Contains(happened.TaskId)))
        {
            CarryOut(open);
        }
    }

    private async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        var turn = new List<HistoryEvent> { new(HistoryEventKind.TurnStarted, _engine.Now) };
        var recorded = new List<TaskCompletionSource>();
        var foreign = false;
        while (_mailbox.Reader.TryRead(out var letter))
        {
            if (letter.Recorded is not null)
            {
                recorded.Add(letter.Recorded);
            }

            foreign |= letter.Event.Kind == HistoryEventKind.TurnStarted;
            if (IsNews(letter))
            {
                turn.Add(letter.Event);
            }
        }

        if (turn.Count == 1 && !foreign)
        {
            return;
        }

        _started |= turn.Any(happened => happened.Kind == HistoryEventKind.ExecutionStarted);
        var decisions = _execution.Take(turn);
        var outcome = _execution.FindOutcome();
        turn.AddRange(decisions);
        if (outcome is not null)
        {
            turn.Add(new HistoryEvent(HistoryEventKind.ExecutionEnded, _engine.Now, Name: outcome.Kind.ToString()));
        }

        await PersistAsync(() => _engine.Store.AppendAsync(_record, _position, turn, cancellationToken), cancellationToken);
        _position += turn.Count;
        foreach (var decision in decisions)
        {
            CarryOut(decision);
        }

        if (outcome is not null)
        {
            await EndAsync(outcome, cancellationToken);
        }
        else
        {
            var status = _execution.IsSuspended ? OrchestrationRuntimeStatus.Suspended
                : _started ? OrchestrationRuntimeStatus.Running
                : OrchestrationRuntimeStatus.Pending;
            if (_record.Status != status || _record.CustomStatus != _execution.CustomStatus)
            {
                await SaveAsync(_record with { Status = status, CustomStatus = _execution.CustomStatus }, cancellationToken);
            }
        }

        foreach (var sender in recorded)
        {
            sender.TrySetResult();
        }
    }

    // What a decision of an earlier generation led to, and a second answer to the same decision, are not news.
    private bool IsNews(Letter letter) => letter.Event.Kind switch
    {
        HistoryEventKind.TurnStarted => false,
        _ when letter.Generation is { } generation && generation != _record.Generation => false,
        _ when letter.Event.IsAnswer => _unanswered.Remove(letter.Event.TaskId),
        _ => true,
    };

    private void CarryOut(HistoryEvent decision)
    {
        if (decision.Kind != HistoryEventKind.EventSent)
        {
            _unanswered.Add(decision.TaskId);
        }

        _engine.CarryOut(this, _record, decision);
    }

    private async Task EndAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Kind != OutcomeKind.ContinuedAsNew)
        {
            await SaveAsync(
                _record with
                {
                    Status = outcome.Kind switch
                    {
                        OutcomeKind.Completed => OrchestrationRuntimeStatus.Completed,
                        OutcomeKind.Terminated => OrchestrationRuntimeStatus.Terminated,
                        _ => OrchestrationRuntimeStatus.Failed,
                    },
                    Output = outcome.Payload,
                    CustomStatus = _execution.CustomStatus,
                },
                cancellationToken);
            return;
        }

        // What the next generation inherits is stored before it begins, so that the plug may be pulled in between.
        var inherited = _execution.Unprocessed
            .Select(kept => new HistoryEvent(HistoryEventKind.EventRaised, _engine.Now, Name: kept.Name, Payload: kept.Payload))
            .ToList();
        var next = _record with { Generation = _record.Generation + 1 };
        if (inherited.Count > 0)
        {
            await PersistAsync(() => _engine.Store.AppendAsync(next, 0, inherited, cancellationToken), cancellationToken);
        }

        await SaveAsync(
            _record with { Generation = _record.Generation + 1, StartAt = null, Input = outcome.Payload, CustomStatus = _execution.CustomStatus },
            cancellationToken);
        await PersistAsync(() => _engine.Store.ForgetEarlierGenerationsAsync(_record, cancellationToken), cancellationToken);
        _execution = NewExecution();
        _execution.Replay(inherited);
        _position = inherited.Count;
        _unanswered.Clear();
        _started = false;
        Start();
    }

    private async Task SaveAsync(InstanceRecord changed, CancellationToken cancellationToken)
    {
        changed = changed with { LastUpdatedAt = _engine.Now };
        await PersistAsync(() => _engine.Store.SaveAsync(changed, cancellationToken), cancellationToken);
        Volatile.Write(ref _record, changed);
    }

    // A turn that cannot be committed has not happened; there is nothing to do but to try until storage is back.
    private async Task PersistAsync(Func<Task> persist, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await persist();
                return;
            }
            catch (Exception refused) when (refused is RequestFailedException or AggregateException && !cancellationToken.IsCancellationRequested)
            {
                _engine.Log.LogWarning(refused, "Storage refused a turn of {Instance}; trying again", _record.InstanceId);
                await Task.Delay(RetryDelay, cancellationToken);
            }
        }
    }
}
