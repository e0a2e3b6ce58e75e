using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Trad.Candles;
using Trad.EndToEnd.Tests.Hosting;
using Trad.LocalHost.Client;
using Trad.Training.Jobs;

namespace Trad.EndToEnd.Tests.Engines;

/// <summary>A worker on the data folder of a host whose emulator goes down with it, and comes back.</summary>
public sealed class WorkerOnDataFolderTests : IDisposable
{
    private const string Joined = "Trad works on the jobs of this storage";
    private const string Away = "The storage does not answer: Connection refused";
    private const string Back = "The storage answers again; the work goes on.";
    private const string Moved = "The storage has moved to other ports; joining there.";

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-worker-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Ports => File.ReadAllText(Path.Combine(_folder, "emulator.ports"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Worker_waits_for_a_host_that_is_killed_and_works_on_its_job_when_it_is_started_again()
    {
        using var first = Serve();
        var client = await ConnectAsync(first);
        using (var month = new MemoryStream(ServingHost.SimulatedMonth))
        {
            await client.ImportAsync(month, "month.csv", Market.SimulatedExchange, "BTCUSDT", "5m", Cancellation);
        }

        using var worker = TradProcess.Start(["worker", "--data", _folder]);
        await UntilAsync(worker, () => worker.Output.Contains(Joined, StringComparison.Ordinal));
        var id = (await client.StartTrainingAsync(ServingHost.Request(seed: 42, trials: 60), Cancellation)).Id;
        await SharedHub.UntilAsync(token => client.GetJobAsync(id, token), job => job.Progress.TrialsCompleted >= 8);
        var ports = Ports;
        await first.KillAsync();
        await UntilAsync(worker, () => Lines(worker).Count == 1);
        using var second = Serve();
        client = await ConnectAsync(second);
        await UntilAsync(worker, () => Lines(worker).Count == 2);
        var end = await SharedHub.UntilAsync(token => client.GetJobAsync(id, token), job => job.IsFinished);

        Assert.Equal(JobState.Completed, end.State);
        Assert.Equal(ports, Ports);
        Assert.StartsWith(Away, Lines(worker)[0], StringComparison.Ordinal);
        Assert.Equal(Back, Lines(worker)[1]);
        await StopAsync(worker, second);
    }

    [Fact]
    public async Task Worker_follows_an_emulator_whose_ports_somebody_else_has_taken()
    {
        using var first = Serve();
        await first.WaitForAddressAsync();
        using var worker = TradProcess.Start(["worker", "--data", _folder]);
        await UntilAsync(worker, () => worker.Output.Contains(Joined, StringComparison.Ordinal));
        var ports = Ports;
        await first.KillAsync();
        using var squatter = await SquatAsync(ports);
        using var second = Serve();
        await second.WaitForAddressAsync();
        await UntilAsync(worker, () => worker.Output.Split(Joined).Length == 3);

        Assert.NotEqual(ports, Ports);
        Assert.Contains("are not all free; it takes others.", second.Errors, StringComparison.Ordinal);
        Assert.Contains(Moved, Lines(worker));
        Assert.All(
            Lines(worker),
            line => Assert.True(
                line == Moved || line == Back || line.StartsWith("The storage does not answer: ", StringComparison.Ordinal), line));
        await StopAsync(worker, second);
    }

    [Fact]
    public async Task Folder_that_no_host_has_served_is_told_in_one_line()
    {
        var (exitCode, output, errors) = await TradProcess.RunAsync(["worker", "--data", _folder]);

        Assert.Equal((1, ""), (exitCode, output));
        Assert.Equal(
            $"error: No host has served the data folder {_folder}, or this user may not read it: start 'trad serve --engine azure-storage --data {_folder}' first.",
            errors.Trim());
    }

    [Fact]
    public async Task Folder_whose_host_has_ended_is_told_in_one_line()
    {
        using (var first = Serve())
        {
            await first.WaitForAddressAsync();
            await first.SignalAsync("TERM");
            await first.WaitForExitAsync();
        }

        var (exitCode, _, errors) = await TradProcess.RunAsync(["worker", "--data", _folder]);

        Assert.Equal(1, exitCode);
        Assert.Contains(
            "cannot be reached: Connection refused.", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)),
            StringComparison.Ordinal);
    }

    private TradProcess Serve() => TradProcess.Start(["serve", "--engine", "azure-storage", "--port", "0", "--data", _folder]);

    private static async Task<TradClient> ConnectAsync(TradProcess host) =>
        new(new HttpClient { BaseAddress = await host.WaitForAddressAsync() });

    private static List<string> Lines(TradProcess worker) => [.. worker.Errors.Split(
        '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static Task<bool> UntilAsync(TradProcess worker, Func<bool> isThere) => SharedHub.UntilAsync(
        _ => worker.HasEnded ? throw new InvalidOperationException($"The worker ended: {worker.Errors}") : Task.FromResult(isThere()),
        reached => reached);

    // The killed host's emulator lets go of its ports when it has saved.
    private static Task<TcpListener> SquatAsync(string ports)
    {
        var port = int.Parse(ports.Split(' ')[1], CultureInfo.InvariantCulture);
        return SharedHub.UntilAsync(
            _ =>
            {
                var listener = new TcpListener(IPAddress.Loopback, port);
                try
                {
                    listener.Start();
                    return Task.FromResult<TcpListener?>(listener);
                }
                catch (SocketException)
                {
                    listener.Dispose();
                    return Task.FromResult<TcpListener?>(null);
                }
            },
            listener => listener is not null)!;
    }

    // The worker first, while there is storage to leave; and a host that goes on saving would still write into the folder.
    private static async Task StopAsync(TradProcess worker, TradProcess host)
    {
        await worker.SignalAsync("TERM");
        await worker.WaitForExitAsync();
        await host.SignalAsync("TERM");
        await host.WaitForExitAsync();
    }
}
