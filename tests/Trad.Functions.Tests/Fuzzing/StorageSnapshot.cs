using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Trad.Testing;

namespace Trad.Functions.Tests.Fuzzing;

/// <summary>Every row and blob of an app, to be compared with another moment's.</summary>
internal static class StorageSnapshot
{
    // When a timer ran last says nothing about requests.
    private const string TimerPartition = "timer";

    /// <summary>Takes it.</summary>
    /// <param name="azurite">The storage.</param>
    /// <param name="name">What the names of the app's tables and containers begin with.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<IReadOnlyDictionary<string, string>> TakeAsync(
        AzuriteFixture azurite, string name, CancellationToken cancellationToken)
    {
        var all = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var table in azurite.Tables.QueryAsync(cancellationToken: cancellationToken))
        {
            if (!table.Name.StartsWith(name, StringComparison.Ordinal))
            {
                continue;
            }

            await foreach (var row in azurite.Tables.GetTableClient(table.Name)
                .QueryAsync<TableEntity>(row => row.PartitionKey != TimerPartition, cancellationToken: cancellationToken))
            {
                all[$"{table.Name} {row.PartitionKey} {row.RowKey}"] = string.Create(
                    CultureInfo.InvariantCulture, $"{row.ETag} {row.Timestamp:O}");
            }
        }

        await foreach (var container in azurite.Blobs.GetBlobContainersAsync(cancellationToken: cancellationToken))
        {
            if (container.Name.StartsWith(name, StringComparison.Ordinal))
            {
                await foreach (var blob in azurite.Blobs.GetBlobContainerClient(container.Name).GetBlobsAsync(
                    cancellationToken: cancellationToken))
                {
                    all[$"{container.Name} {blob.Name}"] = $"{blob.Properties.ETag}";
                }
            }
        }

        return all;
    }

    /// <summary>What was added, changed or removed.</summary>
    public static IEnumerable<string> Compare(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        before.Keys.Union(after.Keys)
            .Where(key => before.GetValueOrDefault(key) != after.GetValueOrDefault(key))
            .Select(key => $"{(before.ContainsKey(key) ? after.ContainsKey(key) ? "changed" : "removed" : "added")}: {key}");
}
