using System.Collections.Concurrent;
using Azure.Data.Tables;
using Trad.Storage.Tables;
using Trad.Training.Jobs;

namespace Trad.Storage.Journal;

/// <summary>Journals in a table, one partition per job; beside the events lie the head row and the live progress.</summary>
public sealed class TableJobJournal(StorageClients clients) : IJobJournal
{
    // Writers remember their journal's head; beyond this many the idle ones are let go.
    private const int MostWriters = 256;

    private readonly TableClient _table = clients.Table(TableSet.Journal);
    private readonly ConcurrentDictionary<string, JournalWriter> _writers = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task AppendAsync(string jobId, int attempt, IReadOnlyList<JobEvent> events) =>
        WriterOf(jobId).AppendAsync(new PendingAppend(attempt, events));

    /// <inheritdoc/>
    public Task ContinueAsync(string jobId, int attempt, IReadOnlyList<JobEvent> events) =>
        WriterOf(jobId).AppendAsync(new PendingAppend(attempt, events, Begins: false));

    /// <inheritdoc/>
    public Task CloseAsync(string jobId, int attempt) => WriterOf(jobId).AppendAsync(new PendingAppend(attempt, [], Closes: true));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobEvent>> ReadAsync(string jobId, int after, CancellationToken cancellationToken) =>
        [.. (await ReadAllAsync(jobId, JournalRow.Unpack, cancellationToken)).SkipWhile(happened => happened.Sequence <= after)];

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobEvent>> ReadForReadersAsync(string jobId, CancellationToken cancellationToken) =>
        ReadAllAsync(jobId, JournalRow.UnpackForReaders, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JobEvent>> ReadNextAsync(string jobId, int sequence, CancellationToken cancellationToken)
    {
        var row = await _table.GetEntityIfExistsAsync<TableEntity>(jobId, JournalRow.Key(sequence), cancellationToken: cancellationToken);
        return row.HasValue ? JournalRow.UnpackForReaders(row.Value!) : [];
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string jobId, CancellationToken cancellationToken)
    {
        _writers.TryRemove(jobId, out _);
        await _table.DeleteAllAsync(TableClient.CreateQueryFilter($"PartitionKey eq {jobId}"), cancellationToken);
    }

    // The row that holds the next event may begin earlier, so reading starts at the beginning.
    private async Task<IReadOnlyList<JobEvent>> ReadAllAsync(
        string jobId, Func<TableEntity, IReadOnlyList<JobEvent>> unpack, CancellationToken cancellationToken)
    {
        var end = JournalRow.End;
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {jobId} and RowKey lt {end}");
        var events = new List<JobEvent>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            events.AddRange(unpack(row));
        }

        return events;
    }

    private JournalWriter WriterOf(string jobId)
    {
        if (_writers.Count > MostWriters)
        {
            foreach (var (id, writer) in _writers)
            {
                if (id != jobId && writer.IsIdle)
                {
                    _writers.TryRemove(id, out _);
                }
            }
        }

        return _writers.GetOrAdd(jobId, id => new JournalWriter(_table, id));
    }
}
