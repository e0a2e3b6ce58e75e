using System.Diagnostics;
using System.Text.Json;
using Trad.LocalHost.Hosting;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Benchmarks.Training;

/// <summary>
/// How timely a training is over HTTP: the time between progress records per phase, and until a cancellation has taken effect.
/// </summary>
public sealed class TimelinessBenchmark : IBenchmark
{
    private const int Runs = 5;

    private static readonly JobPhase[] Cancelled =
        [JobPhase.Queued, JobPhase.Loading, JobPhase.Exploring, JobPhase.Fitting, JobPhase.Evaluating, JobPhase.Validating];

    /// <inheritdoc/>
    public string Name => "timeliness";

    /// <inheritdoc/>
    public string Description => "time between progress records per phase of long trainings, and from a cancellation to its effect";

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
            await using (var file = File.OpenRead(path))
            {
                await session.Client.ImportAsync(file, Path.GetFileName(path), "binance", "BTCUSDT", "5m", cancellationToken);
            }

            await GapsAsync(session, cancellationToken);
            await CancellationsAsync(session, cancellationToken);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A strategy whose indicators no two trials share, and rounds of 64: backtests and fits of seconds.
    private static TrainingRequest Request(int trials) => new()
    {
        Strategy = "bollinger-mean-reversion",
        Exchange = "binance",
        Symbol = "BTCUSDT",
        Interval = "5m",
        LookbackCandles = 155_000,
        Trials = trials,
        BatchSize = 64,
        Seed = 42,
    };

    private static async Task GapsAsync(HostSession session, CancellationToken cancellationToken)
    {
        var gaps = new Dictionary<JobPhase, List<double>>();
        var steps = new Dictionary<JobPhase, double>();
        for (var run = 0; run < Runs; run++)
        {
            var job = await session.Client.StartTrainingAsync(Request(268) with { LookbackCandles = 155_000 - run }, cancellationToken);
            var last = Stopwatch.GetTimestamp();
            var percent = 0.0;
            await foreach (var item in session.Client.Jobs.StreamAsync(job.Id, null, cancellationToken))
            {
                if (item.EventType != "progress")
                {
                    continue;
                }

                var progress = JsonSerializer.Deserialize<JobProgress>(item.Data, TradJson.Options)!;
                (gaps.TryGetValue(progress.Phase, out var known) ? known : gaps[progress.Phase] = [])
                    .Add(Stopwatch.GetElapsedTime(last).TotalMilliseconds);
                steps[progress.Phase] = Math.Max(steps.GetValueOrDefault(progress.Phase), progress.Percent - percent);
                (last, percent) = (Stopwatch.GetTimestamp(), progress.Percent);
            }
        }

        Console.WriteLine("progress of 268 trials in rounds of 64 on 155,000 candles, milliseconds from one record to the next");
        Console.WriteLine($"{"phase",-12}{"records",9}{"median",9}{"95 %",9}{"max",9}{"<= 250 ms",11}{"largest step",14}");
        foreach (var (phase, times) in gaps.OrderBy(entry => entry.Key))
        {
            times.Sort();
            Console.WriteLine(
                $"{phase,-12}{times.Count,9}{At(times, 0.5),9:0}{At(times, 0.95),9:0}{times[^1],9:0}{times.Count(time => time <= 250) / (double)times.Count,11:0.0 %}{steps[phase],12:0.0} %");
        }
    }

    private static async Task CancellationsAsync(HostSession session, CancellationToken cancellationToken)
    {
        Console.WriteLine();
        Console.WriteLine("milliseconds from a cancellation to the answer that shows the cancelled job");
        Console.WriteLine($"{"phase",-12}{"runs",9}{"median",9}{"max",9}");
        foreach (var phase in Cancelled)
        {
            var times = new List<double>();
            for (var attempt = 0; attempt < Runs * 3 && times.Count < Runs; attempt++)
            {
                // Another range each time, so that loading takes a while.
                var request = Request(phase == JobPhase.Validating ? 6 : 268) with
                {
                    LookbackCandles = 154_000 - (10 * attempt) - (int)phase,
                };
                var job = await session.Client.StartTrainingAsync(request, cancellationToken);
                while (job.Progress.Phase < phase && !job.IsFinished)
                {
                    await Task.Delay(5, cancellationToken);
                    job = await session.Client.GetJobAsync(job.Id, cancellationToken);
                }

                var started = Stopwatch.GetTimestamp();
                var cancelled = await session.Client.Jobs.CancelAsync(job.Id, publish: false, cancellationToken);
                if (job.Progress.Phase == phase && cancelled.State == JobState.Cancelled)
                {
                    times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                }
            }

            times.Sort();
            Console.WriteLine(
                times.Count == 0
                    ? $"{phase,-12} was over before it was seen" : $"{phase,-12}{times.Count,9}{At(times, 0.5),9:0}{times[^1],9:0}");
        }
    }

    private static double At(List<double> sorted, double fraction) => sorted[(int)Math.Min(sorted.Count - 1, fraction * sorted.Count)];
}
