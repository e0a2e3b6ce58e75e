using System.Text.Json.Nodes;
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

    [Fact]
    public async Task Second_host_on_the_same_data_folder_is_told_in_one_line_where_the_first_is_and_how_to_share_it()
    {
        var folder = Directory.CreateTempSubdirectory("trad-second-").FullName;
        using (var first = TradProcess.Start(["serve", "--port", "0", "--data", folder]))
        {
            var address = await first.WaitForAddressAsync();

            var second = await TradProcess.RunAsync(["serve", "--port", "0", "--data", folder]);

            var line = Assert.Single(second.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Equal((1, ""), (second.ExitCode, second.Output));
            Assert.Contains($"Another process is using {folder}", line, StringComparison.Ordinal);
            Assert.Contains($"its host serves on {address.GetLeftPart(UriPartial.Authority)};", line, StringComparison.Ordinal);
            Assert.Contains("--engine azure-storage", line, StringComparison.Ordinal);
            await first.SignalAsync("TERM");
            await first.WaitForExitAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Command_on_a_data_folder_uses_its_host_on_whatever_port_and_not_that_of_another_folder()
    {
        var folder = Directory.CreateTempSubdirectory("trad-second-").FullName;
        var other = Directory.CreateTempSubdirectory("trad-second-").FullName;
        using (var first = TradProcess.Start(["serve", "--port", "0", "--data", folder]))
        using (var second = TradProcess.Start(["serve", "--port", "0", "--data", other]))
        {
            var here = await first.WaitForAddressAsync();
            var elsewhere = await second.WaitForAddressAsync();

            var ofFirst = await TradProcess.RunAsync(["system", "--json", "--data", folder]);
            var ofSecond = await TradProcess.RunAsync(["system", "--json", "--data", other]);
            var byPort = await TradProcess.RunAsync(["system", "--json", "--data", folder, "--port", $"{elsewhere.Port}"]);

            Assert.Equal((0, ""), (ofFirst.ExitCode, ofFirst.Errors));
            Assert.Equal(await StartOfAsync(here), StartOf(ofFirst.Output));
            Assert.Equal(await StartOfAsync(elsewhere), StartOf(ofSecond.Output));
            Assert.Equal(await StartOfAsync(elsewhere), StartOf(byPort.Output));

            // Whoever ends takes its note away; whoever is killed leaves one that nobody believes.
            await first.SignalAsync("TERM");
            await first.WaitForExitAsync();
            await second.KillAsync();
            Assert.False(File.Exists(Path.Combine(folder, "host.address")));
            Assert.True(File.Exists(Path.Combine(other, "host.address")));
            var alone = await TradProcess.RunAsync(["jobs", "list", "--data", other]);
            Assert.Equal((0, ""), (alone.ExitCode, alone.Errors));
            Assert.Contains("No jobs.", alone.Output, StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
        Directory.Delete(other, recursive: true);
    }

    // Each host tells when it started, to the tick.
    private static string StartOf(string system) => (string)JsonNode.Parse(system)!["startedAt"]!;

    private static async Task<string> StartOfAsync(Uri address)
    {
        using var http = new HttpClient();
        return StartOf(await http.GetStringAsync(new Uri(address, "api/system"), TestContext.Current.CancellationToken));
    }
}
