using System.Diagnostics;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Trad.LocalRuntime.Emulator;

namespace Trad.LocalRuntime.Tests.Emulator;

public sealed class EmulatorFolderTests : IDisposable
{
    private const string PublishedKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-folder-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Folder_and_key_can_be_read_by_their_owner_only()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Folders of a user are private on Windows.");
            return;
        }

        await using var azurite = await StartAsync();
        await new TableClient(azurite.ConnectionString, "secret").CreateAsync(Cancellation);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Data));
        string[] open = [Path.Combine(Data, "host.lock"), Path.Combine(Data, "azurite.pid")];
        foreach (var file in Directory.GetFiles(Data, "*", SearchOption.AllDirectories).Except(open))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task Existing_folder_is_closed_to_others_and_keeps_its_data_and_its_key()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Folders of a user are private on Windows.");
            return;
        }

        string first;
        await using (var azurite = await StartAsync())
        {
            first = azurite.ConnectionString.Split("AccountKey=")[1].Split(';')[0];
            await new TableClient(azurite.ConnectionString, "kept").CreateAsync(Cancellation);
        }

        // As an earlier version left it: open to others, the process id alone.
        File.SetUnixFileMode(
            Data,
            File.GetUnixFileMode(Data) | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
                | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        await File.WriteAllTextAsync(Path.Combine(Data, "azurite.pid"), $"{int.MaxValue}", Cancellation);

        await using var again = await StartAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Data));
        Assert.Contains($"AccountKey={first};", again.ConnectionString, StringComparison.Ordinal);
        Assert.Equal(
            "kept",
            Assert.Single(
                await new TableServiceClient(again.ConnectionString).QueryAsync(
                    cancellationToken: Cancellation).ToListAsync(Cancellation)).Name);
    }

    [Fact]
    public async Task Folder_that_holds_somebody_elses_files_is_left_as_open_as_it_is()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Folders of a user are private on Windows.");
            return;
        }

        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "thesis.txt"), "Chapter 1", Cancellation);
        var before = File.GetUnixFileMode(Data);
        var said = new List<string>();

        await using var azurite = await AzuriteProcess.StartAsync(
            new AzuriteOptions { DataFolder = Data, Report = said.Add }, Cancellation);

        Assert.Equal(before, File.GetUnixFileMode(Data));
        Assert.Contains(said, line => line.Contains("thesis.txt", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Published_key_of_the_emulator_opens_nothing()
    {
        await using var azurite = await StartAsync();
        var key = azurite.ConnectionString.Split("AccountKey=")[1].Split(';')[0];

        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => new TableClient(
                azurite.ConnectionString.Replace(key, PublishedKey, StringComparison.Ordinal), "any").CreateAsync(Cancellation));

        Assert.Equal(403, refused.Status);
        Assert.DoesNotContain(key, await CommandLineAsync(azurite.ProcessId), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Process_id_that_came_again_does_not_keep_a_host_away()
    {
        // Another program of the same name has the id now.
        using var other = Process.Start(new ProcessStartInfo("node", ["-e", "process.stdin.resume()"]) { RedirectStandardInput = true })!;
        try
        {
            Directory.CreateDirectory(Data);
            await File.WriteAllTextAsync(
                Path.Combine(Data, "azurite.pid"),
                string.Create(CultureInfo.InvariantCulture, $"{other.Id} {DateTimeOffset.UtcNow.AddHours(-1).ToUnixTimeSeconds()}"),
                Cancellation);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            patience.CancelAfter(TimeSpan.FromSeconds(90));

            await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = Data }, patience.Token);

            Assert.False(azurite.HasExited);
        }
        finally
        {
            other.Kill();
        }
    }

    [Fact]
    public async Task Emulator_that_still_saves_is_waited_for()
    {
        using var earlier = StartEarlier();
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "azurite.pid"), ProcessIdentity.FromProcess(earlier).ToString(), Cancellation);

        await using var azurite = await StartAsync();

        Assert.True(earlier.HasExited);
        Assert.False(azurite.HasExited);
    }

    [Fact]
    public async Task Emulator_whose_host_was_killed_before_it_noted_it_is_waited_for()
    {
        Directory.CreateDirectory(Data);
        using var earlier = StartEarlier();
        await File.WriteAllTextAsync(Path.Combine(Data, $"emulator-{earlier.Id}.running"), "", Cancellation);
        await File.WriteAllTextAsync(Path.Combine(Data, $"emulator-{int.MaxValue}.running"), "", Cancellation);

        await using var azurite = await StartAsync();

        Assert.True(earlier.HasExited);
        Assert.Equal(
            [$"emulator-{azurite.ProcessId}.running"], Directory.GetFiles(Data, "emulator-*.running").Select(Path.GetFileName));
    }

    [Fact]
    public async Task Emulator_whose_host_is_gone_when_it_starts_touches_nothing()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "write-ahead-00000001.log"), "of the next host", Cancellation);
        var start = new ProcessStartInfo(
            "node", ["--require", Path.Combine(AppContext.BaseDirectory, "Emulator", "guard.cjs"), "azurite.js", "--location", Data])
        {
            RedirectStandardInput = true,
        };
        start.Environment["TRAD_HOST_PROCESS"] = $"{int.MaxValue}";
        using var orphan = Process.Start(start)!;

        await orphan.WaitForExitAsync(Cancellation);

        Assert.Equal(1, orphan.ExitCode);
        Assert.Equal("of the next host", await File.ReadAllTextAsync(Path.Combine(Data, "write-ahead-00000001.log"), Cancellation));
        Assert.Single(Directory.GetFiles(Data));
    }

    [Fact]
    public async Task File_in_the_place_of_the_folder_is_named()
    {
        await File.WriteAllTextAsync(Data, "", Cancellation);

        var refused = await Assert.ThrowsAsync<EmulatorException>(StartAsync);

        Assert.Equal($"The data folder {Data} cannot be used: it is a file, not a folder.", refused.Message);
    }

    [Fact]
    public async Task Damaged_key_is_named_and_not_replaced()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "account.key"), "not a key", Cancellation);

        var refused = await Assert.ThrowsAsync<EmulatorException>(StartAsync);

        Assert.Contains("account.key", refused.Message, StringComparison.Ordinal);
        Assert.Equal("not a key", await File.ReadAllTextAsync(Path.Combine(Data, "account.key"), Cancellation));
    }

    private static async Task<string> CommandLineAsync(int process) =>
        OperatingSystem.IsLinux() ? await File.ReadAllTextAsync($"/proc/{process}/cmdline", Cancellation) : "";

    // It ends by itself, later than an emulator needs that does not wait for it.
    private static Process StartEarlier() => Process.Start("node", ["-e", "setTimeout(() => {}, 3000)"]);

    private Task<AzuriteProcess> StartAsync() => AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = Data }, Cancellation);
}
