using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Trad.Storage.Tables;
using Trad.Training.Jobs;

namespace Trad.Storage.Jobs;

/// <summary>Idempotency keys in a table, one partition each, named by their hash because a key may hold any character.</summary>
public sealed class TableIdempotencyStore(StorageClients clients) : IIdempotencyStore
{
    private const string Row = "key";

    private readonly TableClient _table = clients.Table(TableSet.JobKeys);

    /// <inheritdoc/>
    public Task<IdempotencyRecord> TakeAsync(string key, string request, string jobId, CancellationToken cancellationToken)
    {
        var partition = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        return OptimisticUpdate.RunAsync<IdempotencyRecord>(
            "an idempotency key",
            async () =>
            {
                try
                {
                    await _table.AddEntityAsync(
                        new TableEntity(partition, Row) { ["JobId"] = jobId, ["Request"] = request }, cancellationToken);
                    return (true, new IdempotencyRecord(jobId, request, IsNew: true));
                }
                catch (RequestFailedException taken) when (OptimisticUpdate.IsConflict(taken))
                {
                    // Whoever has it may give it back at this moment; then it is free again.
                    var found = await _table.GetEntityIfExistsAsync<TableEntity>(partition, Row, cancellationToken: cancellationToken);
                    if (!found.HasValue)
                    {
                        return default;
                    }

                    if (StoredRow.TryRead(found.Value!, ToRecord, out var record, out _))
                    {
                        return (true, record);
                    }

                    // Nobody can tell any more whom it belonged to.
                    await _table.DeleteEntityAsync(partition, Row, found.Value!.ETag, cancellationToken);
                    return default;
                }
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task ForgetAsync(string jobId, CancellationToken cancellationToken) =>
        DeleteAsync(TableClient.CreateQueryFilter($"JobId eq {jobId}"), cancellationToken);

    /// <inheritdoc/>
    public Task<int> ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken) =>
        DeleteAsync(TableClient.CreateQueryFilter($"Timestamp lt {before}"), cancellationToken);

    private static IdempotencyRecord ToRecord(TableEntity row) =>
        new(row.Required<string>("JobId"), row.Required<string>("Request"), IsNew: false, row.Timestamp);

    private async Task<int> DeleteAsync(string filter, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var row in _table.QueryAsync<TableEntity>(
            filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, ETag.All, cancellationToken);
            count++;
        }

        return count;
    }
}
