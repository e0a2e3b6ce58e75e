using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
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
        var writers = Enumerable.Range(0, Writers).Select(number => new KilledWriter(number, Seed)).ToList();
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
    private static async Task UntilAcknowledgedAsync(List<KilledWriter> writers, int changes, List<Task> writing)
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
}
