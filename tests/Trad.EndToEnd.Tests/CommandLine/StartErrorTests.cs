using System.Net;
using System.Net.Sockets;
using Trad.EndToEnd.Tests.Hosting;
using Trad.LocalRuntime.Emulator;
using Trad.Testing;

namespace Trad.EndToEnd.Tests.CommandLine;

/// <summary>A command that cannot start says why in one line, soon, and ends with exit code 1.</summary>
public sealed class StartErrorTests : IDisposable
{
    private const string SomeKey = "c29tZSBrZXkgdGhhdCBpcyBub3QgdGhlIGFjY291bnQncw==";

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-start-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Every command that starts a host.</summary>
    public static TheoryData<string> Commands =>
        ["serve", "demo --exit", "import {file}", "backfill", "train", "jobs list", "jobs show 1", "assets list", "assets show 1"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Storage_that_is_no_connection_string_is_named_without_repeating_it(string command)
    {
        var ended = await RunAsync(command, "--storage", "nonsense");

        AssertRefused(
            ended, "error: What --storage says is no connection string of a storage account (part 1 of 1 is not of the form name=value)");
        Assert.DoesNotContain("nonsense", ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task File_in_the_place_of_the_data_folder_is_named(string command)
    {
        await File.WriteAllTextAsync(Data, "", Cancellation);

        var ended = await RunAsync(command, "--data", Data);

        AssertRefused(ended, $"error: The data folder {Data} cannot be used: it is a file, not a folder.");
    }

    [Fact]
    public async Task Key_that_is_not_base64_is_refused_without_repeating_it()
    {
        var ended = await RunAsync("serve", "--storage", "DefaultEndpointsProtocol=https;AccountName=x;AccountKey=notbase64!");

        AssertRefused(ended, "is no connection string of a storage account (its AccountKey is not Base64)");
        Assert.DoesNotContain("notbase64", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_that_the_account_does_not_know_is_told_as_that()
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), Cancellation);
        var key = azurite.ConnectionString.Split("AccountKey=")[1].Split(';')[0];

        var ended = await RunAsync("serve", "--storage", azurite.ConnectionString.Replace(key, SomeKey, StringComparison.Ordinal));

        AssertRefused(ended, $"error: The storage account at {azurite.TableEndpoint.Authority} refuses: 403 ");
        Assert.DoesNotContain(SomeKey, ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_that_does_not_answer_is_told_within_seconds()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/account";

        var ended = await RunAsync("serve", "--storage", ConnectionString(address));

        AssertRefused(ended, "cannot be reached: no answer within 8 seconds.");
    }

    [Fact]
    public async Task Account_at_which_nobody_listens_is_told_with_the_systems_reason()
    {
        var ended = await RunAsync("serve", "--storage", ConnectionString("http://127.0.0.1:9/account"));

        AssertRefused(ended, "error: The storage account at 127.0.0.1:9 cannot be reached: Connection refused.");
    }

    [Theory]
    [InlineData("serve --port 0")]
    [InlineData("serve --port 0 --engine azure-storage")]
    [InlineData("worker")]
    [InlineData("jobs list --port 0")]
    public async Task What_answers_and_is_no_storage_account_is_told_as_that(string command)
    {
        await using var server = new FixedAnswer("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 15\r\n\r\n<html>hi</html>");

        var ended = await TradProcess.RunAsync([.. command.Split(' '), "--storage", ConnectionString($"{server.Address}account")]);

        AssertRefused(ended, $"error: What answers at {server.Address.Authority} is no storage account: ");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task Option_that_names_no_account_is_refused_and_not_taken_for_the_emulator(string given)
    {
        var ended = await RunAsync("serve", "--storage", given);

        AssertRefused(ended, "error: --storage is empty; give the connection string of a storage account, or leave the option out.");
    }

    [Theory]
    [InlineData("AzureWebJobsStorage__accountName", "trad")]
    [InlineData("AzureWebJobsStorage__blobServiceUri", "https://trad.blob.core.windows.net")]
    public async Task Account_by_identity_is_refused_and_not_taken_for_the_emulator(string name, string value)
    {
        var ended = await TradProcess.RunAsync(["serve", "--port", "0"], new Dictionary<string, string> { [name] = value });

        AssertRefused(ended, $"error: {name} names a storage account that is reached with an identity, which the app does on Azure only");
    }

    [Fact]
    public async Task Data_folder_below_one_that_cannot_be_written_is_named()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "There is no /proc here.");

        var ended = await RunAsync("serve", "--data", "/proc/trad-data");

        AssertRefused(ended, "error: The data folder /proc/trad-data cannot be used: ");
        Assert.DoesNotContain("Another process", ended.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_folder_without_rights_is_named_as_that()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Only root can become a user who may not write.");
            return;
        }

        Directory.CreateDirectory(Data);
        File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.OtherExecute | UnixFileMode.OtherRead);

        using var process = TradProcess.StartAs(
            ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"],
            ["serve", "--port", "0", "--data", Path.Combine(Data, "inner")]);
        var exitCode = await process.WaitForExitAsync();

        AssertRefused((exitCode, process.Output, process.Errors), "cannot be used: this user may not write there.");
    }

    [Fact]
    public async Task Data_folder_on_a_read_only_file_system_is_named_as_that()
    {
        using var disk = SmallDisk.Mount(_folder, "size=4m");
        Directory.CreateDirectory(Path.Combine(disk.Path, "data"));
        disk.MakeReadOnly();

        var existing = await RunAsync("serve", "--data", Path.Combine(disk.Path, "data"));
        var missing = await RunAsync("serve", "--data", Path.Combine(disk.Path, "other"));

        AssertRefused(existing, "cannot be used: the file system is read-only.");
        AssertRefused(missing, "cannot be used: the file system is read-only.");
    }

    [Fact]
    public async Task Data_folder_on_a_full_disk_is_named_as_that()
    {
        using var disk = SmallDisk.Mount(_folder, "size=1m");
        await using (var filler = new FileStream(Path.Combine(disk.Path, "filler"), FileMode.Create))
        {
            try
            {
                await filler.WriteAsync(new byte[2 << 20], Cancellation);
                await filler.FlushAsync(Cancellation);
            }
            catch (IOException)
            {
                // It is full now.
            }
        }

        var ended = await RunAsync("serve", "--data", Path.Combine(disk.Path, "data"));

        AssertRefused(ended, "is full");
    }

    [Fact]
    public async Task Connection_string_may_stand_in_a_file_and_then_not_on_the_command_line()
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), Cancellation);
        var file = Path.Combine(_folder, "storage.txt");
        await File.WriteAllTextAsync(file, azurite.ConnectionString + "\n", Cancellation);

        var listed = await RunAsync("jobs list --json", "--storage-file", file);
        var both = await RunAsync("jobs list", "--storage-file", file, "--storage", "nonsense");
        var missing = await RunAsync("jobs list", "--storage-file", file + ".gone");
        await File.WriteAllTextAsync(file, "nonsense", Cancellation);
        var wrong = await RunAsync("jobs list", "--storage-file", file);

        Assert.Equal((0, "[]"), (listed.ExitCode, listed.Output.Trim()));
        AssertRefused(both, "--storage and --storage-file both name a storage account");
        AssertRefused(missing, $"The file {file}.gone of --storage-file cannot be read");
        AssertRefused(wrong, "What --storage-file says is no connection string");
    }

    [Fact]
    public async Task Wrong_setting_of_the_emulator_is_named_with_what_is_allowed()
    {
        var ended = await TradProcess.RunAsync(
            ["serve", "--port", "0", "--data", Data], new Dictionary<string, string> { ["Trad__Emulator__Durability"] = "tape" });

        AssertRefused(ended, "Trad__Emulator__Durability is 'tape'; allowed are disk, process and autosave.");
    }

    private static string ConnectionString(string address) =>
        $"DefaultEndpointsProtocol=http;AccountName=account;AccountKey={SomeKey};BlobEndpoint={address};QueueEndpoint={address};TableEndpoint={address};";

    private static void AssertRefused((int ExitCode, string Output, string Errors) command, string expected)
    {
        Assert.Contains(
            expected, Assert.Single(command.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(1, command.ExitCode);
        Assert.Empty(command.Output);
    }

    private async Task<(int ExitCode, string Output, string Errors)> RunAsync(string command, params string[] options)
    {
        var file = Path.Combine(_folder, "month.csv");
        await File.WriteAllBytesAsync(file, ServingHost.SimulatedMonth, Cancellation);
        return await TradProcess.RunAsync(
            [.. command.Replace("{file}", file, StringComparison.Ordinal).Split(' '), "--port", "0", .. options]);
    }
}
