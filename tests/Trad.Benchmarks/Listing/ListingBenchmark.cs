using System.Diagnostics;
using System.Globalization;
using Trad.Candles;
using Trad.LocalHost.Client;
using Trad.LocalHost.Hosting;
using Trad.LocalRuntime.Emulator;
using Trad.MarketData.Simulation;
using Trad.Storage;
using Trad.Storage.Candles;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Benchmarks.Listing;

/// <summary>Lists of jobs, assets, trials and log lines over HTTP, with many of each stored in Azurite.</summary>
public sealed class ListingBenchmark : IBenchmark
{
    private const int Jobs = 10_000;
    private const int Assets = 2_000;
    private const int Trials = 10_000;
    private const int LogLines = 100_000;
    private const int Runs = 15;

    /// <inheritdoc/>
    public string Name => "listing";

    /// <inheritdoc/>
    public string Description => "pages of 10,000 jobs, 2,000 assets, 10,000 trials and 100,000 log lines over HTTP";

    /// <inheritdoc/>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var jobs = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : Jobs;
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), cancellationToken);
        var settings = new HostSettings(0, "", new StorageSetting(azurite.ConnectionString, "the benchmark"), false);
        TrainingJob middle, longJob;
        await using (var session = await HostSession.StartAsync(settings, Console.Error.WriteLine, cancellationToken))
        {
            (middle, longJob) = await FillAsync(session.Client, azurite.ConnectionString, jobs, cancellationToken);
        }

        var started = Stopwatch.GetTimestamp();
        await using (var session = await HostSession.StartAsync(settings, Console.Error.WriteLine, cancellationToken))
        {
            Console.WriteLine($"host started in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
            await MeasureAsync(session.Address, middle, longJob, jobs, cancellationToken);
            started = Stopwatch.GetTimestamp();
            await session.Client.Jobs.CleanUpAsync(cancellationToken);
            Console.WriteLine($"orphan cleanup with a look at every job: {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms");
            var training = await TrainAsync(session.Client, cancellationToken);
            Console.WriteLine(
                $"a training with all of this stored: {training.DurationsMs!.Total:0} ms, of which storage {training.DurationsMs.Storage:0}");
            Console.WriteLine(
                $"memory of host and client together: {Environment.WorkingSet >> 20} MB, managed {GC.GetTotalMemory(true) >> 20} MB");
        }

        return 0;
    }

    private static async Task<(TrainingJob Middle, TrainingJob Long)> FillAsync(
        TradClient client, string storage, int jobs, CancellationToken cancellationToken)
    {
        var market = new Market(Market.SimulatedExchange, "BTCUSDT", Interval.FiveMinutes);
        var end = SimulatedExchangeOptions.DefaultNow;
        var candles = new GeneratedMarket(42).Read(market.Symbol, market.Interval, TimeRange.Between(end.AddDays(-10), end));
        await new BlobCandleStore(new StorageClients(new StorageOptions { ConnectionString = storage }).CandleContainer)
            .MergeAsync(market, candles, cancellationToken);
        var job = await TrainAsync(client, cancellationToken);
        var asset = await client.Assets.GetAsync(
            job.AssetId ?? throw new InvalidOperationException($"The sample came to nothing: {job.Error}"), cancellationToken);
        var trials = (await client.Jobs.ListTrialsAsync(job.Id, 20, null, cancellationToken)).Items;
        await using var store = new FilledStore(storage);
        var started = Stopwatch.GetTimestamp();
        var middle = await store.AddJobsAsync(job, jobs, trials, cancellationToken);
        var longJob = await store.AddLongJobAsync(job, trials[0], Trials, LogLines, cancellationToken);
        await store.AddAssetsAsync(asset, Assets, cancellationToken);
        await FilledStore.AddOrchestrationsAsync(storage, job, jobs, cancellationToken);
        Console.WriteLine($"filled with {jobs:N0} jobs and {Assets:N0} assets in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
        return (middle, longJob);
    }

    private static async Task<TrainingJob> TrainAsync(TradClient client, CancellationToken cancellationToken)
    {
        var job = await client.StartTrainingAsync(
            new TrainingRequest
            {
                Strategy = "liquidity-sweep",
                Exchange = Market.SimulatedExchange,
                Symbol = "BTCUSDT",
                Interval = "5m",
                LookbackDays = 10,
                Trials = 20,
                Seed = 42,
                Objective = "sharpe",
                MinimumTrades = 1,
            },
            cancellationToken);
        while (!job.IsFinished)
        {
            await Task.Delay(20, cancellationToken);
            job = await client.GetJobAsync(job.Id, cancellationToken);
        }

        return job;
    }

    private static async Task MeasureAsync(
        Uri address, TrainingJob middle, TrainingJob longJob, int jobs, CancellationToken cancellationToken)
    {
        using var requests = new Requests(address, Runs);
        Console.WriteLine($"{"milliseconds",-52}{"first",9}{"median",9}{"longest",9}");
        const string list = "api/training/jobs?limit=50";
        await requests.MeasureAsync("jobs: newest 50", list, cancellationToken);
        await requests.MeasureAsync("jobs: failed", $"{list}&state=failed", cancellationToken);
        await requests.MeasureAsync("jobs: running (none)", $"{list}&state=running", cancellationToken);
        await requests.MeasureAsync("jobs: of a strategy", $"{list}&strategy=donchian-breakout", cancellationToken);
        await requests.MeasureAsync("jobs: of a symbol", $"{list}&symbol=ADAUSDT", cancellationToken);
        await requests.MeasureAsync(
            "jobs: cancelled, of a strategy and a symbol", $"{list}&state=cancelled&strategy=moving-average-crossover&symbol=ADAUSDT",
            cancellationToken);
        var deep = await requests.TokenAsync("api/training/jobs?limit=1000", Math.Max(1, jobs / 2_000), cancellationToken);
        await requests.MeasureAsync("jobs: 50 deep inside, by token", $"{list}&continuationToken={deep}", cancellationToken);
        await requests.MeasureAsync("job: by identity", $"api/training/jobs/{middle.Id}", cancellationToken);
        await requests.MeasureAsync("job: by number", $"api/training/jobs/{middle.Number}", cancellationToken);
        await requests.MeasureAsync("system", "api/system", cancellationToken);
        const string assets = "api/assets?limit=50";
        foreach (var sort in new[] { "-createdAt", "name", "stage", "strategy", "jobNumber", "trials", "-inSample.sharpe",
            "-holdOut.sharpe",
            "holdOut.maximumDrawdown" })
        {
            await requests.MeasureAsync($"assets: sorted by {sort}", $"{assets}&sort={sort}", cancellationToken);
        }

        await requests.MeasureAsync("assets: of a symbol", $"{assets}&symbol=ADAUSDT", cancellationToken);
        await requests.MeasureAsync("assets: search", $"{assets}&search=breakout%20ADA", cancellationToken);
        var later = await requests.TokenAsync("api/assets?limit=1000&sort=-holdOut.sharpe", 1, cancellationToken);
        await requests.MeasureAsync(
            "assets: 50 deep inside, by token", $"{assets}&sort=-holdOut.sharpe&continuationToken={later}", cancellationToken);
        var records = $"api/training/jobs/{longJob.Id}";
        await requests.MeasureAsync("trials: first 50", $"{records}/trials?limit=50", cancellationToken);
        var trials = await requests.TokenAsync($"{records}/trials?limit=1000", 9, cancellationToken);
        await requests.MeasureAsync("trials: 50 near the end", $"{records}/trials?limit=50&continuationToken={trials}", cancellationToken);
        await requests.MeasureAsync("log: first 50", $"{records}/logs?limit=50", cancellationToken);
        await requests.MeasureAsync("log: first 50 warnings", $"{records}/logs?limit=50&level=warning", cancellationToken);
        var lines = await requests.TokenAsync($"{records}/logs?limit=1000", 20, cancellationToken);
        await requests.MeasureAsync(
            "log: 50 deep inside, by token", $"{records}/logs?limit=50&continuationToken={lines}", cancellationToken);
    }
}
