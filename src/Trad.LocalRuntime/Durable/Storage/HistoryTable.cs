using Azure;
using Azure.Data.Tables;

namespace Trad.LocalRuntime.Durable.Storage;

/// <summary>
/// <c>{hub}History</c>: one partition for each orchestration, whose rows are appended turn by turn. The last row of a turn
/// closes it; rows of a turn that was never closed do not count.
/// </summary>
internal sealed class HistoryTable(TableServiceClient tables, PayloadStore payloads, string hubName)
{
    private readonly TableClient _table = tables.GetTableClient($"{hubName}History");

    public Task InitializeAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>Appends a turn; it counts as a whole or not at all. One round trip unless it is large.</summary>
    /// <param name="instance">The instance in its present generation.</param>
    /// <param name="position">The number of events before the turn.</param>
    /// <param name="turn">The events.</param>
    /// <param name="inherited">What the next generation begins with, when the turn ends this one.</param>
    /// <param name="outdated">Keys of rows of earlier generations, removed as far as there is room.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>How many of the outdated rows were removed.</returns>
    public async Task<int> AppendAsync(
        InstanceRecord instance, int position, IReadOnlyList<HistoryEvent> turn, IReadOnlyList<HistoryEvent> inherited,
        IReadOnlyList<string> outdated,
        CancellationToken cancellationToken)
    {
        var batches = new TransactionBatches();
        var next = instance with { Generation = instance.Generation + 1 };
        var bequest = await WriteAsync(next, 0, inherited, cancellationToken);
        var own = await WriteAsync(instance, position, turn, cancellationToken);
        foreach (var row in bequest.SkipLast(1).Concat(own.SkipLast(1)))
        {
            batches.Add([row]);
        }

        // Both are closed at once: a closed inheritance of a turn that was not would outlive a shorter one, which covers only its
        // beginning, and be read behind it.
        batches.Add([.. bequest.TakeLast(1), .. own.TakeLast(1)]);
        var removed = batches.AddDeletions(StorageKey.Encode(instance.InstanceId), outdated);
        foreach (var batch in batches.All)
        {
            await _table.SubmitTransactionAsync(batch, cancellationToken);
        }

        return removed;
    }

    /// <summary>
    /// The history of an instance's present generation, as far as its turns were closed, and the keys of rows that
    /// earlier generations left.
    /// </summary>
    public async Task<(IReadOnlyList<HistoryEvent> Events, IReadOnlyList<string> Outdated)> ReadAsync(
        InstanceRecord instance, CancellationToken cancellationToken)
    {
        var events = new List<HistoryEvent>();
        var outdated = new List<string>();
        var closed = 0;
        var to = StorageKey.OfEvent(instance.Generation + 1, 0);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {StorageKey.Encode(instance.InstanceId)} and RowKey lt {to}");
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            if (StorageKey.GenerationOf(row.RowKey) < instance.Generation)
            {
                outdated.Add(row.RowKey);
                continue;
            }

            events.Add(await HistoryRow.ReadAsync(row, payloads, cancellationToken));
            if (row.GetBoolean(HistoryRow.ClosesTurn) == true)
            {
                closed = events.Count;
            }
        }

        events.RemoveRange(closed, events.Count - closed);
        return (events, outdated);
    }

    /// <summary>Removes every row of the generations before one.</summary>
    public async Task DeleteBeforeAsync(string instanceId, int generation, CancellationToken cancellationToken)
    {
        var to = StorageKey.OfEvent(generation, 0);
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {StorageKey.Encode(instanceId)} and RowKey lt {to}");
        var rows = new List<TableTransactionAction>();
        await foreach (var row in _table.QueryAsync<TableEntity>(
            filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            rows.Add(new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All));
        }

        foreach (var batch in rows.Chunk(TransactionBatches.MostRows))
        {
            await _table.SubmitTransactionAsync(batch, cancellationToken);
        }
    }

    private async Task<List<SizedRow>> WriteAsync(
        InstanceRecord instance, int position, IReadOnlyList<HistoryEvent> events, CancellationToken cancellationToken)
    {
        var rows = new List<SizedRow>(events.Count);
        for (var i = 0; i < events.Count; i++)
        {
            var row = await HistoryRow.WriteAsync(instance, position + i, events[i], i == events.Count - 1, payloads, cancellationToken);
            rows.Add(new SizedRow(row, events[i].Payload?.Length ?? 0));
        }

        return rows;
    }
}
