using System.Diagnostics;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Trad.LocalRuntime.Emulator;

namespace Trad.LocalRuntime.Tests.Emulator;

/// <summary>
/// The emulator's process ends without a warning, again and again: what it had acknowledged is there, what was under way is there
/// whole or not at all. <c>TRAD_EMULATOR_KILLS</c> kills (3) at moments drawn from <c>TRAD_EMULATOR_SEED</c> (42).
/// </summary>
public sealed class KilledEmulatorTests : IDisposable
{
    private const string Table = "kept";
    private const int Writers = 4;
    private const int RowsOfBatch = 20;

    private static readonly int Kills = Read("TRAD_EMULATOR_KILLS", 3);
    private static readonly int Seed = Read("TRAD_EMULATOR_SEED", 42);

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-killed-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(EmulatorDurability.Disk)]
    [InlineData(EmulatorDurability.Process)]
    public async Task What_is_acknowledged_is_there_after_a_kill(EmulatorDurability durability)
    {
        var random = new Random(Seed);
        var writers = Enumerable.Range(0, Writers).Select(number => new Writer(number, Seed)).ToList();
        for (var kill = 0; kill <= Kills; kill++)
        {
            await using var azurite = await StartAsync(durability);
            var tables = new TableServiceClient(azurite.ConnectionString, Once(new TableClientOptions()));
            var blobs = new BlobServiceClient(azurite.ConnectionString, Once(new BlobClientOptions())).GetBlobContainerClient(Table);
            await tables.CreateTableIfNotExistsAsync(Table, Cancellation);
            await blobs.CreateIfNotExistsAsync(cancellationToken: Cancellation);
            foreach (var writer in writers)
            {
                await writer.AssertKeptAsync(tables.GetTableClient(Table), blobs);
            }

            var writing = writers.Select(writer => writer.WriteUntilRefusedAsync(tables.GetTableClient(Table), blobs)).ToList();
            await UntilAcknowledgedAsync(writers, random.Next(1, 25), writing);
            Kill(azurite);
            await Task.WhenAll(writing);
        }

    }

    [Fact]
    public async Task Long_log_is_saved_and_begun_anew_without_losing_anything()
    {
        const int Rows = 600;
        await using (var azurite = await StartAsync(EmulatorDurability.Disk))
        {
            var table = new TableClient(azurite.ConnectionString, Table);
            await table.CreateAsync(Cancellation);
            var text = new string('x', 30_000);
            for (var row = 0; row < Rows; row++)
            {
                await table.UpsertEntityAsync(
                    new TableEntity("p", $"{row % 400:d4}") { ["Text"] = text, ["Number"] = row }, cancellationToken: Cancellation);
            }

            var left = new DirectoryInfo(_folder).EnumerateFiles("write-ahead-*.log").Sum(file => file.Length);
            Assert.InRange(left, 1, Rows * 30_000L);
            Kill(azurite);
        }

        await using var again = await StartAsync(EmulatorDurability.Disk);
        var kept = await new TableClient(again.ConnectionString, Table).QueryAsync<TableEntity>(cancellationToken: Cancellation)
            .ToListAsync(Cancellation);
        Assert.Equal(
            Enumerable.Range(0, Rows).GroupBy(row => row % 400).Select(rows => rows.Max()),
            kept.OrderBy(row => row.RowKey, StringComparer.Ordinal).Select(row => row.GetInt32("Number")!.Value));
    }

    [Fact]
    public async Task Log_whose_end_is_torn_gives_back_a_beginning_of_what_was_written()
    {
        const int Rows = 30;
        await WriteRowsAndKillAsync(Rows);
        var log = Assert.Single(Directory.GetFiles(_folder, "write-ahead-*.log"));
        var whole = await File.ReadAllBytesAsync(log, Cancellation);
        var end = Array.FindLastIndex(whole, value => value != 0) + 1;
        var random = new Random(Seed);
        for (var cut = 0; cut < 4; cut++)
        {
            var copy = CopyOfFolder();
            var at = random.Next(end / 2, end);
            await File.WriteAllBytesAsync(
                Path.Combine(copy, Path.GetFileName(log)), [.. whole[..at], .. new byte[whole.Length - at]], Cancellation);

            await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = copy }, Cancellation);

            var rows = await new TableClient(azurite.ConnectionString, Table).QueryAsync<TableEntity>(cancellationToken: Cancellation)
                .ToListAsync(Cancellation);
            Assert.InRange(rows.Count, 1, Rows - 1);
            Assert.Equal(Enumerable.Range(0, rows.Count).Select(row => $"{row:d4}"), rows.Select(row => row.RowKey));
        }
    }

    [Fact]
    public async Task Log_that_is_damaged_in_the_middle_is_named_and_nothing_is_started()
    {
        await WriteRowsAndKillAsync(30);
        var log = Assert.Single(Directory.GetFiles(_folder, "write-ahead-*.log"));
        var bytes = await File.ReadAllBytesAsync(log, Cancellation);
        bytes[200] ^= 0x20;
        await File.WriteAllBytesAsync(log, bytes, Cancellation);

        var refused = await Assert.ThrowsAsync<EmulatorException>(() => StartAsync(EmulatorDurability.Disk));

        Assert.Contains(log, refused.Message, StringComparison.Ordinal);
        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    public async Task Truncated_table_file_is_named_and_nothing_is_started(double share)
    {
        await WriteRowsAndKillAsync(30);
        await (await StartAsync(EmulatorDurability.Disk)).DisposeAsync();
        var file = Path.Combine(_folder, "__azurite_db_table__.json");
        var bytes = await File.ReadAllBytesAsync(file, Cancellation);
        await File.WriteAllBytesAsync(file, bytes[..(int)(bytes.Length * share)], Cancellation);

        var refused = await Assert.ThrowsAsync<EmulatorException>(() => StartAsync(EmulatorDurability.Disk));

        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        Assert.Contains("damaged", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public async Task Table_file_that_is_missing_behind_a_log_is_named_and_nothing_is_started()
    {
        await WriteRowsAndKillAsync(3);
        await (await StartAsync(EmulatorDurability.Disk)).DisposeAsync();
        await using (var azurite = await StartAsync(EmulatorDurability.Disk))
        {
            await new TableClient(azurite.ConnectionString, Table).AddEntityAsync(new TableEntity("p", "later"), Cancellation);
            Kill(azurite);
        }

        var file = Path.Combine(_folder, "__azurite_db_table__.json");
        File.Delete(file);

        var refused = await Assert.ThrowsAsync<EmulatorException>(() => StartAsync(EmulatorDurability.Disk));

        Assert.Contains($"{file} is missing", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orderly_stop_leaves_no_log()
    {
        await using (var azurite = await StartAsync(EmulatorDurability.Disk))
        {
            await new TableClient(azurite.ConnectionString, Table).CreateAsync(Cancellation);
        }

        Assert.Empty(Directory.GetFiles(_folder, "write-ahead-*.log"));
    }

    // Kills come after so many changes of each writer, however fast the machine is.
    private static async Task UntilAcknowledgedAsync(List<Writer> writers, int changes, List<Task> writing)
    {
        var goals = writers.Select(writer => (Writer: writer, Changes: writer.Acknowledged + changes)).ToList();
        while (goals.Any(goal => goal.Writer.Acknowledged < goal.Changes))
        {
            Assert.DoesNotContain(writing, task => task.IsCompleted);
            await Task.Delay(1, Cancellation);
        }
    }

    internal static void Kill(AzuriteProcess azurite)
    {
        using var process = Process.GetProcessById(azurite.ProcessId);
        process.Kill();
        process.WaitForExit();
    }

    private static T Once<T>(T options)
        where T : Azure.Core.ClientOptions
    {
        options.Retry.MaxRetries = 0;
        return options;
    }

    private static int Read(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private Task<AzuriteProcess> StartAsync(EmulatorDurability durability) =>
        AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = _folder, Durability = durability }, Cancellation);

    private async Task WriteRowsAndKillAsync(int rows)
    {
        await using var azurite = await StartAsync(EmulatorDurability.Disk);
        var table = new TableClient(azurite.ConnectionString, Table);
        await table.CreateAsync(Cancellation);
        for (var row = 0; row < rows; row++)
        {
            await table.AddEntityAsync(new TableEntity("p", $"{row:d4}"), Cancellation);
        }

        Kill(azurite);
    }

    private string CopyOfFolder()
    {
        var copy = Directory.CreateDirectory(Path.Combine(_folder, $"copy-{Guid.NewGuid():n}")).FullName;
        foreach (var file in Directory.GetFiles(_folder))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        return copy;
    }

    /// <summary>Changes rows, whole batches and blobs of its own, and knows what was acknowledged.</summary>
    private sealed class Writer(int number, int seed)
    {
        private readonly Random _random = new((seed * 100) + number);

        // By key, the values that may be found there: the last acknowledged, and one that was under way. Null is absence.
        private readonly Dictionary<string, HashSet<int?>> _rows = new(StringComparer.Ordinal);
        private readonly Dictionary<string, HashSet<int?>> _blobs = new(StringComparer.Ordinal);
        private readonly HashSet<int?> _batch = [null];
        private int _next;

        public int Acknowledged { get; private set; }

        private string Partition => $"writer-{number}";

        private string BatchPartition => $"batch-{number}";

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
}
