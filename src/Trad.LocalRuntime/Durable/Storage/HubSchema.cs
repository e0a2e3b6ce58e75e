using Azure.Data.Tables;

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
    /// <exception cref="HubSchemaException">The hub has another version.</exception>
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
            throw new HubSchemaException(
                $"The hub '{hubName}' is written in schema version {found.Value[Column] ?? "(none)"}, and this build reads version {Version}: use the build that wrote it, or another data folder or storage account.");
        }
    }
}

/// <summary>A hub was written in a layout that this build cannot read.</summary>
public sealed class HubSchemaException : InvalidOperationException
{
    /// <summary>An exception without a message.</summary>
    public HubSchemaException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public HubSchemaException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public HubSchemaException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
