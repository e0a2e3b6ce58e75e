using System.Diagnostics;
using System.Globalization;
using Trad.LocalHost.Commands;
using Trad.LocalRuntime.Emulator;

namespace Trad.Benchmarks.Durable;

/// <summary>
/// <c>trad</c> as a process of its own with one processor, so one activity at a time, which tells its requests to storage when it
/// is asked, and ends with its input.
/// </summary>
internal sealed class TradChild : IDisposable
{
    private const string Count = "count";

    private readonly Process _process;

    private TradChild(Process process) => _process = process;

    /// <summary>The process id.</summary>
    public int Id => _process.Id;

    /// <summary>Processor time so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts <c>trad</c> with arguments; returns when it has said that it serves or works, and what it said.</summary>
    public static async Task<(TradChild Child, string Said)> StartAsync(
        AzuriteProcess azurite, CancellationToken cancellationToken, params string[] arguments)
    {
        string[] line = ["engines", "trad", string.Join(',', PortsOf(azurite)), .. arguments];
        var start = new ProcessStartInfo(
            Environment.ProcessPath!,
            Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(TradChild).Assembly.Location, .. line] : line)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["AzureWebJobsStorage"] = azurite.ConnectionString;
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        var child = new TradChild(Process.Start(start)!);
        return (child, await child.ReadAsync("Trad ", cancellationToken));
    }

    /// <summary>Where an emulator's services listen.</summary>
    public static int[] PortsOf(AzuriteProcess azurite) =>
        [azurite.BlobEndpoint.Port, azurite.QueueEndpoint.Port, azurite.TableEndpoint.Port];

    /// <summary>What the process does: it runs the command line.</summary>
    /// <param name="ports">Where the emulator's services listen, divided by commas.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<int> RunAsync(string ports, string[] arguments)
    {
        using var requests = new StorageRequests([.. ports.Split(',').Select(port => int.Parse(port, CultureInfo.InvariantCulture))]);
        var answering = new Thread(() =>
        {
            while (Console.In.ReadLine() is not null)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Count} {requests.Count}"));
            }

            Environment.Exit(0);
        })
        {
            IsBackground = true,
        };
        answering.Start();
        return await TradCommandLine.RunAsync(arguments);
    }

    /// <summary>Requests to storage so far.</summary>
    public async Task<long> CountRequestsAsync(CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(Count.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        return long.Parse((await ReadAsync(Count, cancellationToken))[Count.Length..], CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task<string> ReadAsync(string beginning, CancellationToken cancellationToken)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException("trad ended; what it wrote to its error output says why.");
    }
}
