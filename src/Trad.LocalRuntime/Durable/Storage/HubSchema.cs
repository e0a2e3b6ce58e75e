using Azure.Data.Tables;
using Trad.LocalRuntime.Durable.Hub;

namespace Trad.LocalRuntime.Durable.Storage;

/// <summary>The version of the layout that a hub was written in: a row of its own in the instances table.</summary>
internal sealed class HubSchema(TableServiceClient tables, string hubName)
{
    /// <summary>The layout of this build.</summary>
    public const int Version = 1;

    /// <summary>The partition of the row.</summary>
    public const string Partition = "hub";

    /// <summary>The key of the row.</summary>
    public const string Row = "schema";

    /// <summary>The column that holds the version.</summary>
    public const string Column = "Version";

    private readonly TableClient _table = tables.GetTableClient($"{hubName}Instances");

    /// <summary>Writes the version into a new hub, and compares it in any other.</summary>
    /// <exception cref="HubException">The hub has another version.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, Row, cancellationToken: cancellationToken);
        if (!found.HasValue)
        {
            await _table.UpsertEntityAsync(
                new TableEntity(Partition, Row) { [Column] = Version }, TableUpdateMode.Replace, cancellationToken);
        }
        else if (found.Value![Column] is not Version)
        {
            throw new HubException(
                $"The hub '{hubName}' is written in schema version {found.Value[Column] ?? "(none)"}, and this build reads version {Version}: use the build that wrote it, or another data folder or storage account.");
        }
    }
}
