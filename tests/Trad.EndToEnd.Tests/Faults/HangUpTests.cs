using System.Diagnostics;
using System.Globalization;
using Trad.EndToEnd.Tests.Hosting;
using Trad.LocalHost.Client;
using Trad.Training.Jobs;

namespace Trad.EndToEnd.Tests.Faults;

/// <summary>
/// The terminal is closed, or the connection to the machine is lost: what was acknowledged is there after the next start.
/// </summary>
public sealed class HangUpTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-hangup-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Terminal_closed_under_a_serving_host_loses_nothing_that_was_acknowledged()
    {
        using var terminal = PseudoTerminal.Open();
        var announcement = Path.Combine(_folder, "announcement");

        // As in a window: a shell leads the session, the host runs in its foreground. Its output goes to a file, so that the
        // test can read where it listens.
        using var shell = Process.Start(
            "env",
            [TradProcess.DefaultSignals, "sh", "-c",
                $"exec setsid --ctty sh -c '\"$@\" > {announcement}; true' sh \"$@\" < {terminal.Path} 2> {terminal.Path}", "sh",
                .. Serve]);
        var client = new TradClient(new HttpClient { BaseAddress = await ReadAddressAsync(announcement) });
        var acknowledged = await WorkAsync(client);
        using var host = FindHost();

        terminal.Dispose();

        await shell.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
        await host.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
        await AssertKeptAsync(acknowledged);
    }

    [Theory]
    [InlineData("HUP")]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Signal_to_the_whole_process_group_loses_nothing_that_was_acknowledged(string signal)
    {
        using var host = TradProcess.StartAs(["env", TradProcess.DefaultSignals, "setsid"], Serve[2..]);
        var acknowledged = await WorkAsync(new TradClient(new HttpClient { BaseAddress = await host.WaitForAddressAsync() }));

        await host.SignalGroupAsync(signal);

        // The emulator stays until the host has stopped.
        Assert.Equal(0, await host.WaitForExitAsync());
        Assert.DoesNotContain("Exception", host.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("storage emulator", host.Errors, StringComparison.Ordinal);
        await AssertKeptAsync(acknowledged);
    }

    [Fact]
    public async Task Hang_up_of_a_host_under_nohup_changes_nothing()
    {
        using var host = TradProcess.StartAs(["setsid", "nohup"], Serve[2..]);
        var client = new TradClient(new HttpClient { BaseAddress = await host.WaitForAddressAsync() });

        await host.SignalGroupAsync("HUP");

        var acknowledged = await WorkAsync(client);
        await host.SignalAsync("TERM");
        Assert.Equal(0, await host.WaitForExitAsync());
        await AssertKeptAsync(acknowledged);
    }

    [Fact]
    public async Task Stop_that_takes_long_is_waited_for_and_a_second_interrupt_ends_it_at_once()
    {
        using var host = TradProcess.StartAs(["env", TradProcess.DefaultSignals, "setsid"], Serve[2..]);
        await host.WaitForAddressAsync();
        var emulator = ReadEmulator();
        using var emulating = Process.GetProcessById(int.Parse(emulator, CultureInfo.InvariantCulture));
        await TradProcess.SignalAsync("STOP", emulator);
        try
        {
            await host.SignalAsync("INT");

            // The last step of a stop: the emulator is asked to save and end, and waited for. It cannot hear. That nothing else ends
            // the wait is TradCommandLineTests'.
            using var patience = new CancellationTokenSource(Patience);
            while (!host.HasEnded && HoldsInput(host.Id, emulator))
            {
                await Task.Delay(20, patience.Token);
            }

            Assert.False(host.HasEnded, host.Errors);
            await host.SignalAsync("INT");
            Assert.Equal(130, await host.WaitForExitAsync());
        }
        finally
        {
            await TradProcess.SignalAsync("CONT", emulator);

            // It ends by itself when its host is gone.
            await emulating.WaitForExitAsync(Cancellation).WaitAsync(Patience, Cancellation);
        }
    }

    private string[] Serve => [TradProcess.DotNet, TradProcess.Executable, "serve", "--port", "0", "--data", Path.Combine(_folder, "data")];

    // The parent of the emulator, field 4 of its status.
    private Process FindHost()
    {
        var parent = File.ReadAllText($"/proc/{ReadEmulator()}/stat").Split(')')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        return Process.GetProcessById(int.Parse(parent, CultureInfo.InvariantCulture));
    }

    // The emulator ends when its standard input does: whether the host still holds the other end of that pipe.
    private static bool HoldsInput(int host, string emulator)
    {
        var pipe = File.ResolveLinkTarget($"/proc/{emulator}/fd/0", returnFinalTarget: false)!.Name;
        Assert.StartsWith("pipe:", pipe, StringComparison.Ordinal);
        try
        {
            return Directory.EnumerateFiles($"/proc/{host}/fd").Any(file => ReadLink(file) == pipe);
        }
        catch (DirectoryNotFoundException)
        {
            // It has ended, which the caller looks at.
            return false;
        }
    }

    // Files are opened and closed while one looks.
    private static string? ReadLink(string file)
    {
        try
        {
            return File.ResolveLinkTarget(file, returnFinalTarget: false)?.Name;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private string ReadEmulator() => File.ReadAllText(Path.Combine(_folder, "data", "azurite.pid")).Split(' ')[0];

    // Trainings that have ended, and an import right behind them: nothing of it is older than the emulator's last save need be.
    private static async Task<Acknowledged> WorkAsync(TradClient client)
    {
        await ImportAsync(client, "BTCUSDT");
        var jobs = new List<string>();
        for (var seed = 0; seed < 3; seed++)
        {
            jobs.Add((await client.StartTrainingAsync(ServingHost.Request(seed, trials: 4), Cancellation)).Id);
        }

        foreach (var job in jobs)
        {
            while (!(await client.GetJobAsync(job, Cancellation)).IsFinished)
            {
                await Task.Delay(20, Cancellation);
            }
        }

        await ImportAsync(client, "ETHUSDT");
        return new Acknowledged(jobs, ["BTCUSDT", "ETHUSDT"]);
    }

    private static async Task ImportAsync(TradClient client, string symbol)
    {
        using var month = new MemoryStream(ServingHost.SimulatedMonth);
        await client.ImportAsync(month, "month.csv", Candles.Market.SimulatedExchange, symbol, "5m", Cancellation);
    }

    private async Task AssertKeptAsync(Acknowledged acknowledged)
    {
        using var again = TradProcess.Start(Serve[2..]);
        using var http = new HttpClient { BaseAddress = await again.WaitForAddressAsync() };
        var client = new TradClient(http);
        foreach (var id in acknowledged.Jobs)
        {
            var job = await client.GetJobAsync(id, Cancellation);
            Assert.Equal(JobState.Completed, job.State);
            Assert.NotNull((await client.Assets.GetAsync(job.AssetId!, Cancellation)).InSample);
        }

        var expected = ServingHost.SimulatedMonth.Count(character => character == (byte)'\n') - 1;
        foreach (var symbol in acknowledged.Symbols)
        {
            var path = string.Create(
                CultureInfo.InvariantCulture, $"api/candles?exchange=simulated&symbol={symbol}&interval=5m&format=csv");
            Assert.Equal(expected, (await http.GetStringAsync(path, Cancellation)).Count(character => character == '\n') - 1);
        }

        await again.SignalAsync("TERM");
        await again.WaitForExitAsync();
    }

    private static async Task<Uri> ReadAddressAsync(string announcement)
    {
        const string Beginning = "Trad serves on ";
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (File.Exists(announcement)
                && (await File.ReadAllLinesAsync(announcement, patience.Token)).FirstOrDefault(
                    line => line.StartsWith(Beginning, StringComparison.Ordinal)) is { } line)
            {
                return new Uri(line[Beginning.Length..].Split(' ')[0]);
            }

            await Task.Delay(50, patience.Token);
        }
    }

    private sealed record Acknowledged(IReadOnlyList<string> Jobs, IReadOnlyList<string> Symbols);
}
