using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Trad.EndToEnd.Tests.Faults;

/// <summary>Everything that a storage account holds, read past the app: the rows of every table, the blobs of every container.</summary>
internal sealed class StoredState
{
    private readonly Dictionary<string, IReadOnlyList<TableEntity>> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<BlobItem>> _containers = new(StringComparer.Ordinal);

    private StoredState()
    {
    }

    public IEnumerable<string> Tables => _tables.Keys;

    public IEnumerable<string> Containers => _containers.Keys;

    public static async Task<StoredState> ReadAsync(string connectionString)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var state = new StoredState();
        var tables = new TableServiceClient(connectionString);
        await foreach (var table in tables.QueryAsync(cancellationToken: cancellation))
        {
            state._tables[table.Name] = await tables.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: cancellation)
                .ToListAsync(cancellation);
        }

        // What was never committed counts too: it costs as much.
        var blobs = new BlobServiceClient(connectionString);
        await foreach (var container in blobs.GetBlobContainersAsync(cancellationToken: cancellation))
        {
            state._containers[container.Name] = await blobs.GetBlobContainerClient(container.Name)
                .GetBlobsAsync(BlobTraits.None, BlobStates.Uncommitted | BlobStates.Snapshots, null, cancellation)
                    .ToListAsync(cancellation);
        }

        return state;
    }

    /// <summary>The rows of a table; none when there is no such table.</summary>
    public IReadOnlyList<TableEntity> Rows(string table) => _tables.GetValueOrDefault(table, []);

    /// <summary>The rows of one partition of a table.</summary>
    public IEnumerable<TableEntity> Rows(string table, string partition) => Rows(table).Where(row => row.PartitionKey == partition);

    /// <summary>The names of a container's blobs.</summary>
    public IEnumerable<string> Blobs(string container) => _containers.GetValueOrDefault(container, []).Select(blob => blob.Name);

    public override string ToString() => string.Join(
        ", ",
        _tables.Select(table => $"{table.Key} {table.Value.Count}").Concat(
            _containers.Select(container => $"{container.Key}/ {container.Value.Count}")));
}
