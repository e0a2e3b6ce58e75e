using System.Globalization;
using Trad.LocalHost.Hosting;
using Trad.LocalRuntime.Emulator;
using Trad.MarketData.Simulation;
using Trad.Training.Requests;

namespace Trad.Benchmarks.Training;

/// <summary>What splitting trials by symbol brings: one trial at a time on three long series, with one worker and with all.</summary>
public sealed class SymbolsBenchmark : IBenchmark
{
    private const int Days = 550;
    private const int Trials = 12;
    private const int Runs = 5;

    private static readonly string[] Symbols = ["BTCUSDT", "ETHUSDT", "SOLUSDT"];

    /// <inheritdoc/>
    public string Name => "symbols";

    /// <inheritdoc/>
    public string Description => "trials one by one on three symbols of 792,000 candles: symbols one after another and side by side";

    /// <inheritdoc/>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("trad-benchmark-").FullName;
        try
        {
            await using var exchange = await SimulatedExchange.StartAsync(new SimulatedExchangeOptions(), cancellationToken);
            await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions { DataFolder = folder }, cancellationToken);
            HostSettings Settings(int workers) => new(0, folder, new StorageSetting(azurite.ConnectionString, "the benchmark"), false)
            {
                Overrides = new Dictionary<string, string?>
                {
                    ["Trad:Exchanges:SimulatedAddress"] = exchange.BaseAddress.AbsoluteUri,
                    ["Trad:Jobs:Workers"] = workers.ToString(CultureInfo.InvariantCulture),

                    // A backtest here is a little shorter than what is worth an activity by default.
                    ["Trad:Jobs:ChunkMilliseconds"] = "5",
                },
            };
            var one = await MeasureAsync(Settings(workers: 1), cancellationToken);
            var all = await MeasureAsync(Settings(Environment.ProcessorCount), cancellationToken);
            Console.WriteLine(
                $"backtests of {Trials} trials, median of {Runs}: {one:0} ms with 1 worker, {all:0} ms with {Environment.ProcessorCount}: {one / all:0.00} times as fast");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> MeasureAsync(HostSettings settings, CancellationToken cancellationToken)
    {
        await using var session = await HostSession.StartAsync(settings, Console.Error.WriteLine, cancellationToken);
        foreach (var symbol in Symbols)
        {
            await BackfillAsync(session, symbol, cancellationToken);
        }

        var times = new List<double>();
        for (var run = 0; run <= Runs; run++)
        {
            var job = await session.Client.StartTrainingAsync(Request, cancellationToken);
            while (!job.IsFinished)
            {
                // Rarely: asking costs a part of the processors that are measured.
                await Task.Delay(500, cancellationToken);
                job = await session.Client.GetJobAsync(job.Id, cancellationToken);
            }

            times.Add((job.DurationsMs ?? throw new InvalidOperationException($"The job failed: {job.Error}")).Backtest);
        }

        // The first run reads the candles and computes their indicators.
        return times.Skip(1).Order().ElementAt(Runs / 2);
    }

    private static TrainingRequest Request => new()
    {
        Strategy = "liquidity-sweep",
        Exchange = Candles.Market.SimulatedExchange,
        Symbols = Symbols,
        Interval = "1m",
        LookbackDays = Days,
        Trials = Trials,
        BatchSize = 1,
        Optimizer = "random",
        Seed = 42,
    };

    private static async Task BackfillAsync(HostSession session, string symbol, CancellationToken cancellationToken)
    {
        var end = SimulatedExchangeOptions.DefaultNow;
        var started = await session.Client.Backfills.StartAsync(
            new() { Exchange = Candles.Market.SimulatedExchange, Symbol = symbol, Interval = "1m", From = end.AddDays(-Days), To = end },
            cancellationToken);
        while ((await session.Client.Backfills.GetAsync(started.Id, cancellationToken)).EndedAt is null)
        {
            await Task.Delay(100, cancellationToken);
        }
    }
}
