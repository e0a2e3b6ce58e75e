using Azure.Data.Tables;
using Trad.Storage.Tables;
using Trad.Training.Operations;

namespace Trad.Storage.Operations;

/// <summary>The last run of every timer, one row each.</summary>
public sealed class TableTimerLog(StorageClients clients) : ITimerLog
{
    private const string Partition = "timer";

    private readonly TableClient _table = clients.Table(TableSet.Backlog);

    /// <inheritdoc/>
    public Task RecordAsync(string timer, DateTimeOffset at, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(new TableEntity(Partition, timer) { ["Last"] = at }, TableUpdateMode.Replace, cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, DateTimeOffset>> ReadAsync(CancellationToken cancellationToken)
    {
        var runs = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        await foreach (var row in _table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancellationToken))
        {
            if (StoredRow.TryRead(row, found => found.Required<DateTimeOffset>("Last"), out var last, out _))
            {
                runs[row.RowKey] = last;
            }
        }

        return runs;
    }
}
