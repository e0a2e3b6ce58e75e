using Trad.EndToEnd.Tests.Hosting;
using Trad.LocalRuntime.Emulator;

namespace Trad.EndToEnd.Tests.CommandLine;

public sealed class SecondHostTests
{
    [Fact]
    public async Task Second_host_on_the_same_storage_is_refused_until_the_first_is_gone_however_it_went()
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), TestContext.Current.CancellationToken);
        string[] serve = ["serve", "--port", "0", "--storage", azurite.ConnectionString];
        using var first = TradProcess.Start(serve);
        await first.WaitForAddressAsync();

        var second = await TradProcess.RunAsync(serve);

        Assert.Equal(1, second.ExitCode);
        Assert.Contains(
            $"{first.Id}", Assert.Single(second.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);

        await first.KillAsync();
        using var third = TradProcess.Start(serve);
        await third.WaitForAddressAsync();
    }

    [Theory]
    [InlineData("serve", "--port", "0")]
    [InlineData("jobs", "list", "--port", "0")]
    public async Task Second_process_on_the_same_data_folder_is_told_in_one_line_how_to_share_it(params string[] command)
    {
        var folder = Directory.CreateTempSubdirectory("trad-second-").FullName;
        using (var first = TradProcess.Start(["serve", "--port", "0", "--data", folder]))
        {
            await first.WaitForAddressAsync();

            var second = await TradProcess.RunAsync([.. command, "--data", folder]);

            var line = Assert.Single(second.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Equal((1, ""), (second.ExitCode, second.Output));
            Assert.Contains($"Another process is using {folder}", line, StringComparison.Ordinal);
            Assert.Contains("--engine azure-storage", line, StringComparison.Ordinal);
            await first.SignalAsync("TERM");
            await first.WaitForExitAsync();
        }

        Directory.Delete(folder, recursive: true);
    }
}
