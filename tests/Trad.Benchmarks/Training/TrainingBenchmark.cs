using System.Diagnostics;
using Trad.Benchmarks.Durable;
using Trad.LocalHost.Hosting;
using Trad.LocalRuntime.Emulator;
using Trad.Testing;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Benchmarks.Training;

/// <summary>
/// The main job over HTTP on Azurite: import, then trainings, <c>POST</c> to completed, in a warm host; with processor time, requests to
/// storage, and the memory that the process holds behind it.
/// </summary>
public sealed class TrainingBenchmark : IBenchmark
{
    private const int Short = 8_640;
    private const int Long = 155_520;

    private static readonly TrainingWork[] ShortWorks =
    [
        new(20, Short, "liquidity-sweep"), new(20, 1_000, "liquidity-sweep"), new(100, Long, "liquidity-sweep"),
    ];

    private static readonly TrainingWork[] LongWorks =
    [
        new(300, Long, "liquidity-sweep", Runs: 3), new(1_000, Long, "liquidity-sweep", Runs: 1),
        new(10_000, Long, "moving-average-crossover", "random", Runs: 2),
    ];

    /// <inheritdoc/>
    public string Name => "training";

    /// <inheritdoc/>
    public string Description =>
        "import of 18 months and trainings over HTTP, POST to completed, with the split of each; [long|all|sweep] for long searches";

    /// <inheritdoc/>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (SharedData.Find(SharedCandles.Bitcoin18Months) is not { } path)
        {
            Console.Error.WriteLine($"error: {SharedCandles.Bitcoin18Months} is missing; set TRAD_SHARED to the folder that holds it.");
            return 1;
        }

        TrainingWork[] works = arguments switch
        {
            [] => ShortWorks,
            ["long"] => LongWorks,
            ["all"] => [.. ShortWorks, .. LongWorks],
            ["sweep"] => [LongWorks[^1]],
            _ => [],
        };
        if (works.Length == 0)
        {
            Console.Error.WriteLine($"error: '{string.Join(' ', arguments)}' is not known; give nothing, long, all or sweep.");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("trad-benchmark-").FullName;
        try
        {
            await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = folder }, cancellationToken);
            using var requests = new StorageRequests(TradChild.PortsOf(azurite));
            await using var session = await HostSession.StartAsync(
                new HostSettings(0, folder, new StorageSetting(azurite.ConnectionString, "the benchmark"), false),
                Console.Error.WriteLine,
                cancellationToken);
            Console.WriteLine($"idle host: {Memory()} MB");
            var started = Stopwatch.GetTimestamp();
            await using (var file = File.OpenRead(path))
            {
                await session.Client.ImportAsync(file, Path.GetFileName(path), "binance", "BTCUSDT", "5m", cancellationToken);
            }

            Console.WriteLine($"import of 157,536 candles: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
            Console.WriteLine(
                $"{"training",-62}{"first",8}{"median",8}{"CPU",8}{"requests",10}{"MB",6}   of the median: load, fit, backtest, storage, orchestration (ms)");
            foreach (var work in works)
            {
                await MeasureAsync(session, requests, work, cancellationToken);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(
        HostSession session, StorageRequests requests, TrainingWork work, CancellationToken cancellationToken)
    {
        var runs = new List<(JobTimings Timings, double ProcessorMs, long Requests)>();
        for (var run = 0; run < work.Runs; run++)
        {
            var (processor, made) = (Environment.CpuUsage.TotalTime, requests.Count);
            var job = await session.Client.StartTrainingAsync(work.Request, cancellationToken);
            while (!job.IsFinished)
            {
                await Task.Delay(work.Patience, cancellationToken);
                job = await session.Client.GetJobAsync(job.Id, cancellationToken);
            }

            var timings = job.DurationsMs ?? throw new InvalidOperationException($"The job failed: {job.Error}");
            runs.Add((timings, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds, requests.Count - made));
        }

        // The first of several runs warms the process.
        var warm = runs.Skip(work.Runs > 1 ? 1 : 0).OrderBy(run => run.Timings.Total).ToList();
        var (median, cpu, count) = warm[warm.Count / 2];
        Console.WriteLine(
            $"{work.Name,-62}{runs[0].Timings.Total,8:0}{median.Total,8:0}{cpu,8:0}{count,10:N0}{Memory(),6}   {median.Load:0}, {median.Fit:0}, {median.Backtest:0}, {median.Storage:0}, {median.Orchestration:0}");
    }

    private static long Memory()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1_000_000;
    }
}
