using Azure;
using Azure.Data.Tables;
using Polly;
using Polly.Retry;
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

    // An attempt comes to the refusal that it met, or to none. What else is thrown fails its group at once; the next one is tried anew.
    private static readonly ResiliencePipeline<RequestFailedException?> Attempts =
        new ResiliencePipelineBuilder<RequestFailedException?>()
            .AddRetry(new RetryStrategyOptions<RequestFailedException?>
            {
                ShouldHandle = static attempt => ValueTask.FromResult(attempt.Outcome.Result is not null),
                MaxRetryAttempts = MostAttempts - 1,
                DelayGenerator = static attempt => ValueTask.FromResult<TimeSpan?>(
                    OptimisticUpdate.IsConflict(attempt.Outcome.Result!)
                        ? OptimisticRetry.PauseBehind(attempt.AttemptNumber + 1)
                        : RetryDelay),
            })
            .Build();

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
        var write = new GroupWrite(group, Guid.NewGuid().ToString("N"));
        if (await Attempts.ExecuteAsync(async _ => await TryWriteAsync(write)) is { } refused)
        {
            throw refused;
        }

        write.Plan!.Accepted.ForEach(append => append.Succeed());
        write.Plan.Refused.ForEach(
            append => append.Fail(
                new JournalClosedException($"The attempt {append.Attempt} of the job {jobId} has ended, or the job was removed.")));
    }

    /// <summary>Writes the group; the refusal after which it may be tried again, or null when it is written.</summary>
    private async Task<RequestFailedException?> TryWriteAsync(GroupWrite write)
    {
        // The answer to the attempt before was lost: it may have been written all the same.
        if (write.IsUnsure && await IsWrittenAsync(write))
        {
            return null;
        }

        var head = _head ??= await ReadHeadAsync();
        write.Tries(JournalAppend.Plan(head, write.Group, write.Commit), head.Next);
        if (!write.Plan!.Changes)
        {
            return null;
        }

        try
        {
            var actions = JournalRow.Pack(jobId, write.Commit, write.Plan.Events)
                .Select(row => new TableTransactionAction(TableTransactionActionType.Add, row))
                .Append(write.Plan.Head.ToAction(jobId))
                .ToList();
            var response = await table.SubmitTransactionAsync(actions);
            _head = write.Plan.Head with { ETag = response.Value[^1].Headers.ETag };
            return null;
        }
        catch (RequestFailedException conflict) when (OptimisticUpdate.IsConflict(conflict))
        {
            // Another process appended or removed the journal, or this is the echo of our own write whose answer was lost.
            _head = await ReadHeadAsync();
            return await IsWrittenAsync(write) ? null : conflict;
        }
        catch (RequestFailedException failure) when (failure.Status is 0 or >= 500)
        {
            _head = null;
            write.IsUnsure = true;
            return failure;
        }
    }

    private async Task<JournalHead> ReadHeadAsync()
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(jobId, JournalHead.RowKey);
        return found.HasValue ? await JournalHead.ReadAsync(table, found.Value!, CancellationToken.None) : new JournalHead();
    }

    private async Task<bool> IsWrittenAsync(GroupWrite write)
    {
        if (write.Plan!.Events.Count == 0)
        {
            return (_head ??= await ReadHeadAsync()).Commit == write.Commit;
        }

        var row = await table.GetEntityIfExistsAsync<TableEntity>(jobId, JournalRow.Key(write.First), ["Commit"]);
        return row.HasValue && row.Value!.GetString("Commit") == write.Commit;
    }

    /// <summary>A group on its way into the journal.</summary>
    private sealed class GroupWrite(List<PendingAppend> group, string commit)
    {
        public List<PendingAppend> Group { get; } = group;

        /// <summary>What its rows carry, by which they are known again.</summary>
        public string Commit { get; } = commit;

        /// <summary>What the last attempt wrote or tried to; null before the first.</summary>
        public JournalAppend? Plan { get; private set; }

        /// <summary>Where its events begin in the journal.</summary>
        public int First { get; private set; }

        /// <summary>Whether the last attempt may have been written although it was not told so.</summary>
        public bool IsUnsure { get; set; }

        public void Tries(JournalAppend plan, int first)
        {
            Plan = plan;
            First = first;
            IsUnsure = false;
        }
    }
}
