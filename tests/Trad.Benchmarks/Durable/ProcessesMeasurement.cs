using Trad.Candles;
using Trad.Formats.Parquet;
using Trad.MarketData.Simulation;
using Trad.Training.Requests;

namespace Trad.Benchmarks.Durable;

/// <summary>
/// One process against two on a training whose trials take about 100 ms of a processor each: <c>trad serve --engine azure-storage</c>
/// alone, and with a <c>trad worker</c>. The process that serves works like every other one, since nothing keeps it from that.
/// </summary>
internal static class ProcessesMeasurement
{
    private const int Trials = 48;
    private const int Runs = 3;
    private const string Line = "{0,-26}{1,10}{2,14}{3,10}{4,10}{5,12}{6,14}";

    // So long that a trial on both series costs some 100 ms of a processor: 250 days cost 44, 550 cost 250, what is around it included.
    private const int Days = 360;

    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT"];

    /// <summary>Measures in turns, so that what else the machine does meets both alike.</summary>
    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var one = await TradCluster.StartAsync(workers: 0, cancellationToken);
        await using var two = await TradCluster.StartAsync(workers: 1, cancellationToken);
        await ImportAsync([one, two], cancellationToken);

        // The first training of a process reads the candles.
        await one.TrainAsync(Request(seed: 1), cancellationToken);
        await two.TrainAsync(Request(seed: 1), cancellationToken);
        var runs = new List<(ClusterRun One, ClusterRun Two)>();
        for (var run = 0; run < Runs; run++)
        {
            var request = Request(seed: 2 + run);
            runs.Add((await one.TrainAsync(request, cancellationToken), await two.TrainAsync(request, cancellationToken)));
        }

        Console.WriteLine(
            $"{Trials} trials in rounds of 8 on {Symbols.Length} symbols of {Days * 1_440:N0} candles over HTTP, azure-storage, "
            + $"medians of {Runs} in turns");
        Console.WriteLine(Line, "", "ms", "backtests ms", "requests", "CPU ms", "emulator ms", "CPU ms/trial");
        Print("serve", [.. runs.Select(run => run.One)]);
        Print("serve and one worker", [.. runs.Select(run => run.Two)]);
        Console.WriteLine(
            $"two processes against one: {Median(runs.Select(run => run.One.Timings.Total / run.Two.Timings.Total)):N2} times as fast, "
            + $"the backtests {Median(runs.Select(run => run.One.Timings.Backtest / run.Two.Timings.Backtest)):N2} times; "
            + $"activities by process: {string.Join(", ", runs.Select(run => string.Join(" and ", run.Two.Activities)))}");
    }

    private static TrainingRequest Request(long seed) => new()
    {
        Strategy = "macd-trend",
        Exchange = Market.SimulatedExchange,
        Symbols = Symbols,
        Interval = "1m",
        LookbackDays = Days,
        Trials = Trials,
        BatchSize = 8,
        Optimizer = "random",
        Validation = new ValidationRequest { Scope = ValidationScope.HoldOut },
        Seed = seed,
    };

    private static async Task ImportAsync(IReadOnlyList<TradCluster> clusters, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("trad-benchmark-").FullName;
        try
        {
            var range = TimeRange.Between(SimulatedExchangeOptions.DefaultNow.AddDays(-Days), SimulatedExchangeOptions.DefaultNow);
            foreach (var symbol in Symbols)
            {
                var path = Path.Combine(folder, $"{symbol}.parquet");
                await using (var file = File.Create(path))
                {
                    var candles = new GeneratedMarket(42).Read(symbol, Interval.OneMinute, range);
                    await CandleParquetWriter.WriteAsync(candles, file, cancellationToken);
                }

                foreach (var cluster in clusters)
                {
                    await cluster.ImportAsync(path, symbol, "1m", cancellationToken);
                }
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(string what, IReadOnlyList<ClusterRun> runs)
    {
        var processor = Median(runs.Select(run => run.Processor.TotalMilliseconds));
        Console.WriteLine(
            Line,
            what,
            $"{Median(runs.Select(run => run.Timings.Total)):N0}",
            $"{Median(runs.Select(run => run.Timings.Backtest)):N0}",
            $"{Median(runs.Select(run => (double)run.Requests)):N0}",
            $"{processor:N0}",
            $"{Median(runs.Select(run => run.Emulator.TotalMilliseconds)):N0}",
            $"{processor / Trials:N0}");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Runs / 2);
}
