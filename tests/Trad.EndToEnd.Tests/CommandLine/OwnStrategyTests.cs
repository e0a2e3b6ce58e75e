using Trad.EndToEnd.Tests.Hosting;

namespace Trad.EndToEnd.Tests.CommandLine;

/// <summary>A strategy in C# of one's own, from the template to a host that knows it.</summary>
public sealed class OwnStrategyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trad-own-").FullName;

    private string Strategies => Path.Combine(_folder, "strategies");

    [Fact]
    public async Task Strategy_that_new_writes_is_known_to_a_host_and_a_broken_one_is_told_in_one_line()
    {
        Directory.CreateDirectory(Strategies);
        var file = Path.Combine(Strategies, "MyBreakout.cs");

        var written = await TradProcess.RunAsync(["strategies", "new", file]);
        var again = await TradProcess.RunAsync(["strategies", "new", file]);
        var shown = await ShowAsync();
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            file, text.Replace("close.Length", "close.Size", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var broken = await ShowAsync();

        Assert.Equal((0, ""), (written.ExitCode, written.Errors));
        Assert.Equal((1, ""), (again.ExitCode, again.Output));
        Assert.Contains("cannot be written", again.Errors, StringComparison.Ordinal);
        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("channel_length", shown.Output, StringComparison.Ordinal);
        Assert.Equal((1, ""), (broken.ExitCode, broken.Output));
        Assert.Matches(@"^error: The host cannot be started: .*MyBreakout\.cs line [0-9]+, column [0-9]+: .*'Size'", broken.Errors);
        Assert.Single(broken.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Strategy_in_a_file_cannot_be_exported_and_the_refusal_says_what_to_do_instead()
    {
        Directory.CreateDirectory(Strategies);
        await TradProcess.RunAsync(["strategies", "new", Path.Combine(Strategies, "MyBreakout.cs")]);

        var exported = await RunAsync("export", "my-breakout");
        var version = await RunAsync("export", "my-breakout@1");

        Assert.Equal((1, ""), (exported.ExitCode, exported.Output));
        Assert.Equal(
            "error: 'my-breakout' comes from the folder of strategies that the host was started with; it is written in C# and has no document of rules. Copy its file from there, and start the other host with --strategies.",
            exported.Errors.Trim());
        Assert.Equal(
            (1, "", "error: 'my-breakout' is a strategy in C# of this host, which has no versions."),
            (version.ExitCode, version.Output, version.Errors.Trim()));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<(int ExitCode, string Output, string Errors)> ShowAsync() => RunAsync("show", "my-breakout");

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(string command, string strategy) => TradProcess.RunAsync(
        ["strategies", command, strategy, "--strategies", Strategies, "--data", Path.Combine(_folder, "data"), "--port", "0"]);
}
