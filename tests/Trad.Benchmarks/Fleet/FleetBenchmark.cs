using System.Diagnostics;
using System.Globalization;
using Trad.Benchmarks.Durable;
using Trad.Benchmarks.Training;
using Trad.LocalHost.Hosting;
using Trad.LocalRuntime.Emulator;
using Trad.Testing;
using Trad.Training.Jobs;

namespace Trad.Benchmarks.Fleet;

/// <summary>
/// How many jobs at once a site carries, by a model of what one costs: what is the first thing that runs out with 1, 100 and 10,000 of
/// them, and what to do about it. The model is held against queued jobs that this machine really carries out.
/// </summary>
public sealed class FleetBenchmark : IBenchmark
{
    // Until the code is compiled for good, a job costs twice as much.
    private const int Warm = 40;
    private const int Solo = 20;
    private const int Queued = 300;
    private const int AtOnce = 4;
    private const int Instances = 40;

    private static readonly TrainingWork Work = new(20, 8_640, "liquidity-sweep");

    private static readonly int[] Sizes = [1, 100, 10_000];

    /// <inheritdoc/>
    public string Name => "fleet";

    /// <inheritdoc/>
    public string Description => "1, 100 and 10,000 jobs at once by a model of one's costs, held against 300 queued jobs here; [N] for another number";

    /// <inheritdoc/>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var queued = Queued;
        if (arguments.Count > 1
            || (arguments is [var written] && !(int.TryParse(written, CultureInfo.InvariantCulture, out queued) && queued >= AtOnce)))
        {
            Console.Error.WriteLine($"error: '{string.Join(' ', arguments)}' is no number of jobs; give nothing or a number from {AtOnce}.");
            return 2;
        }

        if (SharedData.Find(SharedCandles.Bitcoin18Months) is not { } path)
        {
            Console.Error.WriteLine($"error: {SharedCandles.Bitcoin18Months} is missing; set TRAD_SHARED to the folder that holds it.");
            return 1;
        }

