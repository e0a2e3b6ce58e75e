using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Trad.EndToEnd.Tests.Hosting;

namespace Trad.EndToEnd.Tests.CommandLine;

/// <summary>What HTTP offers beyond starting and following, on the command line.</summary>
public sealed class CatalogCommandTests(ServingHost host) : IClassFixture<ServingHost>
{
    [Theory]
    [InlineData("bayesian", "optimizers")]
    [InlineData("sqn-bound", "metrics")]
    [InlineData("binance", "exchanges")]
    [InlineData("pierce_depth", "strategies", "show", "liquidity-sweep")]
    public async Task Catalogues_are_listed_as_a_table(string expected, params string[] arguments)
    {
        var (exitCode, output, errors) = await RunAsync(arguments);

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trials_insight_clone_and_assets_of_a_job_are_at_hand()
    {
        var train = await RunAsync(
            "train", "--exchange", "simulated", "--trials", "6", "--seed", "5", "--minimum-trades", "1", "--validation", "hold-out",
            "--spread", "0.0001", "--sizing", "fixed-fraction", "--sizing-value", "0.2", "--try-first", "defaults", "--name", "Sixpence",
            "--json");
        Assert.Equal(0, train.ExitCode);
        var job = (string)JsonNode.Parse(train.Output)!["jobId"]!;

        var request = (await host.Client.GetJobAsync(job, TestContext.Current.CancellationToken)).Request;
        var table = await RunAsync("jobs", "trials", job);
        var csv = await RunAsync("jobs", "trials", job, "--format", "csv");
        var file = Path.Combine(host.DataFolder, "trials.json");
        var json = await RunAsync("jobs", "trials", job, "--format", "json", "--output", file);
        var insight = await RunAsync("jobs", "insight", job);
        var clone = await RunAsync("jobs", "clone", job, "--seed", "6", "--detach");
        var list = await RunAsync("jobs", "list");
        var number = clone.Output.Split(' ')[0];
        var cloned = await host.WaitAsync(clone.Output.Split(' ')[1].Trim());
        var first = (await host.Client.GetJobAsync(job, TestContext.Current.CancellationToken)).Number;
        var compare = await RunAsync("assets", "compare", first.ToString(CultureInfo.InvariantCulture), number);
        var change = await RunAsync("assets", "change", number, "--name", "Renamed");

        Assert.All(
            [table, csv, json, insight, clone, list, compare, change],
            command => Assert.Equal((0, ""), (command.ExitCode, command.Errors)));
        Assert.Equal((0.0001, 0.2), (request.Costs!.Spread, request.Sizing!.Value));
        Assert.Empty(request.TryFirst![0]);
        Assert.Equal(
            6 + 1, csv.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal("", json.Output);
        Assert.Equal(
            6, JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!.AsArray().Count);
        Assert.Matches("pierce_depth=0.002 ", table.Output);
        Assert.Contains("risk_reward_ratio", insight.Output, StringComparison.Ordinal);
        Assert.Contains("Sixpence:", list.Output, StringComparison.Ordinal);
        Assert.Equal((6L, 6, 0.0001), (cloned.Seed, cloned.Request.Trials, cloned.Request.Costs!.Spread));
        Assert.Contains("total return, hold-out", compare.Output, StringComparison.Ordinal);
        Assert.Contains("Renamed", change.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Candles_are_exported_as_text()
    {
        var (exitCode, output, errors) = await RunAsync(
            "candles", "export", "--exchange", "simulated", "--interval", "1h", "--from", "2025-06-10", "--to", "2025-06-11");

        Assert.Equal((0, ""), (exitCode, errors));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(24 + 1, lines.Length);
        Assert.StartsWith("1749513600000,", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completion_offers_the_words_of_an_option_in_a_real_shell()
    {
        const string Tab =
            """
            trad() { "$DOTNET" "$TRAD" "$@"; }
            eval "$(trad completion bash)"
            COMP_LINE='trad train --optimizer b' COMP_POINT=24 COMP_WORDS=(trad train --optimizer b) COMP_CWORD=3
            _trad_complete
            printf '%s\n' "${COMPREPLY[@]}"
            """;
        var start = new ProcessStartInfo("bash", ["-c", Tab]) { RedirectStandardOutput = true };
        start.Environment["DOTNET"] = TradProcess.DotNet;
        start.Environment["TRAD"] = TradProcess.Executable;
        using var bash = Process.Start(start)!;
        Assert.Equal("bayesian", (await bash.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim());

        var other = await TradProcess.RunAsync(["completion", "fish"]);
        Assert.Equal(2, other.ExitCode);
        Assert.Contains("allowed is one of bash, zsh, pwsh.", other.Errors, StringComparison.Ordinal);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        TradProcess.RunAsync([.. arguments, "--port", $"{host.Address.Port}"]);
}
