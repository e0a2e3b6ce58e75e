using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Trad.Storage;

/// <summary>Writes that take more than one request.</summary>
internal static class TableWrites
{
    private const int TransactionLimit = 100;

    /// <summary>Deletes the rows of one partition that the filter selects.</summary>
    public static async Task DeleteAllAsync(this TableClient table, string filter, CancellationToken cancellationToken)
    {
        var rows = new List<TableTransactionAction>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            filter, select: ["PartitionKey", "RowKey"], cancellationToken: cancellationToken))
        {
            rows.Add(new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All));
        }

        foreach (var part in rows.Chunk(TransactionLimit))
        {
            await table.SubmitTransactionAsync(part, cancellationToken);
        }
    }

    /// <summary>Writes a row over what was there, and makes the table first when it is missing.</summary>
    public static Task UpsertMakingTableAsync(this TableClient table, TableEntity row, CancellationToken cancellationToken) =>
        table.UpsertMakingTableAsync(row, TableUpdateMode.Replace, cancellationToken);

    /// <summary>Writes a row, or some of its columns, over what was there, and makes the table first when it is missing.</summary>
    public static async Task UpsertMakingTableAsync(
        this TableClient table, TableEntity row, TableUpdateMode mode, CancellationToken cancellationToken)
    {
        try
        {
            await table.UpsertEntityAsync(row, mode, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == TableErrorCode.TableNotFound)
        {
            await table.CreateIfNotExistsAsync(cancellationToken);
            await table.UpsertEntityAsync(row, mode, cancellationToken);
        }
    }
}
