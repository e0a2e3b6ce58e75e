using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Trad.EndToEnd.Tests.Hosting;

namespace Trad.EndToEnd.Tests.CommandLine;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trad-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Import_then_train_as_json_prints_exactly_one_object_on_standard_output()
    {
        var file = Path.Combine(_folder, "month.csv");
        await File.WriteAllBytesAsync(file, ServingHost.SimulatedMonth, TestContext.Current.CancellationToken);

        var import = await TradProcess.RunAsync(["import", file, "--exchange", "simulated", "--symbol", "BTCUSDT", .. Data]);
        var train = await TradProcess.RunAsync(
            ["train", "--exchange", "simulated", "--trials", "6", "--seed", "42", "--minimum-trades", "1", "--json", .. Data]);

        Assert.Equal(0, import.ExitCode);
        Assert.Contains("8,640 candles of simulated BTCUSDT 5m", import.Output, StringComparison.Ordinal);
        Assert.Equal(0, train.ExitCode);
        using var report = JsonDocument.Parse(train.Output);
        Assert.Equal(
            ["assetId", "best", "candles", "dataFingerprint", "durationsMs", "holdOut", "jobId", "jobNumber", "judgement", "market",
                "published", "seed", "split", "state", "strategy", "trials"],
            report.RootElement.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal("completed", report.RootElement.GetProperty("state").GetString());
        Assert.Equal(8640, report.RootElement.GetProperty("candles").GetInt32());
        Assert.Equal(6, report.RootElement.GetProperty("trials").GetInt32());
        Assert.Equal(
            ["backtest", "fit", "load", "orchestration", "storage", "total"],
            report.RootElement.GetProperty("durationsMs").EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["metrics", "parameters", "score", "trial"],
            report.RootElement.GetProperty("best").EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["inSample", "parameters", "score", "trial"],
            report.RootElement.GetProperty("published").EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Demo_without_a_network_trains_on_simulated_candles_and_says_so()
    {
        // An address that nobody listens on stands for a missing network.
        var offline = new Dictionary<string, string> { ["Trad__Exchanges__BinanceAddress"] = "http://127.0.0.1:9" };

        var demo = await TradProcess.RunAsync(["demo", "--exit", .. Data], offline);

        Assert.Equal((0, ""), (demo.ExitCode, demo.Errors));
        Assert.Single(demo.Output.Split('\n'), line => line.StartsWith("No exchange", StringComparison.Ordinal));
        Assert.Contains("17,520 candles of simulated TRENDUSDT 1h", demo.Output, StringComparison.Ordinal);
        Assert.Contains("with a trend planted in it so that there is something to find", demo.Output, StringComparison.Ordinal);
        Assert.Contains("ms in all", demo.Output, StringComparison.Ordinal);
        var ending = demo.Output[demo.Output.IndexOf("Is it luck?", StringComparison.Ordinal)..];
        var (honest, failed) = (
            ending.IndexOf("moving-average-crossover on simulated TRENDUSDT 1h", StringComparison.Ordinal),
            ending.IndexOf("bollinger-mean-reversion on simulated TRENDUSDT 1h", StringComparison.Ordinal));
        Assert.InRange(honest, 1, failed);
        Assert.Contains("Verdict: robust.", ending[honest..failed], StringComparison.Ordinal);
        Assert.DoesNotContain("Verdict: robust.", ending[failed..], StringComparison.Ordinal);
        Assert.Contains("Verdict: ", ending[failed..], StringComparison.Ordinal);
        var holdOuts = Regex.Matches(ending, @"no trial saw: \S+ % in (\d+) trades, buy and hold");
        Assert.Equal(2, holdOuts.Count);
        Assert.All(
            holdOuts,
            holdOut => Assert.True(
                int.Parse(holdOut.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) >= 20, ending));

        // What it says to type next is what a shell takes: the program as it was run, on the same data.
        var next = ending[ending.IndexOf("What to look at next:", StringComparison.Ordinal)..].Split('\n');
        var typed = next.First(line => line.Contains(" assets show ", StringComparison.Ordinal)).Trim();
        Assert.Matches("^dotnet .*trad.dll assets show [0-9a-f]{32} --data ", typed);
        Assert.EndsWith(Path.Combine(_folder, "data"), typed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_interrupted_ends_cleanly_with_its_emulator()
    {
        using var serve = TradProcess.StartAs(["env", TradProcess.DefaultSignals], ["serve", .. Data]);
        await serve.WaitForAddressAsync();
        var emulator = int.Parse(
            (await File.ReadAllTextAsync(Path.Combine(_folder, "data", "azurite.pid"), TestContext.Current.CancellationToken))
                .Split(' ')[0],
            System.Globalization.CultureInfo.InvariantCulture);

        await serve.SignalAsync("INT");
        var exitCode = await serve.WaitForExitAsync();

        Assert.Equal(0, exitCode);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(emulator));
        Assert.DoesNotContain("Exception", serve.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_on_a_busy_port_ends_with_one_line_and_exit_code_1()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var serve = await TradProcess.RunAsync(["serve", "--port", $"{port}", "--data", Path.Combine(_folder, "data")]);

        AssertRefused(serve, $"Port {port} is in use");
    }

    [Fact]
    public async Task Serve_without_node_ends_with_one_line_and_exit_code_1()
    {
        var dotnet = Path.GetDirectoryName(Environment.ProcessPath)!;

        var serve = await TradProcess.RunAsync(
            ["serve", .. Data],
            new Dictionary<string, string> { ["PATH"] = Path.GetFileName(Environment.ProcessPath) == "dotnet" ? dotnet : _folder });

        AssertRefused(serve, "install Node.js 20 or newer");
    }

    [Fact]
    public async Task Serve_with_damaged_emulator_data_ends_with_one_line_and_exit_code_1()
    {
        var data = Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "__azurite_db_table__.json"), "{ not json", TestContext.Current.CancellationToken);

        var serve = await TradProcess.RunAsync(["serve", .. Data]);

        AssertRefused(serve, "Azurite");
    }

    [Theory]
    [InlineData("strategy: 'astrology' is unknown", "--strategy", "astrology")]
    [InlineData("trials: is '0'", "--trials", "0")]
    [InlineData("selection: is \"best\"; allowed is one of robust, maximum", "--selection", "best")]
    [InlineData("--validation seeds: is '21'; allowed is a whole number from 0 to 20", "--validation", "seeds=21")]
    [InlineData("symbol: no candles of binance BTCUSDT 5m are stored", "--trials", "2")]
    public async Task Train_wrong_request_ends_with_one_line_and_exit_code_1(string expected, string option, string value)
    {
        var train = await TradProcess.RunAsync(["train", option, value, .. Data]);

        AssertRefused(train, expected);
    }

    [Fact]
    public async Task Import_missing_file_ends_with_one_line_and_exit_code_1()
    {
        var import = await TradProcess.RunAsync(["import", Path.Combine(_folder, "nowhere.csv"), .. Data]);

        AssertRefused(import, "nowhere.csv does not exist");
    }

    private string[] Data => ["--port", "0", "--data", Path.Combine(_folder, "data")];

    private static void AssertRefused((int ExitCode, string Output, string Errors) command, string expected)
    {
        Assert.Equal(1, command.ExitCode);
        Assert.Contains(
            expected, Assert.Single(command.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Empty(command.Output);
    }
}
