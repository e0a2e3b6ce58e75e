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

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<(int ExitCode, string Output, string Errors)> ShowAsync() => TradProcess.RunAsync(
        ["strategies", "show", "my-breakout", "--strategies", Strategies, "--data", Path.Combine(_folder, "data"), "--port", "0"]);
}
