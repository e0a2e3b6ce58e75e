using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;

namespace Trad.Storage;

/// <summary>Writes to tables that may not exist yet.</summary>
internal static class TableWrites
{
    /// <summary>Writes a row over what was there, and makes the table first when it is missing.</summary>
    public static async Task UpsertMakingTableAsync(this TableClient table, TableEntity row, CancellationToken cancellationToken)
    {
        try
        {
            await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
        catch (RequestFailedException missing) when (missing.ErrorCode == TableErrorCode.TableNotFound)
        {
            await table.CreateIfNotExistsAsync(cancellationToken);
            await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
        }
    }
}
