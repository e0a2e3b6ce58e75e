using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Trad.Candles.Stores;
using Trad.MarketData.Backfills;
using Trad.Storage.Tables;
using Trad.Training;

namespace Trad.Storage.Coverage;

/// <summary>The summaries of backfill runs in a table, newest first.</summary>
/// <param name="table">The table, made with the first record when it does not exist.</param>
public sealed class TableBackfillLog(TableClient table) : IBackfillLog
{
    private const string PartitionKey = "run";
    private const string Content = "Record";
    private const int PrunedAtOnce = 100;

    /// <inheritdoc/>
    public Task SaveAsync(BackfillRecord record, CancellationToken cancellationToken)
    {
        if (!BackfillRunId.TryParse(record.Id, out var id))
        {
            throw new ArgumentException($"'{record.Id}' is no identity of a backfill run.", nameof(record));
        }

        return table.UpsertMakingTableAsync(
            new TableEntity(PartitionKey, id.NewestFirstKey) { [Content] = JsonSerializer.Serialize(record, TradJson.Options) },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<BackfillRecord?> FindAsync(BackfillRunId id, CancellationToken cancellationToken)
    {
        try
        {
            var found =
                await table.GetEntityIfExistsAsync<TableEntity>(PartitionKey, id.NewestFirstKey, cancellationToken: cancellationToken);
            return found.HasValue ? StoredRow.Read("backfill", found.Value!, IdOf, Read) : null;
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == TableErrorCode.TableNotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<(IReadOnlyList<BackfillRecord> Records, string? ContinuationToken, IReadOnlyList<DamagedRecord> Damaged)> ListAsync(
        int limit, string? continuationToken, CancellationToken cancellationToken)
    {
        try
        {
            var page = await table.ReadPageAsync(
                TableClient.CreateQueryFilter($"PartitionKey eq {PartitionKey}"), limit, continuationToken, Read, IdOf, cancellationToken);
            return (page.Items, page.ContinuationToken, page.Damaged ?? []);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == TableErrorCode.TableNotFound)
        {
            return ([], null, []);
        }
    }

    /// <inheritdoc/>
    public async Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {PartitionKey} and RowKey ge {BackfillRunId.KeyBefore(before)}");
        try
        {
            var old = new List<TableTransactionAction>();
            await foreach (var row in table.QueryAsync<TableEntity>(filter, PrunedAtOnce, ["PartitionKey", "RowKey"], cancellationToken))
            {
                old.Add(new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All));
                if (old.Count == PrunedAtOnce)
                {
                    break;
                }
            }

            if (old.Count > 0)
            {
                await table.SubmitTransactionAsync(old, cancellationToken);
            }
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // There is no table yet, or another host has pruned these runs already.
        }
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(BackfillRunId id, CancellationToken cancellationToken) =>
        await table.DeleteEntityAsync(PartitionKey, id.NewestFirstKey, ETag.All, cancellationToken);

    private static string IdOf(TableEntity row) => BackfillRunId.FromNewestFirstKey(row.RowKey);

    private static BackfillRecord Read(TableEntity row) =>
        JsonSerializer.Deserialize<BackfillRecord>(row.Required<string>(Content), TradJson.Options)!;
}
