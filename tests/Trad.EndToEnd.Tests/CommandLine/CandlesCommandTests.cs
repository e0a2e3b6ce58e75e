using System.Globalization;
using System.Text.Json.Nodes;
using Trad.EndToEnd.Tests.Hosting;

namespace Trad.EndToEnd.Tests.CommandLine;

/// <summary>The command <c>candles</c> against a serving host.</summary>
public sealed class CandlesCommandTests(ServingHost host) : IClassFixture<ServingHost>
{
    [Fact]
    public async Task Coverage_shows_what_is_stored_and_the_holes_of_whole_months()
    {
        // Nothing of May, and an hour of June missing.
        var file = Path.Combine(Directory.CreateTempSubdirectory("trad-candles-").FullName, "candles.csv");
        string[] times =
        [
            "2024-04-30T20:00:00Z", "2024-04-30T21:00:00Z", "2024-04-30T22:00:00Z", "2024-04-30T23:00:00Z",
            "2024-06-01T00:00:00Z", "2024-06-01T02:00:00Z", "2024-06-01T03:00:00Z", "2024-06-01T04:00:00Z",
        ];
        var rows = times.Select(
            time => $"{DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds()},100,101,99,100,1");
        await File.WriteAllLinesAsync(file, ["open_time,open,high,low,close,volume", .. rows], TestContext.Current.CancellationToken);
        var import = await RunAsync("import", file, "--exchange", "binance", "--symbol", "HOLEUSDT", "--interval", "1h");

        var shown = await RunAsync("candles", "coverage", "--symbol", "HOLEUSDT");
        var json = await RunAsync("candles", "coverage", "--symbol", "HOLEUSDT", "--json");

        Assert.Equal((0, 0, 0), (import.ExitCode, shown.ExitCode, json.ExitCode));
        Assert.Contains(
            "hole: binance HOLEUSDT 1h from 2024-05-01 00:00Z to 2024-06-01 00:00Z, 31.0 days", shown.Output, StringComparison.Ordinal);
        Assert.Contains(
            "hole: binance HOLEUSDT 1h from 2024-06-01 01:00Z to 2024-06-01 02:00Z, 1 hours", shown.Output, StringComparison.Ordinal);
        var market = Assert.Single(JsonNode.Parse(json.Output)!.AsArray())!;
        Assert.Equal((8L, 745L), ((long)market["rows"]!, (long)market["missing"]!));
    }

    [Fact]
    public async Task Import_is_listed_undone_and_a_range_of_another_deleted()
    {
        string[] market = ["--exchange", "binance", "--symbol", "WRONGUSDT", "--interval", "1h"];
        var file = Path.Combine(Directory.CreateTempSubdirectory("trad-candles-").FullName, "mistake.csv");
        await File.WriteAllLinesAsync(
            file, ["open_time,open,high,low,close,volume", "2024-04-30T20:00:00Z,1,2,1,2,5", "2024-04-30T21:00:00Z,2,3,2,3,5"],
            TestContext.Current.CancellationToken);
        await RunAsync(["import", file, .. market]);
        var json = await RunAsync(["candles", "imports", .. market, "--json"]);
        var id = (string)Assert.Single(JsonNode.Parse(json.Output)!.AsArray())!["id"]!;

        var deleted = await RunAsync(["candles", "delete", .. market, "--from", "2024-04-30T21:00:00Z", "--yes"]);
        var refused = await RunAsync("candles", "undo", id);
        var shown = await RunAsync(["candles", "imports", .. market]);
        var back = await RunAsync("candles", "undo", deleted.Output.Split('\'')[1].Split(' ')[2]);
        var undone = await RunAsync("candles", "undo", id);

        Assert.Contains("Deleted of binance WRONGUSDT 1h: 1 candles, in 2024-04", deleted.Output, StringComparison.Ordinal);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("undo that first", refused.Errors, StringComparison.Ordinal);
        Assert.Contains($"{id}  import of mistake.csv", shown.Output, StringComparison.Ordinal);
        Assert.Contains("0 candles removed, 1 restored", back.Output, StringComparison.Ordinal);
        Assert.Contains("2 candles removed, 0 restored", undone.Output, StringComparison.Ordinal);
        Assert.Contains(
            "undone by undo-binance-WRONGUSDT-1h.", (await RunAsync(["candles", "imports", .. market])).Output, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        TradProcess.RunAsync([.. arguments, "--port", $"{host.Address.Port}"]);
}