        var folder = Directory.CreateTempSubdirectory("trad-benchmark-").FullName;
        try
        {
            await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = folder }, cancellationToken);
            using var counter = new WorkCounter(TradChild.PortsOf(azurite));
            await using var session = await StartAsync(azurite, folder, path, cancellationToken);
            var costs = await MeasureAsync(session, azurite, counter, cancellationToken);
            var (measured, heldMb) = await CarryOutAsync(session, queued, cancellationToken);
            costs = costs with { JobMb = Math.Max(1, (heldMb - costs.IdleMb) / AtOnce) };
            Print(costs);
            Print(FleetSite.Here(costs));
            Print(FleetSite.Azure(costs, Instances, partitions: 4));
            var predicted = FleetSite.Here(costs).ThroughputPerSecond(AtOnce);
            Console.WriteLine();
            Console.WriteLine(
                $"{queued} queued jobs, {AtOnce} at once: {measured:0.00} jobs/s measured, {predicted:0.00} by the model, {predicted / measured:0.00} of it (goal 0.80 to 1.20)");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<HostSession> StartAsync(
        AzuriteProcess azurite, string folder, string path, CancellationToken cancellationToken)
    {
        var settings = new HostSettings(0, folder, new StorageSetting(azurite.ConnectionString, "the benchmark"), false)
        {
            Overrides = new Dictionary<string, string?> { ["Trad:Jobs:MaxConcurrent"] = AtOnce.ToString(CultureInfo.InvariantCulture) },
        };
        var session = await HostSession.StartAsync(settings, Console.Error.WriteLine, cancellationToken);
        await using var file = File.OpenRead(path);
        await session.Client.ImportAsync(file, Path.GetFileName(path), "binance", "BTCUSDT", "5m", cancellationToken);
        return session;
    }

    private static async Task<JobCosts> MeasureAsync(
        HostSession session, AzuriteProcess azurite, WorkCounter counter, CancellationToken cancellationToken)
    {
        for (var warm = 0; warm < Warm; warm++)
        {
            await WaitAsync(session, await StartJobAsync(session, warm, cancellationToken), cancellationToken);
        }

        var (requests, activities, orchestrations) = (counter.Requests, counter.Activities, counter.Orchestrations);
        var (processor, emulator) = (Environment.CpuUsage.TotalTime, ProcessorTime(azurite));
        var durations = new List<double>();
        for (var run = 0; run < Solo; run++)
        {
            var job = await WaitAsync(session, await StartJobAsync(session, 100 + run, cancellationToken), cancellationToken);
            durations.Add(job.DurationsMs!.Total);
        }

        return new JobCosts(
            durations.Average(),
            (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / Solo,
            (ProcessorTime(azurite) - emulator).TotalMilliseconds / Solo,
            (double)(counter.Activities - activities) / Solo,
            (double)(counter.Orchestrations - orchestrations) / Solo,
            [.. counter.Requests
                .Select(each => (each.Key, (double)(each.Value - requests.GetValueOrDefault(each.Key)) / Solo))
                .Where(each => each.Item2 > 0)
                .OrderByDescending(each => each.Item2)],
            Memory());
    }

    // Jobs per second from the first request to the last recorded end, and the most that the process held meanwhile.
    private static async Task<(double PerSecond, double HeldMb)> CarryOutAsync(
        HostSession session, int jobs, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var all = new List<TrainingJob>();
        for (var i = 0; i < jobs; i++)
        {
            all.Add(await StartJobAsync(session, 1_000 + i, cancellationToken));
        }

        var held = Memory();
        foreach (var job in all)
        {
            await WaitAsync(session, job, cancellationToken);
            held = Math.Max(held, Memory());
        }

        return (jobs / Stopwatch.GetElapsedTime(started).TotalSeconds, held);
    }

    private static Task<TrainingJob> StartJobAsync(HostSession session, long seed, CancellationToken cancellationToken) =>
        session.Client.StartTrainingAsync(Work.Request with { Seed = seed }, cancellationToken);

    private static async Task<TrainingJob> WaitAsync(HostSession session, TrainingJob job, CancellationToken cancellationToken)
    {
        while (!job.IsFinished)
        {
            // Rarely: each answer costs a part of what is measured.
            await Task.Delay(100, cancellationToken);
            job = await session.Client.GetJobAsync(job.Id, cancellationToken);
        }

        return job.State == JobState.Completed ? job : throw new InvalidOperationException($"The job ended as {job.State}: {job.Error}");
    }

    private static double Memory()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64 / 1e6;
    }

    private static TimeSpan ProcessorTime(AzuriteProcess azurite)
    {
        using var process = Process.GetProcessById(azurite.ProcessId);
        return process.TotalProcessorTime;
    }

    private static void Print(JobCosts costs)
    {
        Console.WriteLine(
            $"one job, 20 trials on 8,640 candles with its validation: {costs.DurationMs:0} ms; processor {costs.ProcessorMs:0} ms and {costs.EmulatorMs:0} ms of the emulator; {costs.Activities:0.0} activities, {costs.Orchestrations:0.0} orchestrations, {costs.IdleMb:0} MB and {costs.JobMb:0} MB more for each that runs; {costs.AllRequests:0} requests to storage:");
        foreach (var (resource, count) in costs.Requests)
        {
            Console.WriteLine($"  {resource,-40}{count,8:0.0}");
        }
    }

    private static void Print(FleetSite site)
    {
        Console.WriteLine();
        Console.WriteLine($"{site.Name}: {"jobs at once",14}{"jobs/s",10}{"each s",10}  bottleneck");
        foreach (var jobs in Sizes)
        {
            var throughput = site.ThroughputPerSecond(jobs);
            var (station, utilisation) = site.Bottleneck(throughput);
            Console.WriteLine(
                $"{"",-4}{jobs,12:N0}{throughput,10:0.00}{jobs / throughput,10:0.0}  {station.Name}, busy {utilisation:P0}: {station.Remedy}");
        }
    }
}
