using Azure;
using Azure.Data.Tables;

namespace Trad.Storage.Tables;

/// <summary>Writes that take more than one request.</summary>
internal static class TableWrites
{
    /// <summary>Rows that one transaction may touch.</summary>
    public const int TransactionLimit = 100;

    /// <summary>Deletes the rows of one partition that the filter selects, in key order.</summary>
    /// <param name="table">The table.</param>
    /// <param name="filter">Selects rows of one partition.</param>
    /// <param name="cancellationToken">Ends it between two transactions.</param>
    /// <param name="most">How many rows are deleted at most, from 1.</param>
    /// <exception cref="RequestFailedException">Another has deleted some of them meanwhile (404), or the storage refuses.</exception>
    public static async Task DeleteAllAsync(
        this TableClient table, string filter, CancellationToken cancellationToken, int most = int.MaxValue)
    {
        var rows = new List<TableTransactionAction>();
        var found = table.QueryAsync<TableEntity>(
            filter, most < TransactionLimit ? most : null, ["PartitionKey", "RowKey"], cancellationToken);
        await foreach (var row in found)
        {
            rows.Add(new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All));
            if (rows.Count == most)
            {
                break;
            }
        }

        foreach (var part in rows.Chunk(TransactionLimit))
        {
            await table.SubmitTransactionAsync(part, cancellationToken);
        }
    }
}
