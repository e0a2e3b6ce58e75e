using System.Threading.Channels;
using Microsoft.DurableTask.Client;
using Trad.LocalRuntime.Durable.Execution;
using Trad.LocalRuntime.Durable.Storage;

namespace Trad.LocalRuntime.Durable;

/// <summary>
/// A running instance: takes what has happened to it, lets the orchestrator decide, commits both as one turn, and only
/// then has the decisions carried out. Whatever arrives while a turn is committed shares the next one.
/// </summary>
internal sealed class OrchestrationInstance(
    InstanceJournal journal, ITurnEffects effects, TimeProvider clock, Func<InstanceRecord, Action, OrchestrationExecution> execute)
{
    private readonly Channel<InstanceMessage> _mailbox =
        Channel.CreateUnbounded<InstanceMessage>(new UnboundedChannelOptions { SingleReader = true });
    private readonly TaskCompletionSource<InstanceRecord> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly OpenDecisions _open = new();
    private OrchestrationExecution _execution = null!;
    private bool _started;
    private bool _isToStart;

    /// <summary>The record as it was committed last.</summary>
    public InstanceRecord Record => journal.Record;

    /// <summary>Ends with the instance; cancelled when the host stops first, failed when not even its failure can be recorded.</summary>
    public Task<InstanceRecord> Ended => _ended.Task;

    /// <summary>Tells the instance what its generation's decision led to; a later generation has forgotten the decision.</summary>
    public void Answer(int generation, HistoryEvent happened) => _mailbox.Writer.TryWrite(new InstanceMessage(happened, generation, null));

    /// <summary>Tells the instance what has happened, and waits until that is recorded.</summary>
    /// <exception cref="InvalidOperationException">The instance ended first.</exception>
    public async Task TellAsync(HistoryEvent happened, CancellationToken cancellationToken)
    {
        var recorded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_mailbox.Writer.TryWrite(new InstanceMessage(happened, null, recorded)))
        {
            throw IsOver();
        }

        await recorded.Task.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Brings the instance to where its history ends, then carries out its turns until it has ended. One that cannot go on, because
    /// its history cannot be read or storage will never take its turn, fails with the reason: somebody may wait for it.
    /// </summary>
    public async Task RunAsync(bool isNew, CancellationToken cancellationToken)
    {
        try
        {
            try
            {
                await GoOnAsync(isNew, cancellationToken);
            }
            catch (Exception broken) when (!cancellationToken.IsCancellationRequested)
            {
                var reason = $"The orchestration could not go on: {StoragePatience.ReasonOf(broken)}.";
                var failed = Record with { Status = OrchestrationRuntimeStatus.Failed, Output = reason, LastUpdatedAt = clock.GetUtcNow() };
                await journal.SaveProgressAsync(failed, cancellationToken);
                effects.ReportBreak(Record, broken);
            }

            effects.ReportEnd(Record);
            _ended.TrySetResult(Record);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _ended.TrySetCanceled(cancellationToken);
            throw;
        }
        catch (Exception unrecorded)
        {
            _ended.TrySetException(new InvalidOperationException(
                $"The orchestration '{Record.InstanceId}' cannot go on in this process: {StoragePatience.ReasonOf(unrecorded)}.",
                unrecorded));
            throw;
        }
        finally
        {
            // Whoever tells it something now is not kept waiting.
            _mailbox.Writer.TryComplete();
            while (_mailbox.Reader.TryRead(out var late))
            {
                late.Recorded?.TrySetException(IsOver());
            }
        }
    }

    private async Task GoOnAsync(bool isNew, CancellationToken cancellationToken)
    {
        _execution = NewExecution();
        if (!isNew)
        {
            await RecoverAsync(cancellationToken);
        }

        while (!Record.IsEnded)
        {
            AskToStart();
            await _mailbox.Reader.WaitToReadAsync(cancellationToken);
            await TakeTurnAsync(cancellationToken);
        }
    }

    private OrchestrationExecution NewExecution()
    {
        var generation = Record.Generation;
        return execute(Record, () => Answer(generation, new HistoryEvent(HistoryEventKind.TurnStarted, clock.GetUtcNow())));
    }

    // Once for each generation, however that came to be the present one.
    private void AskToStart()
    {
        if (!_started && !_isToStart)
        {
            _isToStart = true;
            effects.Start(
                Record,
                () => new HistoryEvent(HistoryEventKind.ExecutionStarted, clock.GetUtcNow(), Name: Record.Name, Payload: Record.Input));
        }
    }

    private InvalidOperationException IsOver() =>
        new($"The orchestration '{Record.InstanceId}' takes nothing any more: its status is {Record.Status}.");

    private InvalidOperationException CannotTake(Exception failure) =>
        new($"The orchestration '{Record.InstanceId}' could not take this: {StoragePatience.ReasonOf(failure)}.", failure);

    private async Task RecoverAsync(CancellationToken cancellationToken)
    {
        var history = await journal.ReadAsync(cancellationToken);
        _started = history.Any(happened => happened.Kind == HistoryEventKind.ExecutionStarted);
        _execution.Replay(history.Where(happened => happened.Kind != HistoryEventKind.ExecutionEnded));
        _open.Recover(history);
        var outcome = journal.IsBegun ? _execution.FindOutcome() : null;
        if (outcome is { Kind: OutcomeKind.ContinuedAsNew })
        {
            // The inheritance may have been committed in part only.
            await journal.AppendAsync([], Inheritance(outcome), cancellationToken);
        }

        await SettleAsync(outcome, cancellationToken);
        foreach (var decision in outcome is null ? history.Where(happened => happened.IsDecision && _open.Contains(happened.TaskId)) : [])
        {
            effects.CarryOut(Record, decision);
        }
    }

    private async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        var (turn, senders, isForeign) = ReadMail();
        try
        {
            await CommitAsync(turn, isForeign, cancellationToken);
        }
        catch (Exception failure)
        {
            // What they told is not recorded.
            foreach (var sender in senders)
            {
                sender.TrySetException(failure is OperationCanceledException ? failure : CannotTake(failure));
            }

            throw;
        }

        foreach (var sender in senders)
        {
            sender.TrySetResult();
        }
    }

    private async Task CommitAsync(List<HistoryEvent> turn, bool isForeign, CancellationToken cancellationToken)
    {
        if (turn.Count > 1 || isForeign)
        {
            _started |= turn.Any(happened => happened.Kind == HistoryEventKind.ExecutionStarted);
            var decisions = _execution.Take(turn);
            var outcome = _execution.FindOutcome();
            turn.AddRange(decisions);
            if (outcome is not null)
            {
                turn.Add(new HistoryEvent(HistoryEventKind.ExecutionEnded, clock.GetUtcNow(), Name: outcome.Kind.ToString()));
            }

            await journal.AppendAsync(turn, Inheritance(outcome), cancellationToken);
            foreach (var decision in decisions)
            {
                _open.Add(decision.TaskId);
                effects.CarryOut(Record, decision);
            }

            await SettleAsync(outcome, cancellationToken);
        }
    }

    private (List<HistoryEvent> Turn, List<TaskCompletionSource> Senders, bool IsForeign) ReadMail()
    {
        // A clock that is set back must not make an orchestrator's time run backwards.
        var now = clock.GetUtcNow();
        var turn = new List<HistoryEvent> { new(HistoryEventKind.TurnStarted, now < _execution.Time ? _execution.Time : now) };
        var senders = new List<TaskCompletionSource>();
        var isForeign = false;
        while (_mailbox.Reader.TryRead(out var message))
        {
            if (message.Recorded is not null)
            {
                senders.Add(message.Recorded);
            }

            if (message.Generation is { } generation && generation != Record.Generation)
            {
                continue;
            }

            if (message.Event.Kind == HistoryEventKind.TurnStarted)
            {
                isForeign = true;
            }
            else if (_open.IsNews(message.Event))
            {
                turn.Add(message.Event);
            }
        }

        return (turn, senders, isForeign);
    }

    // What the next generation inherits is stored before it begins, so that the plug may be pulled in between.
    private List<HistoryEvent> Inheritance(Outcome? outcome) => outcome is not { Kind: OutcomeKind.ContinuedAsNew }
        ? []
        : [.. _execution.Unprocessed];

    private async Task SettleAsync(Outcome? outcome, CancellationToken cancellationToken)
    {
        var status = outcome?.Kind switch
        {
            OutcomeKind.Completed => OrchestrationRuntimeStatus.Completed,
            OutcomeKind.Terminated => OrchestrationRuntimeStatus.Terminated,
            OutcomeKind.Failed => OrchestrationRuntimeStatus.Failed,
            _ when _execution.IsSuspended => OrchestrationRuntimeStatus.Suspended,
            _ when _started => OrchestrationRuntimeStatus.Running,
            _ => OrchestrationRuntimeStatus.Pending,
        };
        var changed = Record with { Status = status, CustomStatus = _execution.CustomStatus, LastUpdatedAt = clock.GetUtcNow() };
        if (outcome is { Kind: OutcomeKind.ContinuedAsNew })
        {
            await BeginGenerationAsync(
                changed with { Generation = Record.Generation + 1, StartAt = null, Input = outcome.Payload }, cancellationToken);
        }
        else if (outcome is not null)
        {
            await journal.SaveProgressAsync(changed with { Output = outcome.Payload }, cancellationToken);
        }
        else if (changed.Status != Record.Status || changed.CustomStatus != Record.CustomStatus)
        {
            await journal.SaveProgressAsync(changed, cancellationToken);
        }
    }

    private async Task BeginGenerationAsync(InstanceRecord next, CancellationToken cancellationToken)
    {
        IReadOnlyList<HistoryEvent> inherited = [.. _execution.Unprocessed];
        await journal.BeginGenerationAsync(next, inherited.Count, cancellationToken);
        _execution = NewExecution();
        _execution.Replay(inherited);
        _open.Forget();
        _started = false;
        _isToStart = false;
    }
}
