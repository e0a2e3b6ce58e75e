using System.Text.Json.Nodes;
using Trad.EndToEnd.Tests.Hosting;
using Trad.Training.Jobs;

namespace Trad.EndToEnd.Tests.CommandLine;

/// <summary>The commands <c>train</c> and <c>jobs</c> against a serving host.</summary>
public sealed class JobsCommandTests(ServingHost host) : IClassFixture<ServingHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Train_options_change_the_request_in_a_file()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("trad-request-").FullName, "request.json");
        await File.WriteAllTextAsync(
            file,
            """{"exchange":"simulated","symbol":"BTCUSDT","interval":"5m","trials":2,"minimumTrades":1,"sizing":{"mode":"all-in"},"parameters":{"reversal_candles":{"value":3}}}""",
            Cancellation);

        var train = await RunAsync(
            "train", "--request", file, "--trials", "4", "--batch-size", "1", "--seed", "8", "--objective", "sharpe", "--objective",
            "sortino", "--hold-out", "0.1",
            "--direction", "long", "--patience", "50", "--name", "Mine", "--parameter", "pierce_depth=0.001..0.004", "--json");

        Assert.Equal(0, train.ExitCode);
        var request = (await host.Client.GetJobAsync((string)JsonNode.Parse(train.Output)!["jobId"]!, Cancellation)).Request;
        Assert.Equal(
            ("simulated", "BTCUSDT", 4, 1, 8L, 0.1),
            (request.Exchange, request.Symbol, request.Trials, request.BatchSize, request.Seed, request.HoldOut));
        Assert.Equal(["sharpe", "sortino"], request.Objectives!);
        Assert.Equal(
            ("long", 50, "Mine", "AllIn"), (request.Direction, request.Patience, request.Name, request.Sizing!.Mode!.Value.ToString()));
        Assert.Equal(["pierce_depth", "reversal_candles"], request.Parameters!.Keys.Order());
        Assert.Equal((0.001, 0.004), (request.Parameters["pierce_depth"].Low, request.Parameters["pierce_depth"].High));
    }

    [Fact]
    public async Task Dry_run_tells_the_cost_and_starts_nothing()
    {
        var before = await host.Client.Jobs.ListAsync(new JobFilter(), 1, null, Cancellation);

        var forecast = await RunAsync("train", "--exchange", "simulated", "--trials", "7", "--dry-run");

        Assert.Equal(0, forecast.ExitCode);
        Assert.Contains("7 trials, 7 backtests over 8,640 candles", forecast.Output, StringComparison.Ordinal);
        Assert.Matches(
            @"In sample 2025-06-0\d \d\d:\d\dZ to \S+ \S+, [0-9,]+ candles\s+Hold-out  2025-06-2\d \S+ to 2025-07-01 00:00Z, [0-9,]+ candles\s",
            forecast.Output);
        Assert.Equal(
            before.Items.Select(job => job.Id),
            (await host.Client.Jobs.ListAsync(new JobFilter(), 1, null, Cancellation)).Items.Select(job => job.Id));
    }

    [Fact]
    public async Task Job_is_detached_listed_cancelled_shown_resumed_and_deleted_by_its_number()
    {
        var detached = await RunAsync(
            "train", "--exchange", "simulated", "--trials", "10000", "--batch-size", "1", "--optimizer", "random", "--minimum-trades", "1",
            "--seed", "3", "--detach");
        Assert.Equal((0, ""), (detached.ExitCode, ErrorsOf(detached)));
        var number = detached.Output.Split(' ')[0];

        var list = await RunAsync("jobs", "list", "--state", "running", "--json");
        var cancel = await RunAsync("jobs", "cancel", number);
        var show = await RunAsync("jobs", "show", number, "--json");
        var resume = await RunAsync("jobs", "resume", number, "--trials", "1");
        var follow = await RunAsync("jobs", "follow", number);
        var logs = await RunAsync("jobs", "logs", number, "--level", "info");
        var delete = await RunAsync("jobs", "delete", number, "--yes");
        var gone = await RunAsync("jobs", "show", number);

        Assert.Matches("^#[0-9]+$", number);
        Assert.All(
            [detached, list, cancel, show, resume, follow, logs, delete],
            command => Assert.Equal((0, ""), (command.ExitCode, ErrorsOf(command))));
        Assert.Contains(JsonNode.Parse(list.Output)!.AsArray(), job => $"#{job!["number"]}" == number);
        Assert.Matches($"^{number} is cancelled after [0-9]+ of 10000 trials", cancel.Output);
        Assert.Equal("cancelled", (string?)JsonNode.Parse(show.Output)!["state"]);
        Assert.Contains($"Job {number}: liquidity-sweep", follow.Output, StringComparison.Ordinal);
        Assert.Contains("Attempt 2 starts.", logs.Output, StringComparison.Ordinal);
        Assert.Equal((1, $"error: There is no training job '{number}'."), (gone.ExitCode, ErrorsOf(gone)));
    }

    [Theory]
    [InlineData("error: --trials cannot be '0.5'; allowed is a whole number. See trad train --help.", "train", "--trials", "0.5")]
    [InlineData(
        "error: --state cannot be 'lost'; allowed is one of queued, running, completed, failed, cancelled. See trad jobs list --help.",
        "jobs", "list", "--state", "lost")]
    [InlineData("error: Unrecognized command or argument 'astrology'. See trad --help.", "astrology")]
    [InlineData("error: --days must be 1 to 5000, was '99999999999'. See trad backfill --help.", "backfill", "--days", "99999999999")]
    [InlineData("error: --request nowhere.json: Could not find file", "train", "--request", "nowhere.json")]
    [InlineData("error: --parameter reversal_candles=many: 'many' is not a number.", "train", "--parameter", "reversal_candles=many")]
    public async Task Command_line_that_is_wrong_is_refused_in_one_line(string expected, params string[] arguments)
    {
        var refused = await RunAsync(arguments);

        Assert.Equal((expected.EndsWith("--help.", StringComparison.Ordinal) ? 2 : 1, ""), (refused.ExitCode, refused.Output));
        Assert.StartsWith(
            expected, Assert.Single(refused.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_that_is_none_is_refused_in_one_line()
    {
        var refused = await TradProcess.RunAsync(["serve", "--port", "99999999999"]);

        Assert.Equal(
            (2, "error: --port must be 0 to 65535, was '99999999999'. See trad serve --help."), (refused.ExitCode, refused.Errors.Trim()));
    }

    private static string ErrorsOf((int ExitCode, string Output, string Errors) command) => command.Errors.Trim();

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        TradProcess.RunAsync(arguments[0] == "astrology" ? arguments : [.. arguments, "--port", $"{host.Address.Port}"]);
}
