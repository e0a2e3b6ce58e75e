using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Trad.LocalRuntime.Tests.Emulator;

/// <summary>Changes rows, whole batches and blobs of its own, and knows what was acknowledged.</summary>
internal sealed class KilledWriter(int number, int seed)
{
    private const int RowsOfBatch = 20;

    private readonly Random _random = new((seed * 100) + number);

    // By key, the values that may be found there: the last acknowledged, and one that was under way. Null is absence.
    private readonly Dictionary<string, HashSet<int?>> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<int?>> _blobs = new(StringComparer.Ordinal);
    private readonly HashSet<int?> _batch = [null];
    private int _next;

    /// <summary>How many changes were acknowledged.</summary>
    public int Acknowledged { get; private set; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Partition => $"writer-{number}";

    private string BatchPartition => $"batch-{number}";

    /// <summary>Changes one thing after the other, until the emulator does not answer any more.</summary>
    public async Task WriteUntilRefusedAsync(TableClient table, BlobContainerClient blobs)
    {
        try
        {
            while (true)
            {
                var value = ++_next;
                await (_random.Next(6) switch
                {
                    0 => ChangeAsync(_batch, value, () => WriteBatchAsync(table, value)),
                    1 => ChangeBlobAsync(blobs, $"{Partition}/{_random.Next(4)}", value),
                    2 => DeleteRowAsync(table, $"{_random.Next(8)}"),
                    _ => ChangeRowAsync(table, $"{_random.Next(8)}", value),
                });
                Acknowledged++;
            }
        }
        catch (Exception killed)
            when (killed is RequestFailedException or AggregateException or OperationCanceledException or IOException)
        {
            // The emulator was killed.
        }
    }

    /// <summary>Fails unless everything is as it was acknowledged, or as the change under way would have made it.</summary>
    public async Task AssertKeptAsync(TableClient table, BlobContainerClient blobs)
    {
        var rows = await table.QueryAsync<TableEntity>(row => row.PartitionKey == Partition, cancellationToken: Cancellation)
            .ToDictionaryAsync(row => row.RowKey, row => row.GetInt32("Value"), StringComparer.Ordinal, Cancellation);
        AssertPossible(_rows, rows);

        var batch = await table.QueryAsync<TableEntity>(row => row.PartitionKey == BatchPartition, cancellationToken: Cancellation)
            .ToListAsync(Cancellation);
        Assert.True(batch.Count is 0 or RowsOfBatch, $"{batch.Count} of {RowsOfBatch} rows of a batch were kept");
        var ofBatch = batch.Count == 0 ? null : Assert.Single(batch.Select(row => row.GetInt32("Value")).Distinct());
        Assert.Contains(ofBatch, _batch);
        Settle(_batch, ofBatch);

        var contents = new Dictionary<string, int?>(StringComparer.Ordinal);
        await foreach (var blob in blobs.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{Partition}/", Cancellation))
        {
            var content = await blobs.GetBlobClient(blob.Name).DownloadContentAsync(Cancellation);
            contents[blob.Name] = int.Parse(content.Value.Content.ToString().AsSpan(0, 8), CultureInfo.InvariantCulture);
        }

        AssertPossible(_blobs, contents);
    }

    private static void AssertPossible(Dictionary<string, HashSet<int?>> possible, Dictionary<string, int?> found)
    {
        Assert.Subset(possible.Keys.ToHashSet(), found.Keys.ToHashSet());
        foreach (var (key, values) in possible)
        {
            var value = found.GetValueOrDefault(key);
            Assert.True(
                values.Contains(value),
                $"{key} is {value?.ToString(CultureInfo.InvariantCulture) ?? "gone"}, not {string.Join(" or ", values)}");
            Settle(values, value);
        }
    }

    private static void Settle(HashSet<int?> values, int? found)
    {
        values.Clear();
        values.Add(found);
    }

    private static async Task ChangeAsync(HashSet<int?> values, int? value, Func<Task> change)
    {
        values.Add(value);
        await change();
        Settle(values, value);
    }

    private Task ChangeRowAsync(TableClient table, string key, int value) => ChangeAsync(
        Possible(_rows, key), value,
        () => table.UpsertEntityAsync(new TableEntity(Partition, key) { ["Value"] = value }, TableUpdateMode.Replace, Cancellation));

    private Task DeleteRowAsync(TableClient table, string key) =>
        ChangeAsync(Possible(_rows, key), null, () => table.DeleteEntityAsync(Partition, key, ETag.All, Cancellation));

    private async Task WriteBatchAsync(TableClient table, int value) => await table.SubmitTransactionAsync(
        Enumerable.Range(0, RowsOfBatch).Select(row => new TableTransactionAction(
            TableTransactionActionType.UpsertReplace, new TableEntity(BatchPartition, $"{row}") { ["Value"] = value })),
        Cancellation);

    // Of a megabyte now and then, which is sent in blocks.
    private Task ChangeBlobAsync(BlobContainerClient blobs, string name, int value)
    {
        var content = $"{value:d8}{new string('.', _random.Next(3) == 0 ? 1 << 20 : 100)}";
        var options = new BlobUploadOptions
        {
            TransferOptions = new() { InitialTransferSize = 256 << 10, MaximumTransferSize = 256 << 10 },
        };
        return ChangeAsync(
            Possible(_blobs, name), value,
            () => blobs.GetBlobClient(name).UploadAsync(BinaryData.FromString(content), options, Cancellation));
    }

    private static HashSet<int?> Possible(Dictionary<string, HashSet<int?>> values, string key)
    {
        if (!values.TryGetValue(key, out var possible))
        {
            values[key] = possible = [null];
        }

        return possible;
    }
}
