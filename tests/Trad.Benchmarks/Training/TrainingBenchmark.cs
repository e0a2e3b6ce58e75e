using System.Diagnostics;
using Trad.LocalHost.Hosting;
using Trad.Testing;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Benchmarks.Training;

/// <summary>The main job over HTTP on Azurite: import, then trainings, <c>POST</c> to completed, in a warm host.</summary>
public sealed class TrainingBenchmark : IBenchmark
{
    private const int Runs = 5;

    /// <inheritdoc/>
    public string Name => "training";

    /// <inheritdoc/>
    public string Description => "import of 18 months and trainings over HTTP, POST to completed, with the split of each";

    /// <inheritdoc/>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (SharedData.Find(SharedCandles.Bitcoin18Months) is not { } path)
        {
            Console.Error.WriteLine($"error: {SharedCandles.Bitcoin18Months} is missing; set TRAD_SHARED to the folder that holds it.");
            return 1;
        }

        var folder = Directory.CreateTempSubdirectory("trad-benchmark-").FullName;
        try
        {
            await using var session = await HostSession.StartAsync(
                new HostSettings(0, folder, null, false), Console.Error.WriteLine, cancellationToken);
            var started = Stopwatch.GetTimestamp();
            await using (var file = File.OpenRead(path))
            {
                await session.Client.ImportAsync(file, Path.GetFileName(path), "binance", "BTCUSDT", "5m", cancellationToken);
            }

            Console.WriteLine($"import of 157,536 candles: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
            Console.WriteLine($"{"training",-32}{"first",8}{"median",8}   of the median: load, fit, backtest, storage, orchestration (ms)");
            foreach (var (trials, candles) in new[] { (20, 8_640), (20, 1_000), (100, 155_520) })
            {
                await MeasureAsync(session, trials, candles, cancellationToken);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(HostSession session, int trials, int candles, CancellationToken cancellationToken)
    {
        var request = new TrainingRequest
        {
            Strategy = "liquidity-sweep",
            Exchange = "binance",
            Symbol = "BTCUSDT",
            Interval = "5m",
            LookbackCandles = candles,
            Trials = trials,
            Seed = 42,
        };
        var runs = new List<JobTimings>();
        for (var run = 0; run < Runs; run++)
        {
            var job = await session.Client.StartTrainingAsync(request, cancellationToken);
            while (!job.IsFinished)
            {
                await Task.Delay(10, cancellationToken);
                job = await session.Client.GetJobAsync(job.Id, cancellationToken);
            }

            runs.Add(job.DurationsMs ?? throw new InvalidOperationException($"The job failed: {job.Error}"));
        }

        var median = runs.Skip(1).OrderBy(timings => timings.Total).ElementAt((Runs - 1) / 2);
        Console.WriteLine(
            $"{$"{trials} trials, {candles:N0} candles",-32}{runs[0].Total,8:0}{median.Total,8:0}   {median.Load:0}, {median.Fit:0}, {median.Backtest:0}, {median.Storage:0}, {median.Orchestration:0}");
    }
}
