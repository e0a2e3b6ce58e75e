using Azure;
using Azure.Data.Tables;
using Trad.Storage.Requests;
using Trad.Storage.Tables;
using Trad.Training.Jobs;

namespace Trad.Storage.Journal;

/// <summary>Appends to one job's journal: one transaction at a time, each with everything that has come meanwhile.</summary>
internal sealed class JournalWriter(TableClient table, string jobId)
{
    // 100 entities go into a transaction, 4 MB at most; a row of events holds up to 60 KB.
    private const int MostEvents = 1_000;
    private const int MostAttempts = 50;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    private readonly Lock _guard = new();
    private readonly Queue<PendingAppend> _pending = new();
    private JournalHead? _head;
    private bool _writing;

    /// <summary>Whether nothing waits.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_guard)
            {
                return !_writing;
            }
        }
    }

    public Task AppendAsync(PendingAppend append)
    {
        lock (_guard)
        {
            _pending.Enqueue(append);
            if (!_writing)
            {
                _writing = true;
                _ = Task.Run(WriteAllAsync);
            }
        }

        return StorageWait.ForAsync(append.Stored);
    }

    private async Task WriteAllAsync()
    {
        // It writes for everybody who appends, not only for whoever happened to be first.
        StorageWait.Unlimited();
        while (TakePending() is { Count: > 0 } group)
        {
            try
            {
                await WriteAsync(group);
            }
            catch (Exception failure)
            {
                // Whatever it is, it is the group's: who waits must hear of it, and what comes next has its own attempt.
                _head = null;
                group.ForEach(append => append.Fail(failure));
            }
        }
    }

    private List<PendingAppend> TakePending()
    {
        lock (_guard)
        {
            var group = new List<PendingAppend>();
            var events = 0;
            while (_pending.TryPeek(out var next) && (group.Count == 0 || events + next.Events.Count <= MostEvents))
            {
                events += next.Events.Count;
                group.Add(_pending.Dequeue());
            }

            _writing = group.Count > 0;
            return group;
        }
    }

    private async Task WriteAsync(List<PendingAppend> group)
    {
        var commit = Guid.NewGuid().ToString("N");
        for (var attempt = 1; ; attempt++)
        {
            var head = _head ??= await ReadHeadAsync();
            var plan = JournalAppend.Plan(head, group, commit);
            if (plan.Changes)
            {
                try
                {
                    var actions = JournalRow.Pack(jobId, commit, plan.Events)
                        .Select(row => new TableTransactionAction(TableTransactionActionType.Add, row))
                        .Append(plan.Head.ToAction(jobId))
                        .ToList();
                    var response = await table.SubmitTransactionAsync(actions);
                    _head = plan.Head with { ETag = response.Value[^1].Headers.ETag };
                }
                catch (RequestFailedException conflict) when (OptimisticUpdate.IsConflict(conflict) && attempt < MostAttempts)
                {
                    // Another process appended or removed the journal, or this is the echo of our own write whose answer was lost.
                    _head = await ReadHeadAsync();
                    if (!await IsWrittenAsync(head.Next, commit, plan))
                    {
                        await OptimisticUpdate.PauseAsync(attempt, CancellationToken.None);
                        continue;
                    }
                }
                catch (RequestFailedException failure) when (failure.Status is 0 or >= 500 && attempt < MostAttempts)
                {
                    await Task.Delay(RetryDelay);
                    _head = null;
                    if (!await IsWrittenAsync(head.Next, commit, plan))
                    {
                        continue;
                    }
                }
            }

            plan.Accepted.ForEach(append => append.Succeed());
            plan.Refused.ForEach(
                append => append.Fail(
                    new JournalClosedException($"The attempt {append.Attempt} of the job {jobId} has ended, or the job was removed.")));
            return;
        }
    }

    private async Task<JournalHead> ReadHeadAsync()
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(jobId, JournalHead.RowKey);
        return found.HasValue ? await JournalHead.ReadAsync(table, found.Value!, CancellationToken.None) : new JournalHead();
    }

    private async Task<bool> IsWrittenAsync(int first, string commit, JournalAppend plan)
    {
        if (plan.Events.Count == 0)
        {
            return (_head ??= await ReadHeadAsync()).Commit == commit;
        }

        var row = await table.GetEntityIfExistsAsync<TableEntity>(jobId, JournalRow.Key(first), ["Commit"]);
        return row.HasValue && row.Value!.GetString("Commit") == commit;
    }
}
