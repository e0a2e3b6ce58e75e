using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Trad.Candles.Stores;
using Trad.MarketData.Backfills;
using Trad.Storage.Tables;
using Trad.Training;

namespace Trad.Storage.Coverage;

/// <summary>The summaries of backfill runs in a table, newest first.</summary>
/// <param name="table">The table.</param>
public sealed class TableBackfillLog(TableClient table) : IBackfillLog
{
    private const string PartitionKey = "run";
    private const string Content = "Record";
    private const int PrunedAtOnce = TableWrites.TransactionLimit;

    /// <inheritdoc/>
    public Task SaveAsync(BackfillRecord record, CancellationToken cancellationToken)
    {
        if (!BackfillRunId.TryParse(record.Id, out var id))
        {
            throw new ArgumentException($"'{record.Id}' is no identity of a backfill run.", nameof(record));
        }

        var row = new TableEntity(PartitionKey, id.NewestFirstKey);
        row.SetText(Content, JsonSerializer.Serialize(record, TradJson.Options));
        return table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<BackfillRecord?> FindAsync(BackfillRunId id, CancellationToken cancellationToken)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(PartitionKey, id.NewestFirstKey, cancellationToken: cancellationToken);
        return found.HasValue ? StoredRow.Read("backfill", found.Value!, IdOf, Read) : null;
    }

    /// <inheritdoc/>
    public async Task<(IReadOnlyList<BackfillRecord> Records, string? ContinuationToken, IReadOnlyList<DamagedRecord> Damaged)> ListAsync(
        int limit, string? continuationToken, CancellationToken cancellationToken)
    {
        var page = await table.ReadPageAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {PartitionKey}"), limit, continuationToken, Read, IdOf, cancellationToken);
        return (page.Items, page.ContinuationToken, page.Damaged ?? []);
    }

    /// <inheritdoc/>
    public async Task PruneAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {PartitionKey} and RowKey ge {BackfillRunId.KeyBefore(before)}");
        try
        {
            await table.DeleteAllAsync(filter, cancellationToken, PrunedAtOnce);
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            // Another host has pruned these runs already.
        }
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(BackfillRunId id, CancellationToken cancellationToken) =>
        await table.DeleteEntityAsync(PartitionKey, id.NewestFirstKey, ETag.All, cancellationToken);

    private static string IdOf(TableEntity row) => BackfillRunId.FromNewestFirstKey(row.RowKey);

    private static BackfillRecord Read(TableEntity row) =>
        JsonSerializer.Deserialize<BackfillRecord>(
            row.GetText(Content) ?? throw new FormatException($"the column '{Content}' is missing"), TradJson.Options)!;
}
