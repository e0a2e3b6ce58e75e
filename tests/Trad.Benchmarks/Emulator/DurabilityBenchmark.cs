using System.Diagnostics;
using Azure.Data.Tables;
using Trad.Formats.Csv;
using Trad.LocalHost.Hosting;
using Trad.LocalRuntime.Emulator;
using Trad.MarketData.Simulation;
using Trad.Training.Requests;

namespace Trad.Benchmarks.Emulator;

/// <summary>What it costs that an acknowledged change is kept: the same work on an emulator with each durability, in turns.</summary>
public sealed class DurabilityBenchmark : IBenchmark
{
    private const int Rounds = 3;
    private const int Trainings = 12;
    private const int Imports = 6;
    private const int Rows = 400;
    private const string Symbol = "BTCUSDT";

    private static readonly EmulatorDurability[] Kinds = [EmulatorDurability.Autosave, EmulatorDurability.Process, EmulatorDurability.Disk];

    /// <inheritdoc/>
    public string Name => "durability";

    /// <inheritdoc/>
    public string Description =>
        "trainings, imports and single rows a second on an emulator that keeps what it acknowledges, and on one that does not";

    /// <inheritdoc/>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var rates = Kinds.ToDictionary(kind => kind, _ => new List<(double Trainings, double Imports, double Rows)>());
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var kind in Kinds)
            {
                var measured = await MeasureAsync(kind, cancellationToken);

                // The first of each warms the machine up.
                if (round > 0)
                {
                    rates[kind].Add(measured);
                }
            }
        }

        Console.WriteLine($"median of {Rounds}; a training has 20 trials on 30 days of 5m candles, an import 8,640 candles");
        Console.WriteLine($"{"",-10}{"trainings/s",14}{"imports/s",14}{"rows/s",14}");
        foreach (var kind in Kinds)
        {
            Console.WriteLine(
                $"{kind,-10}{Median(rates[kind], rate => rate.Trainings),14:0.00}{Median(rates[kind], rate => rate.Imports),14:0.00}{Median(rates[kind], rate => rate.Rows),14:0}");
        }

        return 0;
    }

    private static double Median<T>(List<T> values, Func<T, double> select) => values.Select(select).Order().ElementAt(values.Count / 2);

    private static async Task<(double Trainings, double Imports, double Rows)> MeasureAsync(
        EmulatorDurability durability, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("trad-benchmark-").FullName;
        try
        {
            double rows;
            await using (var azurite = await AzuriteProcess.StartAsync(
                new AzuriteOptions { DataFolder = Path.Combine(folder, "rows"), Durability = durability }, cancellationToken))
            {
                rows = await WriteRowsAsync(azurite, cancellationToken);
            }

            var settings = new HostSettings(0, Path.Combine(folder, "host"), null, false) { Durability = durability };
            await using var session = await HostSession.StartAsync(settings, Console.Error.WriteLine, cancellationToken);
            var imports = await ImportAsync(session, cancellationToken);
            return (await TrainAsync(session, cancellationToken), imports, rows);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double> WriteRowsAsync(AzuriteProcess azurite, CancellationToken cancellationToken)
    {
        var table = new TableClient(azurite.ConnectionString, "rows");
        await table.CreateAsync(cancellationToken);
        var began = Stopwatch.GetTimestamp();
        for (var row = 0; row < Rows; row++)
        {
            await table.AddEntityAsync(new TableEntity("p", $"{row:d6}") { ["Value"] = row }, cancellationToken);
        }

        return Rows / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    // Two seeds in turns, so that every import changes every candle.
    private static async Task<double> ImportAsync(HostSession session, CancellationToken cancellationToken)
    {
        var end = SimulatedExchangeOptions.DefaultNow;
        var range = Candles.TimeRange.Between(end.AddDays(-30), end);
        var files = new[] { 42L, 43L }.Select(
            seed => CandleCsvWriter.Write(new GeneratedMarket((int)seed).Read(Symbol, Candles.Interval.FiveMinutes, range)).ToArray())
                .ToArray();
        var began = Stopwatch.GetTimestamp();
        for (var import = 0; import < Imports; import++)
        {
            using var file = new MemoryStream(files[import % files.Length]);
            await session.Client.ImportAsync(file, "month.csv", Candles.Market.SimulatedExchange, Symbol, "5m", cancellationToken);
        }

        return Imports / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    // All at once, as a person with many ideas does; the host runs a few at a time.
    private static async Task<double> TrainAsync(HostSession session, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var jobs = new List<string>();
        for (var seed = 0; seed < Trainings; seed++)
        {
            jobs.Add((await session.Client.StartTrainingAsync(
                new TrainingRequest
                {
                    Strategy = "liquidity-sweep",
                    Exchange = Candles.Market.SimulatedExchange,
                    Symbol = Symbol,
                    Interval = "5m",
                    Trials = 20,
                    Seed = seed,
                },
                cancellationToken)).Id);
        }

        foreach (var job in jobs)
        {
            while (!(await session.Client.GetJobAsync(job, cancellationToken)).IsFinished)
            {
                await Task.Delay(20, cancellationToken);
            }
        }

        return Trainings / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
