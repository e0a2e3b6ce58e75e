using Trad.EndToEnd.Tests.Hosting;
using Trad.Testing;

namespace Trad.EndToEnd.Tests.CommandLine;

/// <summary>The command <c>strategies</c> against a serving host.</summary>
public sealed class StrategiesCommandTests(ServingHost host) : IClassFixture<ServingHost>
{
    [Fact]
    public async Task Check_of_a_sound_strategy_says_what_was_compared_and_an_unknown_one_is_refused()
    {
        var sound = await RunAsync("strategies", "check", "macd-trend");
        var unknown = await RunAsync("strategies", "check", "no-such");

        Assert.Equal(0, sound.ExitCode);
        Assert.Matches("look-ahead  passed  [0-9,]+ signals stay when the candles behind them are cut off", sound.Output);
        Assert.Matches("warm-up     passed  [0-9,]+ of [0-9,]+ signals are the same", sound.Output);
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("There is no strategy 'no-such'", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_is_checked_kept_shown_exported_trained_by_and_removed()
    {
        var folder = Directory.CreateTempSubdirectory("trad-rules");
        try
        {
            var file = Path.Combine(folder.FullName, "mine.json");
            Assert.Equal(0, (await RunAsync("strategies", "export", "golden-cross", "--output", file)).ExitCode);
            var document = (await File.ReadAllTextAsync(file, Cancellation)).Replace("golden-cross", "mine", StringComparison.Ordinal);
            await File.WriteAllTextAsync(file, document, Cancellation);

            var check = await RunAsync("strategies", "check", file);
            Assert.Equal((0, ""), (check.ExitCode, check.Errors));
            Assert.Contains("slow", check.Output, StringComparison.Ordinal);
            Assert.StartsWith("mine@1: Golden cross.", (await RunAsync("strategies", "add", file)).Output, StringComparison.Ordinal);
            await File.WriteAllTextAsync(file, document.Replace("\"Golden cross\"", "\"Mine\"", StringComparison.Ordinal), Cancellation);
            Assert.StartsWith("mine@2: Mine.", (await RunAsync("strategies", "add", file)).Output, StringComparison.Ordinal);
            Assert.Matches("(?m)^. mine@2 ", (await RunAsync("strategies", "list")).Output);
            Assert.Matches("Golden cross[^$]*version 2 .*\nversion 1 ", (await RunAsync("strategies", "show", "mine@1")).Output);
            Assert.Equal(document, (await RunAsync("strategies", "export", "mine@1")).Output);

            var train = await RunAsync("train", "--strategy", "mine@7", "--dry-run");
            Assert.Equal(1, train.ExitCode);
            Assert.Contains("strategyVersion: is 7; 'mine' has 1, 2", train.Errors, StringComparison.Ordinal);
            await File.WriteAllTextAsync(file, """{"name": "mine", "long": "1 > 2"}""", Cancellation);
            Assert.Contains(
                "warning: 'long' is false at every candle", (await RunAsync("strategies", "add", file)).Output, StringComparison.Ordinal);
            Assert.Equal(0, (await RunAsync("strategies", "remove", "mine@1", "--yes")).ExitCode);
            Assert.Equal(0, (await RunAsync("strategies", "remove", "mine", "--yes")).ExitCode);
            var gone = await RunAsync("strategies", "show", "mine");
            Assert.Equal(1, gone.ExitCode);
            Assert.Contains("There is no strategy 'mine'", gone.Errors, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Check_of_a_file_on_a_market_tells_signals_and_warns_of_rules_that_never_or_always_hold()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllTextAsync(
                file,
                """{"name": "odd", "long": "cross_above(close, sma(close, 5))", "short": "close / (close - close) > 1", "exit": {"short": "close > 0"}}""",
                Cancellation);

            var check = await RunAsync(
                "strategies", "check", file, "--exchange", "simulated", "--symbol", "BTCUSDT", "--interval", "5m", "--signals", "300");
            var far = await RunAsync(
                "strategies", "check", file, "--exchange", "simulated", "--symbol", "BTCUSDT", "--interval", "5m", "--signals", "5001");
            var nowhere = await RunAsync("strategies", "check", file, "--signals", "300");

            Assert.Equal((0, ""), (check.ExitCode, check.Errors));
            Assert.Contains("warning: 'short' never holds: at none of ", check.Output, StringComparison.Ordinal);
            Assert.Contains("warning: 'exit.short' nearly always holds: at 100 % of ", check.Output, StringComparison.Ordinal);
            Assert.Matches("(?m)^  [0-9]+ signals on 300 candles from 20", check.Output);
            Assert.Matches("(?m)^  20[0-9:Z -]+  enter-long", check.Output);
            Assert.Equal(1, far.ExitCode);
            Assert.Contains("signals: is '5001'; allowed is a whole number from 0 to 5000", far.Errors, StringComparison.Ordinal);
            Assert.Equal(1, nowhere.ExitCode);
            Assert.Contains("signals: needs candles", nowhere.Errors, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task File_or_folder_of_a_strategys_name_is_told_apart_from_the_strategy()
    {
        var folder = Directory.CreateTempSubdirectory("trad-names");
        try
        {
            const string Document = """{"name": "namesake", "title": "Namesake", "long": "close > open"}""";
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "macd-trend"), "no rules", Cancellation);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "plain"), Document, Cancellation);
            folder.CreateSubdirectory("rsi-mean-reversion");
            folder.CreateSubdirectory("empty");

            var strategy = await InAsync(folder, "strategies", "check", "macd-trend");
            var path = await InAsync(folder, "strategies", "check", "./macd-trend");
            var file = await InAsync(folder, "strategies", "check", "plain");
            var beside = await InAsync(folder, "strategies", "check", "rsi-mean-reversion");
            var nothing = await InAsync(folder, "strategies", "check", "empty");
            var added = await InAsync(folder, "strategies", "add", "empty");

            Assert.Equal(0, strategy.ExitCode);
            Assert.Contains("look-ahead  passed", strategy.Output, StringComparison.Ordinal);
            Assert.StartsWith("'macd-trend' is a strategy and a file here; checking the strategy.", strategy.Errors, StringComparison.Ordinal);
            Assert.Equal(1, path.ExitCode);
            Assert.Contains("is no JSON that can be read", path.Errors, StringComparison.Ordinal);
            Assert.Equal(0, file.ExitCode);
            Assert.Contains("Namesake", file.Output, StringComparison.Ordinal);
            Assert.Equal(0, beside.ExitCode);
            Assert.StartsWith("'rsi-mean-reversion' is a strategy and a folder here", beside.Errors, StringComparison.Ordinal);
            Assert.Equal(1, nothing.ExitCode);
            Assert.Contains("empty: is a folder, and there is no strategy of that name", nothing.Errors, StringComparison.Ordinal);
            Assert.Equal(1, added.ExitCode);
            Assert.Contains("empty: is a folder; a file with a document of rules is needed.", added.Errors, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("check")]
    [InlineData("add")]
    public async Task File_that_is_not_there_is_told_by_its_path(string command)
    {
        var refused = await RunAsync("strategies", command, "no/such.json");

        Assert.Equal((1, "error: no/such.json: there is no such file.\n"), (refused.ExitCode, refused.Errors.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task File_without_an_end_and_one_that_is_no_JSON_are_told_by_their_path()
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllTextAsync(file, new string('[', 1_000_000), Cancellation);
            var large = await RunAsync("strategies", "add", file);
            await File.WriteAllTextAsync(file, "no rules", Cancellation);
            var none = await RunAsync("strategies", "add", file);
            var checkedNone = await RunAsync("strategies", "check", file);

            Assert.Equal(
                (1, $"error: {file}: has more than 262144 bytes; a document of rules has at most 65536 characters."),
                (large.ExitCode, large.Errors.Trim()));
            Assert.StartsWith($"error: {file}: line 1, column ", none.Errors, StringComparison.Ordinal);
            Assert.Equal(none.Errors, checkedNone.Errors);
        }
        finally
        {
            File.Delete(file);
        }

        if (OperatingSystem.IsLinux())
        {
            var endless = await RunAsync("strategies", "check", "/dev/zero");
            Assert.StartsWith("error: /dev/zero: has more than 262144 bytes", endless.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Show_tells_the_orders_of_parameters_and_export_that_a_built_in_strategy_has_no_document()
    {
        var shown = await RunAsync("strategies", "show", "moving-average-crossover");
        var exported = await RunAsync("strategies", "export", "moving-average-crossover");

        Assert.Matches("(?m)^[a-z_]+ must be smaller than [a-z_]+[.]$", shown.Output.ReplaceLineEndings("\n"));
        Assert.Equal(1, exported.ExitCode);
        Assert.Contains(
            "'moving-average-crossover' is a built-in strategy; it is written in C# and has no document of rules.", exported.Errors,
            StringComparison.Ordinal);
    }

    public static TheoryData<string> Wrong => [.. WrongRules.All.Keys];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Wrong_document_is_refused_in_one_line_with_its_place(string what)
    {
        var (document, told) = WrongRules.All[what];

        // What is wrong with a body is wrong with a file.
        var expected = told.StartsWith("body: ", StringComparison.Ordinal) ? told["body: ".Length..] : told;
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllTextAsync(file, document, Cancellation);

            var refused = await RunAsync("strategies", "add", file);

            Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
            Assert.Contains(expected, refused.Errors, StringComparison.Ordinal);
            Assert.Single(refused.Errors.TrimEnd().Split('\n'));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("strategies", "show", "mine@")]
    [InlineData("strategies", "remove", "mine@zero")]
    [InlineData("strategies", "add")]
    [InlineData("train", "--strategy", "mine@0")]
    public async Task Wrong_command_line_ends_with_2(params string[] arguments) =>
        Assert.Equal(2, (await RunAsync(arguments)).ExitCode);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // In a folder of its own, as a person who changed to it.
    private async Task<(int ExitCode, string Output, string Errors)> InAsync(DirectoryInfo folder, params string[] arguments)
    {
        using var process = TradProcess.StartAs(["env", "-C", folder.FullName], [.. arguments, "--port", $"{host.Address.Port}"]);
        return (await process.WaitForExitAsync(), process.Output, process.Errors);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) =>
        TradProcess.RunAsync([.. arguments, "--port", $"{host.Address.Port}"]);
}
