using System.Threading.Channels;
using Azure;
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
    private readonly Channel<HistoryEvent> _mailbox = Channel.CreateUnbounded<HistoryEvent>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource<InstanceRecord> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
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

    /// <summary>Tells the instance what has happened.</summary>
    public void Post(HistoryEvent happened) => _mailbox.Writer.TryWrite(happened);

    /// <summary>Brings the instance to where its history ends, then carries out its turns until it has ended.</summary>
    public async Task RunAsync(bool isNew, CancellationToken cancellationToken)
    {
        if (!isNew)
        {
            await RecoverAsync(cancellationToken);
        }

        if (_position == 0)
        {
            Start();
        }

        while (!_record.IsEnded && await _mailbox.Reader.WaitToReadAsync(cancellationToken))
        {
            await TakeTurnAsync(cancellationToken);
        }

        _ended.TrySetResult(_record);
    }

    private OrchestrationExecution NewExecution() =>
        new(_function, _record.InstanceId, _record.Input, () => Post(new HistoryEvent(HistoryEventKind.TurnStarted, _engine.Now)));

    private void Start() =>
        Post(new HistoryEvent(HistoryEventKind.ExecutionStarted, _engine.Now, Name: _record.Name, Payload: _record.Input));

    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        var history = await _engine.Store.ReadHistoryAsync(_record, cancellationToken);
        _position = history.Count;
        _execution.Replay(history.Where(happened => happened.Kind != HistoryEventKind.ExecutionEnded));
        if (_position > 0 && _execution.FindOutcome() is { } outcome)
        {
            // The end was recorded in the history but not yet in the instance.
            await EndAsync(outcome, cancellationToken);
            return;
        }

        var done = history
            .Where(happened => happened.Kind is HistoryEventKind.ActivityCompleted or HistoryEventKind.ActivityFailed or HistoryEventKind.TimerFired)
            .Select(happened => happened.TaskId)
            .ToHashSet();
        foreach (var open in history.Where(happened => happened.IsDecision && !done.Contains(happened.TaskId)))
        {
            _engine.CarryOut(this, open);
        }
    }

    private async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        var turn = new List<HistoryEvent> { new(HistoryEventKind.TurnStarted, _engine.Now) };
        while (_mailbox.Reader.TryRead(out var happened))
        {
            if (happened.Kind != HistoryEventKind.TurnStarted)
            {
                turn.Add(happened);
            }
        }

        var decisions = _execution.Take(turn);
        var outcome = _execution.FindOutcome();
        turn.AddRange(decisions);
        if (outcome is not null)
        {
            turn.Add(new HistoryEvent(HistoryEventKind.ExecutionEnded, _engine.Now, Name: outcome.Kind.ToString()));
        }

        await PersistAsync(() => _engine.Store.AppendAsync(_record, _position, turn, cancellationToken), cancellationToken);
        _position += turn.Count;
        if (outcome is not null)
        {
            await EndAsync(outcome, cancellationToken);
            return;
        }

        foreach (var decision in decisions)
        {
            _engine.CarryOut(this, decision);
        }

        if (_record.Status != OrchestrationRuntimeStatus.Running || _record.CustomStatus != _execution.CustomStatus)
        {
            await SaveAsync(
                _record with { Status = OrchestrationRuntimeStatus.Running, CustomStatus = _execution.CustomStatus },
                cancellationToken);
        }
    }

    private async Task EndAsync(Outcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Kind != OutcomeKind.ContinuedAsNew)
        {
            await SaveAsync(
                _record with
                {
                    Status = outcome.Kind == OutcomeKind.Completed ? OrchestrationRuntimeStatus.Completed : OrchestrationRuntimeStatus.Failed,
                    Output = outcome.Payload,
                    CustomStatus = _execution.CustomStatus,
                },
                cancellationToken);
            return;
        }

        await SaveAsync(
            _record with { Generation = _record.Generation + 1, Input = outcome.Payload, CustomStatus = _execution.CustomStatus },
            cancellationToken);
        await PersistAsync(() => _engine.Store.ForgetEarlierGenerationsAsync(_record, cancellationToken), cancellationToken);
        _execution = NewExecution();
        _position = 0;
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
