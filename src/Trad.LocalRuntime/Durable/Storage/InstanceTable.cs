using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Microsoft.DurableTask.Client;

namespace Trad.LocalRuntime.Durable.Storage;

/// <summary><c>{hub}Instances</c>: one row for each orchestration, the index for queries.</summary>
internal sealed class InstanceTable(TableServiceClient tables, PayloadStore payloads, string hubName)
{
    // A generation takes at least one commit: that the row's blob is gone again and again is no race any more.
    private const int ReadAttempts = 3;

    private readonly TableClient _table = tables.GetTableClient($"{hubName}Instances");

    public Task InitializeAsync(CancellationToken cancellationToken) => _table.CreateIfNotExistsAsync(cancellationToken);

    /// <summary>Records a new instance; false when there is another one of that identity.</summary>
    public async Task<bool> TryAddAsync(InstanceRecord instance, CancellationToken cancellationToken)
    {
        try
        {
            await _table.AddEntityAsync(await InstanceRow.WriteAsync(instance, payloads, cancellationToken), cancellationToken);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            // An attempt whose answer was lost is repeated by the client: then the row is this very execution's.
            return (await FindAsync(instance.InstanceId, withPayloads: false, cancellationToken))?.ExecutionId == instance.ExecutionId;
        }
    }

    /// <summary>Writes the whole row.</summary>
    public async Task SaveAsync(InstanceRecord instance, CancellationToken cancellationToken) =>
        await _table.UpsertEntityAsync(
            await InstanceRow.WriteAsync(instance, payloads, cancellationToken), TableUpdateMode.Replace, cancellationToken);

    /// <summary>Writes what changes while a generation runs: status, custom status and output. A row that was purged stays away.</summary>
    public async Task SaveProgressAsync(InstanceRecord instance, CancellationToken cancellationToken)
    {
        try
        {
            var row = await InstanceRow.WriteProgressAsync(instance, payloads, cancellationToken);
            await _table.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException purged)
            when (purged.Status == 404 && purged.ErrorCode == Azure.Data.Tables.Models.TableErrorCode.ResourceNotFound)
        {
            // An earlier attempt had recorded the end, and somebody was quick.
        }
    }

    /// <summary>The record of an instance, or null.</summary>
    public async Task<InstanceRecord?> FindAsync(string instanceId, bool withPayloads, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var found = await _table.GetEntityIfExistsAsync<TableEntity>(
                    InstanceRow.Partition, StorageKey.Encode(instanceId), cancellationToken: cancellationToken);
                return found.HasValue ? await InstanceRow.ReadAsync(found.Value!, withPayloads ? payloads : null, cancellationToken) : null;
            }
            catch (RequestFailedException gone) when (gone.Status == 404 && attempt < ReadAttempts)
            {
                // The instance went on to its next generation between the reading of its row and of its blob. By then the row names
                // the blob of that one: it is read again at once.
            }
        }
    }

    /// <summary>Every instance that has not ended.</summary>
    public async Task<IReadOnlyList<InstanceRecord>> ReadUnfinishedAsync(CancellationToken cancellationToken)
    {
        var states = new[] { OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended };
        var unfinished = new List<InstanceRecord>();
        var filter = $" and ({string.Join(" or ", states.Select(state => $"Status eq '{state}'"))})";
        await foreach (var (records, _) in QueryAsync(filter, null, null, withPayloads: true, cancellationToken))
        {
            // A row that cannot be read says Failed now, whatever it says of itself.
            unfinished.AddRange(records.Where(record => !record.IsEnded));
        }

        return unfinished;
    }

    /// <summary>The instances that fit a filter of the table, page by page.</summary>
    public async IAsyncEnumerable<(IReadOnlyList<InstanceRecord> Records, string? Next)> QueryAsync(
        string filter, int? pageSize, string? continuationToken, bool withPayloads,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var pages =
            _table.QueryAsync<TableEntity>($"PartitionKey eq '{InstanceRow.Partition}'{filter}", cancellationToken: cancellationToken);
        await foreach (var page in pages.AsPages(continuationToken, pageSize).WithCancellation(cancellationToken))
        {
            var records = new List<InstanceRecord>(page.Values.Count);
            foreach (var row in page.Values)
            {
                records.Add(await InstanceRow.ReadAsync(row, withPayloads ? payloads : null, cancellationToken));
            }

            yield return (records, page.ContinuationToken);
        }
    }

    /// <summary>Removes the row.</summary>
    public async Task DeleteAsync(string instanceId, CancellationToken cancellationToken) =>
        await _table.DeleteEntityAsync(InstanceRow.Partition, StorageKey.Encode(instanceId), ETag.All, cancellationToken);
}
