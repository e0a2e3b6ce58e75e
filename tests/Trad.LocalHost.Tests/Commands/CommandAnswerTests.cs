using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Trad.Functions.Backfills;
using Trad.LocalHost.Client;
using Trad.LocalHost.Commands;
using Trad.LocalHost.Tests.Client;
using Trad.LocalHost.Tests.Presentation;
using Trad.MarketData.Backfills;
using Trad.Training.Jobs;
using Trad.Training.Operations;

namespace Trad.LocalHost.Tests.Commands;

/// <summary>Every command of an operation, carried out against the app: what it prints, and its exit code.</summary>
[Collection(nameof(TableDisplayTests))]
public sealed class CommandAnswerTests(ServedApp app) : IClassFixture<ServedApp>, IDisposable
{
    private const string Columns = "COLUMNS";
    private const string Nobody = "0123456789abcdef0123456789abcdef";

    // They are a host themselves, or ask none. Those of strategies of one's own have tests of their own.
    private static readonly string[] NotOfAnOperation = ["serve", "worker", "demo", "completion"];

    private readonly string? _before = Environment.GetEnvironmentVariable(Columns);
    private readonly string _folder = Directory.CreateTempSubdirectory("trad-commands-").FullName;
    private readonly HashSet<string> _carriedOut = new(StringComparer.Ordinal);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Columns, _before);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Every_command_of_an_operation_answers_a_person_and_a_program()
    {
        // Tables do not wrap.
        Environment.SetEnvironmentVariable(Columns, "400");
        await TryCatalogsAsync();
        await TryCandlesAsync();
        await TryBackfillsAsync();
        var job = await TryJobsAsync();
        await TryAssetsAsync(job);
        await TryOrchestrationsAsync();

        var missing = PathsBelow(TradCommandLine.MakeRoot(), "").Except(_carriedOut).Where(
            path => !NotOfAnOperation.Contains(path) && !path.StartsWith("strategies ", StringComparison.Ordinal));
        Assert.Equal([], missing);
    }

    [Theory]
    [InlineData("assets change 99 --notes x", "There is no asset '99'.")]
    [InlineData("assets compare 99 98", "There is no asset '99'.")]
    [InlineData("assets delete 99", "There is no asset '99'.")]
    [InlineData("assets equity 99", "There is no asset '99'.")]
    [InlineData("assets export 99", "There is no asset '99'.")]
    [InlineData("assets indicators 99", "There is no asset '99'.")]
    [InlineData("assets months 99", "There is no asset '99'.")]
    [InlineData("assets report 99", "There is no asset '99'.")]
    [InlineData($"assets restore {Nobody}", $"There is no asset '{Nobody}'")]
    [InlineData("assets revalidate 99", "There is no asset '99'.")]
    [InlineData("assets show 99", "There is no asset '99'.")]
    [InlineData("assets trades 99", "There is no asset '99'.")]
    [InlineData("backfill cancel 99", "There is no backfill '99'.")]
    [InlineData("backfill delete 99 --yes", "There is no backfill '99'.")]
    [InlineData("backfill show 99", "There is no backfill '99'.")]
    [InlineData("backfill --exchange lost", "exchange: is 'lost'; allowed is one of binance, coinbase, simulated")]
    [InlineData("candles delete --symbol NONEUSDT --month all --yes", "Nothing is stored of")]
    [InlineData("candles export --symbol NONEUSDT", "")]
    [InlineData("candles undo 1", "'1'")]
    [InlineData("exchanges symbol lost BTCUSDT", "There is no exchange 'lost' to ask")]
    [InlineData("import nowhere.csv", "nowhere.csv")]
    [InlineData("jobs best 99", "There is no training job '99'.")]
    [InlineData("jobs cancel 99", "There is no training job '99'.")]
    [InlineData("jobs clone 99", "There is no training job '99'.")]
    [InlineData("jobs delete 99 --yes", "There is no training job '99'.")]
    [InlineData("jobs follow 99", "There is no training job '99'.")]
    [InlineData("jobs insight 99", "There is no training job '99'.")]
    [InlineData("jobs logs 99", "There is no training job '99'.")]
    [InlineData("jobs publish 99 0", "There is no training job '99'.")]
    [InlineData("jobs resume 99", "There is no training job '99'.")]
    [InlineData("jobs show 99", "There is no training job '99'.")]
    [InlineData("jobs trial 99 0", "There is no training job '99'.")]
    [InlineData("jobs trials 99", "There is no training job '99'.")]
    [InlineData("strategies check lost", "There is no strategy 'lost'")]
    [InlineData("strategies show lost", "There is no strategy 'lost'")]
    [InlineData("system history lost", "There is no orchestration 'lost'.")]
    [InlineData("system purge lost --yes", "There is no orchestration 'lost'.")]
    [InlineData("system restart lost", "There is no orchestration 'lost'.")]
    [InlineData("system resume lost", "There is no orchestration 'lost'.")]
    [InlineData("system show lost", "There is no orchestration 'lost'.")]
    [InlineData("system suspend lost", "There is no orchestration 'lost'.")]
    [InlineData("system terminate lost", "There is no orchestration 'lost'.")]
    [InlineData("train --exchange simulated --strategy lost", "strategy: 'lost' is unknown")]
    public async Task Command_for_what_is_not_there_says_so_in_one_line(string line, string expected)
    {
        var refused = await CommandRun.RunAsync(app.Address, line.Split(' '));

        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        var error = Assert.Single(refused.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    private async Task TryCatalogsAsync()
    {
        await AnswersAsync("metrics", "sqn-bound");
        await AnswersAsync("optimizers", "bayesian");
        await AnswersAsync("exchanges", "binance");
        await AnswersAsync("exchanges symbol simulated BTCUSDT", "BTCUSDT");
        await AnswersAsync("strategies list", "(?m)^. macd-trend  +. Buys when");
        await AnswersAsync("strategies show macd-trend", "It warms up for [0-9]+ candles");
        await AnswersAsync("strategies check macd-trend", "look-ahead  passed  [0-9,]+ signals stay");
        await AnswersAsync("system", "^healthy, version [0-9.]+, up since");

        // What the app does by itself once a day, as it is when it failed.
        var log = app.Services.GetRequiredService<ITimerLog>();
        var runs = await log.ReadAsync(Cancellation);
        var failed = runs.GetValueOrDefault("Retention") ?? new DutyRecord("Retention", DateTimeOffset.UtcNow);
        await log.TryWriteAsync(failed with { Began = DateTimeOffset.UtcNow, Failure = "The storage does not answer." }, Cancellation);
        await AnswersAsync(
            "system",
            @"^degraded, (.|\n)*duties: Retention failed at (.|\n)*\nRetention failed at [0-9: -]+ UTC: The storage does not answer\.");
    }

    private async Task TryCandlesAsync()
    {
        const string Market = "--exchange simulated --symbol ETHUSDT --interval 1h";
        var file = Path.Combine(_folder, "hours.csv");
        await File.WriteAllLinesAsync(
            file, ["open_time,open,high,low,close,volume", "2024-04-30T20:00:00Z,1,2,1,2,5", "2024-04-30T21:00:00Z,2,3,2,3,5"],
            Cancellation);
        await AnswersAsync($"import {file} {Market}", "^2 candles of simulated ETHUSDT 1h from .*: 2 new, 0 replaced");
        await AnswersAsync("candles coverage --symbol ETHUSDT", "simulated ETHUSDT 1h");
        var run = (string)(await JsonAsync($"candles imports {Market}"))[0]!["id"]!;
        await AnswersAsync($"candles imports {Market}", $"^{run}  import of hours.csv");
        await WritesAsync($"candles export {Market} --format csv", "open_time,open,high,low,close,volume", lines: 3);
        await WritesAsync($"candles export {Market} --days 1 --to 2024-05-01T21:00:00Z", "open_time,open,high,low,close,volume", lines: 2);
        await AnswersAsync(
            $"candles delete {Market} --month 2024-04 --dry-run", "^Would be deleted of simulated ETHUSDT 1h: 2 candles, in 2024-04");
        await AnswersAsync($"candles undo {run}", "^Undone of simulated ETHUSDT 1h: 2 candles removed, 0 restored");
    }

    private async Task TryBackfillsAsync()
    {
        const string Market = "--exchange simulated --symbol SOLUSDT --interval 1h";
        await AnswersAsync($"backfill {Market} --from 2025-06-01 --to 2025-06-03", "48");
        var run = (string)(await JsonAsync("backfill list"))[0]!["id"]!;
        await AnswersAsync("backfill list", "completed");
        await AnswersAsync($"backfill show {run}", "^simulated SOLUSDT 1h: completed");
        await AnswersAsync($"backfill {Market} --from 2025-06-01 --to 2025-06-03 --repair", "");
        await AnswersAsync($"backfill delete {run} --yes", $"^The backfill {run} ");

        var years = await app.Client.Backfills.StartAsync(Years("ADAUSDT"), Cancellation);
        await AnswersAsync($"backfill cancel {years.Id}", "^simulated ADAUSDT 1m: (pending|running|cancelled)");
        while (await app.Client.Backfills.GetAsync(years.Id, Cancellation) is { EndedAt: null })
        {
            await Task.Delay(20, Cancellation);
        }

        Assert.Equal(BackfillStatus.Cancelled, (await app.Client.Backfills.GetAsync(years.Id, Cancellation)).State);
    }

    private async Task<TrainingJob> TryJobsAsync()
    {
        const string Training = "train --exchange simulated --strategy macd-trend --lookback-days 10 --minimum-trades 1"
            + " --validation hold-out --seed 5";
        await AnswersAsync($"{Training} --trials 4 --dry-run", "^4 trials, 4 backtests over");
        await AnswersAsync($"{Training} --trials 4", "Job #1: macd-trend on simulated BTCUSDT 5m");
        await AnswersAsync("jobs list", "#1 .* completed");
        var id = (string)(await JsonAsync("jobs list"))[0]!["id"]!;
        await AnswersAsync("jobs show 1", "Job #1: macd-trend on simulated BTCUSDT 5m");
        Assert.Equal("completed", (string?)(await JsonAsync($"jobs show {id}"))["state"]);
        await AnswersAsync("jobs follow 1", "Job #1: macd-trend");
        await AnswersAsync("jobs trials 1", "fast_period=");
        await WritesAsync("jobs trials 1 --format csv", "trial,", lines: 5);
        await AnswersAsync("jobs trial 1 0", "In sample");
        await AnswersAsync("jobs best 1", "In sample");
        await AnswersAsync("jobs insight 1", "Best since trial|Importance");
        await AnswersAsync("jobs logs 1", "Info    Loading    Attempt 1 starts.");
        await AnswersAsync("jobs cleanup", "^0 resumed, 0 failed, 0 cancelled, 0 that cannot be read.");
        await AnswersAsync("jobs publish 1 0", $"is published as [0-9a-f]{{32}}: ");
        await AnswersAsync("jobs clone 1 --seed 6 --trials 10000 --batch-size 1 --optimizer random --detach", "^#2 [0-9a-f]{32}");
        await AnswersAsync("jobs cancel 2", "^#2 is (cancelled|running|queued)");
        var second = await app.Client.GetJobAsync("2", Cancellation);
        Assert.Equal(JobState.Cancelled, (await app.WaitAsync(second.Id, Cancellation)).State);
        await AnswersAsync("jobs resume 2 --trials 1", "Job #2");
        await app.WaitAsync(second.Id, Cancellation);
        await AnswersAsync("jobs delete 2 --yes", "^Deleted 2.");
        return await app.Client.GetJobAsync(id, Cancellation);
    }

    private async Task TryAssetsAsync(TrainingJob job)
    {
        var listed = await app.Client.Assets.ListAsync(new AssetFilter(), null, null, Cancellation);
        var assets = listed.Items.Select(asset => asset.Id).ToList();
        var id = job.AssetId!;
        Assert.InRange(assets.Count, 2, 3);
        await AnswersAsync("assets list", id[..7]);
        await AnswersAsync($"assets show {id}", "^Verdict: ");
        await AnswersAsync($"assets months {id}", "2025-06");
        await AnswersAsync($"assets indicators {id}", "exponential average");
        await AnswersAsync($"assets compare {assets[0]} {assets[1]}", "verdict");
        await AnswersAsync($"assets change {id} --name Renamed", "Renamed");
        await WritesAsync($"assets report {id}", "<!doctype html>", lines: null);
        await WritesAsync($"assets equity {id}", "time,equity,drawdown", lines: null);
        await WritesAsync($"assets trades {id}", "entry_time,exit_time,symbol", lines: null);
        await WritesAsync($"assets export {id}", "", lines: null);
        await AnswersAsync($"assets revalidate {id} --from 2025-06-20", "");
        await AnswersAsync($"assets delete {id}", $"^Deleted {id}.");
        await AnswersAsync($"assets restore {id}", $"^Restored {id}, Renamed.");
    }

    private async Task TryOrchestrationsAsync()
    {
        var years = await app.Client.Backfills.StartAsync(Years("DOTUSDT"), Cancellation);
        var instance = years.Id[..years.Id.LastIndexOf('.')];
        await AnswersAsync("system orchestrations", "TrainingOrches");
        await AnswersAsync($"system suspend {instance}", $"^{instance} is told to suspend; it is suspended.");
        await AnswersAsync($"system show {instance}", $"{instance}: suspended");
        await AnswersAsync($"system resume {instance} --reason seen", $"^{instance} is told to resume; it is running.");
        await AnswersAsync($"system terminate {instance} --reason enough", $"^{instance} is told to terminate; it is terminated.");
        await AnswersAsync($"system history {instance}", "terminated");
        await AnswersAsync($"system restart {instance}", $"^{instance} runs again; it is (pending|running).");
        await AnswersAsync($"system terminate {instance}", "it is terminated.");
        await AnswersAsync($"system purge {instance} --yes", $"^{instance} is forgotten.");
    }

    private async Task AnswersAsync(string line, string expected)
    {
        var answer = await RunAsync(line);
        Assert.Matches(expected, answer.Output);
    }

    private async Task<JsonNode> JsonAsync(string line) => JsonNode.Parse((await RunAsync($"{line} --json")).Output)!;

    private async Task WritesAsync(string line, string beginning, int? lines)
    {
        var file = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{Guid.NewGuid():N}"));
        Assert.Equal("", (await RunAsync($"{line} --output {file}")).Output);
        var written = await File.ReadAllLinesAsync(file, Cancellation);
        Assert.NotEmpty(written);
        Assert.StartsWith(beginning, written[0], StringComparison.Ordinal);
        Assert.Equal(lines ?? written.Length, written.Length);
    }

    private async Task<CommandRun> RunAsync(string line)
    {
        _carriedOut.Add(PathOf(line));
        var run = await CommandRun.RunAsync(app.Address, line.Split(' '));
        Assert.True(run is { ExitCode: 0, Errors: "" }, $"{line}: {run.ExitCode} {run.Errors}{run.Output}");
        return run;
    }

    private static string PathOf(string line)
    {
        var names = new List<string>();
        for (var command = TradCommandLine.MakeRoot().Parse(line.Split(' ')).CommandResult; command is not null;
            command = command.Parent as CommandResult)
        {
            names.Insert(0, command.Command.Name);
        }

        return string.Join(' ', names.Skip(1));
    }

    private static IEnumerable<string> PathsBelow(Command command, string path) => command.Subcommands.SelectMany(
        below => PathsBelow(below, $"{path}{below.Name} ").Concat(below.Action is null ? [] : [$"{path}{below.Name}"]));

    private static BackfillRequest Years(string symbol) => new()
    {
        Exchange = "simulated",
        Symbol = symbol,
        Interval = "1m",
        From = new DateTimeOffset(2012, 1, 1, 0, 0, 0, TimeSpan.Zero),
        To = new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero),
    };
}
