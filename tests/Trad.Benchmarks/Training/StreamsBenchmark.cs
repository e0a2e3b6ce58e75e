using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Trad.Candles;
using Trad.LocalHost.Hosting;
using Trad.MarketData.Simulation;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Benchmarks.Training;

/// <summary>Two hundred readers of a running job over real sockets: how soon the host has let go of them when they vanish.</summary>
public sealed class StreamsBenchmark : IBenchmark
{
    private const int Readers = 200;
    private const int Runs = 5;
    private const int Days = 30;

    /// <inheritdoc/>
    public string Name => "streams";

    /// <inheritdoc/>
    public string Description => "200 event streams of a running job: from the moment their readers vanish until none is open";

    /// <inheritdoc/>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("trad-benchmark-").FullName;
        try
        {
            await using var session = await HostSession.StartAsync(
                new HostSettings(0, folder, null, false), Console.Error.WriteLine, cancellationToken);
            await ImportAsync(session, cancellationToken);
            Console.WriteLine($"milliseconds until no stream of {Readers} is open");
            Console.WriteLine($"{"connection",-12}{"runs",6}{"median",9}{"max",9}");
            foreach (var isReset in new[] { false, true })
            {
                var times = new List<double>();
                for (var run = 0; run < Runs; run++)
                {
                    times.Add(await MeasureAsync(session, isReset, cancellationToken));
                }

                times.Sort();
                Console.WriteLine($"{(isReset ? "reset" : "closed"),-12}{Runs,6}{times[Runs / 2],9:0}{times[^1],9:0}");
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> MeasureAsync(HostSession session, bool isReset, CancellationToken cancellationToken)
    {
        var job = await session.Client.StartTrainingAsync(Request, cancellationToken);
        var readers = await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ => OpenAsync(session.Address, job, cancellationToken)));
        await WaitForOpenAsync(session, Readers, cancellationToken);

        var started = Stopwatch.GetTimestamp();
        foreach (var reader in readers)
        {
            // Lingering for no time is what the system does for a process that is killed with unread data: a reset.
            reader.LingerState = new LingerOption(isReset, 0);
            reader.Dispose();
        }

        await WaitForOpenAsync(session, 0, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        await session.Client.Jobs.CancelAsync(job.Id, publish: false, cancellationToken);
        return elapsed;
    }

    private static async Task<Socket> OpenAsync(Uri address, TrainingJob job, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes($"GET /api/training/jobs/{job.Id}/events HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n"),
            cancellationToken);
        return await socket.ReceiveAsync(new byte[256], cancellationToken) > 0
            ? socket
            : throw new InvalidOperationException("The host closed a stream that had just been opened.");
    }

    private static async Task WaitForOpenAsync(HostSession session, int wanted, CancellationToken cancellationToken)
    {
        while ((await session.Client.GetSystemAsync(cancellationToken)).OpenStreams != wanted)
        {
            await Task.Delay(5, cancellationToken);
        }
    }

    private static TrainingRequest Request => new()
    {
        Strategy = "liquidity-sweep",
        Exchange = Market.SimulatedExchange,
        Symbol = "BTCUSDT",
        Interval = "5m",
        LookbackDays = Days,
        Trials = 10_000,
        Optimizer = "random",
        Seed = 42,
    };

    private static async Task ImportAsync(HostSession session, CancellationToken cancellationToken)
    {
        var end = SimulatedExchangeOptions.DefaultNow;
        var candles = new GeneratedMarket(42).Read("BTCUSDT", Interval.FiveMinutes, TimeRange.Between(end.AddDays(-Days), end));
        var rows = Enumerable.Range(0, candles.Count).Select(i => FormattableString.Invariant(
            $"{candles.OpenTime[i]},{candles.Open[i]},{candles.High[i]},{candles.Low[i]},{candles.Close[i]},{candles.Volume[i]}"));
        using var file = new MemoryStream(Encoding.ASCII.GetBytes($"open_time,open,high,low,close,volume\n{string.Join('\n', rows)}\n"));
        await session.Client.ImportAsync(file, "month.csv", Market.SimulatedExchange, "BTCUSDT", "5m", cancellationToken);
    }
}
