using Azure;
using Azure.Data.Tables;
using Trad.Storage.Tables;
using Trad.Training.Operations;

namespace Trad.Storage.Operations;

/// <summary>The last run of every duty, one row each.</summary>
public sealed class TableTimerLog(StorageClients clients) : ITimerLog
{
    private const string Partition = "timer";

    private readonly TableClient _table = clients.Table(TableSet.Backlog);

    /// <inheritdoc/>
    public async Task<DutyRecord?> TryWriteAsync(DutyRecord record, CancellationToken cancellationToken)
    {
        var row = new TableEntity(Partition, record.Duty)
        {
            ["Since"] = record.Since,
            ["Last"] = record.Began,
            ["Ended"] = record.Ended,
            ["Failure"] = record.Failure,
        };
        try
        {
            var written = record.Mark is { } mark
                ? await _table.UpdateEntityAsync(row, new ETag(mark), TableUpdateMode.Replace, cancellationToken)
                : await _table.AddEntityAsync(row, cancellationToken);
            return record with { Mark = written.Headers.ETag!.Value.ToString() };
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412 && conflict.ErrorCode != "TableNotFound")
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, DutyRecord>> ReadAsync(CancellationToken cancellationToken)
    {
        var runs = new Dictionary<string, DutyRecord>(StringComparer.Ordinal);
        await foreach (var row in _table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancellationToken))
        {
            // What cannot be read is as if it were seen for the first time, and is written over at the next run.
            var since = StoredRow.TryRead(row, found => found.Required<DateTimeOffset>("Since"), out var known, out _)
                ? known : row.Timestamp!.Value;
            runs[row.RowKey] = StoredRow.TryRead(row, found => Read(found, since), out var record, out _)
                ? record : new DutyRecord(row.RowKey, since) { Mark = row.ETag.ToString() };
        }

        return runs;
    }

    private static DutyRecord Read(TableEntity row, DateTimeOffset since) => new(row.RowKey, since)
    {
        Began = row.GetDateTimeOffset("Last"),
        Ended = row.GetDateTimeOffset("Ended"),
        Failure = row.GetString("Failure"),
        Mark = row.ETag.ToString(),
    };
}
