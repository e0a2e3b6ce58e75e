using System.Diagnostics;
using Trad.LocalHost.Hosting;
using Trad.LocalRuntime;
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
    public string Description => "both engines: orchestrations, the main training, and two processes against one";

    /// <inheritdoc/>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (arguments is ["worker", var storage])
        {
            await BenchmarkWorker.RunAsync(storage, cancellationToken);
            return 0;
        }

        Console.WriteLine(Line, "", "engine", "runs", "median ms", "requests", "CPU ms");
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

        foreach (var engine in Enum.GetValues<DurableEngineKind>())
        {
            await MeasureTrainingAsync(engine, cancellationToken);
        }

        await MeasureProcessesAsync(cancellationToken);
        return 0;
    }

    private static async Task MeasureAsync(
        DurableEngineKind engine, string what, string orchestrator, object? input, int runs, CancellationToken cancellationToken)
    {
        await using var hub = await BenchmarkHub.StartAsync(engine, Environment.ProcessorCount, cancellationToken);
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
            var settings = new HostSettings(0, folder, null, false) { Engine = engine };
            await using var session = await HostSession.StartAsync(settings, Console.Error.WriteLine, cancellationToken);
            await using (var file = File.OpenRead(path))
            {
                await session.Client.ImportAsync(file, Path.GetFileName(path), "binance", "BTCUSDT", "5m", cancellationToken);
            }

            var durations = new List<double>();
            for (var run = 0; run < 5; run++)
            {
                var started = Stopwatch.GetTimestamp();
                await TrainAsync(session, cancellationToken);
                durations.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            Print("20 trials on 8,640 candles, warm", engine, durations[1..], null, null);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task TrainAsync(HostSession session, CancellationToken cancellationToken)
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
                Seed = 42,
            },
            cancellationToken);
        while (!job.IsFinished)
        {
            await Task.Delay(10, cancellationToken);
            job = await session.Client.GetJobAsync(job.Id, cancellationToken);
        }
    }

    // One activity at a time in each process, so that two processes are two processors.
    private static async Task MeasureProcessesAsync(CancellationToken cancellationToken)
    {
        const string What = "5 rounds of 8 activities of 100 ms";
        await using var hub = await BenchmarkHub.StartAsync(DurableEngineKind.AzureStorage, 1, cancellationToken);
        await hub.RunAsync(nameof(BenchmarkOrchestrations.Round), 8, cancellationToken);
        var alone = await TimeAsync(hub, cancellationToken);
        using var worker = BenchmarkWorker.Launch(hub.ConnectionString);
        await hub.RunAsync(nameof(BenchmarkOrchestrations.Round), 64, cancellationToken);
        var together = await TimeAsync(hub, cancellationToken);
        worker.StandardInput.Close();
        Console.WriteLine($"{What}: one process {alone:N0} ms, two {together:N0} ms: {alone / together:N2} times as fast");
    }

    private static async Task<double> TimeAsync(BenchmarkHub hub, CancellationToken cancellationToken)
    {
        var durations = new List<double>();
        for (var run = 0; run < 3; run++)
        {
            var started = Stopwatch.GetTimestamp();
            await hub.RunAsync(nameof(BenchmarkOrchestrations.BusyRounds), 5, cancellationToken);
            durations.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return durations.Order().ElementAt(1);
    }

    private static TimeSpan ProcessorTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static void Print(string what, DurableEngineKind engine, List<double> durations, double? requests, double? processor) => Console.WriteLine(
        Line, what, engine, durations.Count, $"{durations.Order().ElementAt(durations.Count / 2):N0}", $"{requests:N1}", $"{processor:N0}");
}
