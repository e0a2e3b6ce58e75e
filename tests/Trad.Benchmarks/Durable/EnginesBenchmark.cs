using System.Diagnostics;
using Trad.LocalHost.Hosting;
using Trad.LocalRuntime;
using Trad.LocalRuntime.Emulator;
using Trad.Testing;
using Trad.Training.Requests;

namespace Trad.Benchmarks.Durable;

/// <summary>The two engines side by side in one run: time, storage requests and processor time of the same orchestrations.</summary>
public sealed class EnginesBenchmark : IBenchmark
{
    private const string Line = "{0,-42}{1,-16}{2,6}{3,12}{4,12}{5,12}";

    /// <inheritdoc/>
    public string Name => "engines";

    /// <inheritdoc/>
    public string Description => "both engines: orchestrations, the main training, and two processes against one; or a word of these alone";

    /// <inheritdoc/>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (arguments is ["trad", var ports, ..])
        {
            return await TradChild.RunAsync(ports, [.. arguments.Skip(2)]);
        }

        if (arguments is not ([] or ["orchestrations" or "training" or "processes"]))
        {
            Console.Error.WriteLine("error: engines measures orchestrations, training or processes, or without a word all of them.");
            return 2;
        }

        var isAll = arguments.Count == 0;
        if (isAll || arguments[0] != "processes")
        {
            Console.WriteLine(Line, "", "engine", "runs", "median ms", "requests", "CPU ms");
        }

        if (isAll || arguments[0] == "orchestrations")
        {
            await MeasureOrchestrationsAsync(cancellationToken);
        }

        if (isAll || arguments[0] == "training")
        {
            foreach (var engine in Enum.GetValues<DurableEngineKind>())
            {
                await MeasureTrainingAsync(engine, cancellationToken);
            }
        }

        if (isAll || arguments[0] == "processes")
        {
            await ProcessesMeasurement.RunAsync(cancellationToken);
        }

        return 0;
    }

    private static async Task MeasureOrchestrationsAsync(CancellationToken cancellationToken)
    {
        foreach (var (what, orchestrator, input, runs) in new (string, string, object?, int)[]
        {
            ("empty orchestration", nameof(BenchmarkOrchestrations.Empty), null, 20),
            ("round of 8 activities", nameof(BenchmarkOrchestrations.Round), 8, 20),
            ("5 rounds of 8", nameof(BenchmarkOrchestrations.Rounds), 5, 10),
            ("1,000 activities in one fan-out", nameof(BenchmarkOrchestrations.Round), 1_000, 1),
        })
        {
            foreach (var engine in Enum.GetValues<DurableEngineKind>())
            {
                await MeasureAsync(engine, what, orchestrator, input, runs, cancellationToken);
            }
        }
    }

    private static async Task MeasureAsync(
        DurableEngineKind engine, string what, string orchestrator, object? input, int runs, CancellationToken cancellationToken)
    {
        await using var hub = await BenchmarkHub.StartAsync(engine, cancellationToken);
        await hub.RunAsync(nameof(BenchmarkOrchestrations.Round), 8, cancellationToken);
        var durations = new List<double>();
        var (calls, processor) = (hub.Meter.Calls, ProcessorTime());
        for (var run = 0; run < runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            await hub.RunAsync(orchestrator, input, cancellationToken);
            durations.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        Print(what, engine, durations, (double)(hub.Meter.Calls - calls) / runs, (ProcessorTime() - processor).TotalMilliseconds / runs);
    }

    private static async Task MeasureTrainingAsync(DurableEngineKind engine, CancellationToken cancellationToken)
    {
        if (SharedData.Find(SharedCandles.Bitcoin18Months) is not { } path)
        {
            Console.WriteLine($"The training is left out: {SharedCandles.Bitcoin18Months} is missing.");
            return;
        }

        var folder = Directory.CreateTempSubdirectory("trad-benchmark-").FullName;
        try
        {
            await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = folder }, cancellationToken);
            using var requests = new StorageRequests(TradChild.PortsOf(azurite));
            var storage = new StorageSetting(azurite.ConnectionString, "the benchmark");
            var settings = new HostSettings(0, folder, storage, false) { Engine = engine };
            await using var session = await HostSession.StartAsync(settings, Console.Error.WriteLine, cancellationToken);
            await using (var file = File.OpenRead(path))
            {
                await session.Client.ImportAsync(file, Path.GetFileName(path), "binance", "BTCUSDT", "5m", cancellationToken);
            }

            await TrainAsync(session, cancellationToken);
            const int Runs = 5;
            var durations = new List<double>();
            var (calls, processor) = (requests.Count, ProcessorTime());
            for (var run = 0; run < Runs; run++)
            {
                durations.Add(await TrainAsync(session, cancellationToken));
            }

            Print(
                "20 trials on 8,640 candles, warm",
                engine,
                durations,
                (double)(requests.Count - calls) / Runs,
                (ProcessorTime() - processor).TotalMilliseconds / Runs);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The time from the request to the recorded end, milliseconds.
    private static async Task<double> TrainAsync(HostSession session, CancellationToken cancellationToken)
    {
        var job = await session.Client.StartTrainingAsync(
            new TrainingRequest
            {
                Strategy = "liquidity-sweep",
                Exchange = "binance",
                Symbol = "BTCUSDT",
                Interval = "5m",
                LookbackCandles = 8_640,
                Trials = 20,
                Validation = new ValidationRequest { Scope = ValidationScope.HoldOut },
                Seed = 42,
            },
            cancellationToken);
        while (!job.IsFinished)
        {
            // Rarely: each answer costs requests, too.
            await Task.Delay(250, cancellationToken);
            job = await session.Client.GetJobAsync(job.Id, cancellationToken);
        }

        return (job.DurationsMs ?? throw new InvalidOperationException($"The job ended as {job.State}: {job.Error}")).Total;
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static void Print(string what, DurableEngineKind engine, List<double> durations, double requests, double processor)
    {
        var median = durations.Order().ElementAt(durations.Count / 2);
        Console.WriteLine(Line, what, engine, durations.Count, $"{median:N0}", $"{requests:N1}", $"{processor:N0}");
    }
}
