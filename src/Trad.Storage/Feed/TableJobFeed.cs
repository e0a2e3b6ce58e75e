using Azure.Data.Tables;
using Trad.Storage.Journal;
using Trad.Storage.Tables;
using Trad.Training.Jobs;

namespace Trad.Storage.Feed;

/// <summary>The feed in a table of its own, kept like the journal of a job.</summary>
public sealed class TableJobFeed(StorageClients clients, TimeProvider clock) : IJobFeed
{
    private const string Partition = "jobs";

    // No row holds more changes than this, so the row of a number begins at most so far before it.
    private const int MostPerRow = 1_000;

    private readonly TableClient _table = clients.Table(TableSet.Changes);
    private readonly JournalWriter _writer = new(clients.Table(TableSet.Changes), Partition);

    /// <inheritdoc/>
    public Task AppendAsync(string jobId, bool isRemoval = false) =>
        _writer.AppendAsync(new PendingAppend(int.MaxValue, [JobEvent.OfChange(clock.GetUtcNow(), jobId, isRemoval)], Closes: false));

    /// <inheritdoc/>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        var head = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, JournalHead.RowKey, cancellationToken: cancellationToken);
        return head.HasValue ? (await JournalHead.ReadAsync(_table, head.Value!, cancellationToken)).Next : 0;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobChange>> ReadNextAsync(int sequence, CancellationToken cancellationToken)
    {
        var row =
            await _table.GetEntityIfExistsAsync<TableEntity>(Partition, JournalRow.Key(sequence), cancellationToken: cancellationToken);
        if (!row.HasValue)
        {
            return [];
        }

        if (StoredRow.TryRead(row.Value!, JournalRow.Unpack, out var events, out _))
        {
            return [.. events.Select(ToChange)];
        }

        // What changed there is lost; who follows goes on with what comes behind it, once there is something.
        var (damaged, end) = (row.Value!.RowKey, JournalRow.End);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey gt {damaged} and RowKey lt {end}");
        var next = await _table.QueryAsync<TableEntity>(filter, 1, cancellationToken: cancellationToken)
            .FirstOrDefaultAsync(cancellationToken);
        return next is not null && StoredRow.TryRead(next, JournalRow.Unpack, out var later, out _) ? [.. later.Select(ToChange)] : [];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobChange>?> ReadAsync(int sequence, CancellationToken cancellationToken)
    {
        // The end first: what is appended meanwhile may be read as well, but is not missed.
        var next = await EndAsync(cancellationToken);
        var (first, end) = (JournalRow.Key(Math.Max(0, sequence - MostPerRow)), JournalRow.End);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {first} and RowKey lt {end}");
        var changes = new List<JobChange>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (!StoredRow.TryRead(row, JournalRow.Unpack, out var events, out _))
            {
                // The reader begins anew, as with changes that are not kept any more.
                return null;
            }

            changes.AddRange(events.Where(happened => happened.Sequence >= sequence).Select(ToChange));
        }

        return (changes.Count > 0 ? changes[0].Sequence : next) == sequence ? changes : null;
    }

    /// <inheritdoc/>
    public async Task TrimAsync(int keep, CancellationToken cancellationToken)
    {
        var (first, last) = (JournalRow.Key(0), JournalRow.Key(Math.Max(0, await EndAsync(cancellationToken) - keep)));
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {Partition} and RowKey ge {first} and RowKey lt {last}");
        await _table.DeleteAllAsync(filter, cancellationToken);
    }

    private static JobChange ToChange(JobEvent happened) => new(happened.Sequence, happened.JobId!, happened.Kind == JobEventKind.Removed);
}
