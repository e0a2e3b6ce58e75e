using System.Text;
using System.Text.Json.Nodes;
using Trad.EndToEnd.Tests.Hosting;

namespace Trad.EndToEnd.Tests.CommandLine;

public sealed class ImportFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trad-folder-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string[] Data => ["--exchange", "simulated", "--data", Path.Combine(_folder, "data"), "--port", "0"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Import_of_a_folder_takes_each_file_into_its_own_market_and_names_the_one_that_is_wrong()
    {
        var files = Directory.CreateDirectory(Path.Combine(_folder, "files")).FullName;
        await WriteAsync(Path.Combine(files, "BTCUSDT-5m-2025-06.csv"), ServingHost.SimulatedMonth);
        await WriteAsync(Path.Combine(files, "ETHUSDT", "5m", "june.csv"), ServingHost.SimulatedMonth);
        await WriteAsync(Path.Combine(files, "SOLUSDT-1h.csv"), ServingHost.SimulatedMonth);
        await WriteAsync(Path.Combine(files, "BTCUSDT-5m-2025-06.csv.CHECKSUM"), "0123 BTCUSDT"u8.ToArray());
        await WriteAsync(Path.Combine(files, "__MACOSX", "._BTCUSDT-5m-2025-06.csv"), [0, 5, 22, 7]);

        var import = await TradProcess.RunAsync(["import", files, .. Data]);

        Assert.Contains("8,640 candles of simulated BTCUSDT 5m", import.Output, StringComparison.Ordinal);
        Assert.Contains("8,640 candles of simulated ETHUSDT 5m", import.Output, StringComparison.Ordinal);
        Assert.Contains(
            "2 of 3 files, 2 other files passed over: 17,280 candles of 2 markets, 17,280 new, 0 replaced, 0 unchanged", import.Output,
            StringComparison.Ordinal);
        Assert.Contains("SOLUSDT-1h.csv: not imported: ", import.Errors, StringComparison.Ordinal);
        Assert.Contains("the file is imported as 1h", import.Errors, StringComparison.Ordinal);
        Assert.Equal(1, import.ExitCode);
    }

    [Fact]
    public async Task Import_as_json_is_one_document_about_every_file_also_the_refused_ones_and_of_a_dry_run()
    {
        var files = Directory.CreateDirectory(Path.Combine(_folder, "files")).FullName;
        await WriteAsync(Path.Combine(files, "BTCUSDT-5m-2025-06.csv"), ServingHost.SimulatedMonth);
        await WriteAsync(Path.Combine(files, "ETHUSDT", "5m", "june.csv"), ServingHost.SimulatedMonth);
        await WriteAsync(Path.Combine(files, "SOLUSDT-1h.csv"), ServingHost.SimulatedMonth);
        await WriteAsync(Path.Combine(files, "readme.md"), "hello"u8.ToArray());

        var dry = await TradProcess.RunAsync(["import", files, "--json", "--dry-run", .. Data]);
        var alone = await TradProcess.RunAsync(["import", Path.Combine(files, "BTCUSDT-5m-2025-06.csv"), "--json", .. Data]);
        var wrong = await TradProcess.RunAsync(["import", Path.Combine(files, "SOLUSDT-1h.csv"), "--json", .. Data]);

        var all = JsonNode.Parse(dry.Output)!;
        Assert.Equal(
            (1, true, 2, 17_280L, 2, 17_280L, 0L), (
                dry.ExitCode, (bool)all["dryRun"]!, (int)all["imported"]!, (long)all["rows"]!, (int)all["markets"]!,
                (long)all["inserted"]!, (long)all["unchanged"]!));
        Assert.Equal(["readme.md"], all["passedOver"]!.AsArray().Select(name => (string?)name));
        var byName = all["files"]!.AsArray().ToDictionary(file => (string)file!["file"]!, file => file!);
        Assert.Contains("the file is imported as 1h", (string?)byName["SOLUSDT-1h.csv"]["error"], StringComparison.Ordinal);
        Assert.Equal("BTCUSDT", (string?)byName["BTCUSDT-5m-2025-06.csv"]["import"]!["symbol"]);
        Assert.Equal(
            ("option", "file-name", "folders"), (
                (string?)byName["BTCUSDT-5m-2025-06.csv"]["told"]!["exchange"],
                (string?)byName["BTCUSDT-5m-2025-06.csv"]["told"]!["symbol"],
                (string?)byName[Path.Combine("ETHUSDT", "5m", "june.csv")]["told"]!["symbol"]));
        Assert.Equal("milliseconds", (string?)byName["BTCUSDT-5m-2025-06.csv"]["import"]!["layout"]!["times"]![0]);
        var one = JsonNode.Parse(alone.Output)!;
        Assert.Equal((0, false, 8_640L), (alone.ExitCode, (bool)one["dryRun"]!, (long)one["inserted"]!));
        Assert.NotNull(one["files"]![0]!["import"]!["undoableUntil"]);
        Assert.Equal(
            (1, 0, 1),
            (wrong.ExitCode, (int)JsonNode.Parse(wrong.Output)!["imported"]!, JsonNode.Parse(wrong.Output)!["files"]!.AsArray().Count));
    }

    [Fact]
    public async Task Dry_run_of_a_file_shows_what_was_recognised_and_a_name_that_tells_no_symbol_asks_for_one()
    {
        var told = Path.Combine(_folder, "BTC-USDT.csv");
        var untold = Path.Combine(_folder, "prices.csv");
        var text = new StringBuilder("Date;Time;O;H;L;C;Vol;Note\n");
        for (var minute = 0; minute < 30; minute++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"2025-06-01;10:{minute:00};1,5;1,75;1,25;1,5;10;x\n");
        }

        await WriteAsync(told, Encoding.UTF8.GetBytes(text.ToString()));
        await WriteAsync(untold, Encoding.UTF8.GetBytes(text.ToString()));

        var dry = await TradProcess.RunAsync(["import", told, "--dry-run", .. Data]);
        var asked = await TradProcess.RunAsync(["import", untold, .. Data]);

        Assert.Equal((0, ""), (dry.ExitCode, dry.Errors));
        Assert.Contains("30 candles of simulated BTCUSDT 1m", dry.Output, StringComparison.Ordinal);
        Assert.Contains("30 new, 0 replaced, 0 unchanged", dry.Output, StringComparison.Ordinal);
        Assert.Contains("Columns that were not used: Note.", dry.Output, StringComparison.Ordinal);
        Assert.Contains(
            "Exchange simulated as given, symbol BTCUSDT by the file's name, interval 1m by its candles", dry.Output,
            StringComparison.Ordinal);
        Assert.Contains(
            "Format csv, separated by semicolon, decimal comma; times are text without a zone, taken as UTC; columns ", dry.Output,
            StringComparison.Ordinal);
        Assert.Contains("Fields are separated by semicolon", dry.Output, StringComparison.Ordinal);
        Assert.Contains("2025-06-01 10:29Z  open 1.5  high 1.75  low 1.25  close 1.5  volume 10", dry.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was stored", dry.Output, StringComparison.Ordinal);
        Assert.Equal(1, asked.ExitCode);
        Assert.Contains("symbol: is missing, and the file's name 'prices.csv' tells none", asked.Errors, StringComparison.Ordinal);
    }

    private static async Task WriteAsync(string path, byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, content, Cancellation);
    }
}
