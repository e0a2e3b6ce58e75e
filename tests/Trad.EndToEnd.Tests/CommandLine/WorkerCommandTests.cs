using Trad.EndToEnd.Tests.Hosting;

namespace Trad.EndToEnd.Tests.CommandLine;

/// <summary>What <c>worker</c> and <c>--engine</c> say to who uses them wrongly: one line, exit code 1.</summary>
public sealed class WorkerCommandTests
{
    [Theory]
    [InlineData("A worker needs the storage of the process that serves", "worker")]
    [InlineData("--engine must be embedded or azure-storage, was 'cloud'.", "serve", "--engine", "cloud")]
    public async Task Wrong_use_is_told_in_one_line(string expected, params string[] arguments)
    {
        var (exitCode, output, errors) = await TradProcess.RunAsync(arguments);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains(expected, Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setting_that_names_no_engine_is_told_by_its_name()
    {
        var (exitCode, _, errors) = await TradProcess.RunAsync(["serve"], new Dictionary<string, string> { ["Trad__Engine"] = "cloud" });

        Assert.Equal(1, exitCode);
        Assert.Contains("Trad__Engine must be embedded or azure-storage, was 'cloud'.", errors, StringComparison.Ordinal);
    }
}
