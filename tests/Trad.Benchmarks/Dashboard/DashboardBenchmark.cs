using Trad.Browser;
using Trad.Candles;
using Trad.Formats.Csv;
using Trad.LocalHost.Hosting;
using Trad.MarketData.Simulation;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Benchmarks.Dashboard;

/// <summary>The dashboard in a real browser: its first load by the browser's own timing, and its frames under a lot of data.</summary>
public sealed class DashboardBenchmark : IBenchmark
{
    private const int Days = 547;
    private const int Candles = 155_520;
    private const int ManyTrials = 10_000;

    /// <inheritdoc/>
    public string Name => "dashboard";

    /// <inheritdoc/>
    public string Description => "first load of the dashboard in a browser, and frames with 10,000 trials and 155,520 candles; [load] for the first alone";

    /// <inheritdoc/>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (arguments is not ([] or ["load"]))
        {
            Console.Error.WriteLine($"error: '{string.Join(' ', arguments)}' is not known; give nothing or load.");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("trad-benchmark-").FullName;
        try
        {
            await using var session = await HostSession.StartAsync(
                new HostSettings(0, folder, null, false), Console.Error.WriteLine, cancellationToken);
            await using var browser = await RunningBrowser.StartAsync(cancellationToken);
            await ImportAsync(session, cancellationToken);
            await FirstLoad.MeasureAsync(browser, session.Address);
            if (arguments is ["load"])
            {
                return 0;
            }

            var request = new TrainingRequest
            {
                Strategy = "liquidity-sweep",
                Exchange = Market.SimulatedExchange,
                Symbol = "BTCUSDT",
                Interval = "5m",
                LookbackCandles = Candles,
                Trials = 12,
                Seed = 42,
                Objective = "sharpe",
                MinimumTrades = 1,
            };
            var asset = await TrainAsync(session, request, cancellationToken);
            var many = await TrainAsync(
                session,
                request with { LookbackCandles = 1_000, Optimizer = "random", Trials = ManyTrials, BatchSize = 64, MinimumTrades = 0 },
                cancellationToken);
            await Frames.MeasureAsync(browser, session.Address, many, asset);
            return 0;
        }
        catch (BrowserUnavailableException unavailable)
        {
            Console.Error.WriteLine($"error: {unavailable.Message}");
            return 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task ImportAsync(HostSession session, CancellationToken cancellationToken)
    {
        var end = SimulatedExchangeOptions.DefaultNow;
        using var file = CandleCsvWriter.Write(
            new GeneratedMarket(42).Read("BTCUSDT", Interval.FiveMinutes, TimeRange.Between(end.AddDays(-Days), end)));
        await session.Client.ImportAsync(file, "generated.csv", Market.SimulatedExchange, "BTCUSDT", "5m", cancellationToken);
    }

    private static async Task<TrainingJob> TrainAsync(HostSession session, TrainingRequest request, CancellationToken cancellationToken)
    {
        var job = await session.Client.StartTrainingAsync(request, cancellationToken);
        while (!job.IsFinished)
        {
            await Task.Delay(100, cancellationToken);
            job = await session.Client.GetJobAsync(job.Id, cancellationToken);
        }

        return job.State == JobState.Completed ? job : throw new InvalidOperationException($"The training failed: {job.Error}");
    }
}
