using Trad.Candles;
using Trad.LocalHost.Client;
using Trad.MarketData.Simulation;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.EndToEnd.Tests.Hosting;

/// <summary>A serving host on a data folder of its own, with simulated candles imported.</summary>
public sealed class ServingHost : IAsyncLifetime
{
    private static readonly TimeSpan JobPatience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-e2e-").FullName;
    private TradProcess? _process;

    /// <summary>Where the host listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Talks to it.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Talks to it with types.</summary>
    public TradClient Client => new(Http);

    /// <summary>A month of candles of the generated market as a CSV file.</summary>
    public static byte[] SimulatedMonth { get; } = MakeMonth();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        using var file = new MemoryStream(SimulatedMonth);
        await Client.ImportAsync(file, "month.csv", Market.SimulatedExchange, "BTCUSDT", "5m", CancellationToken.None);
    }

    /// <summary>Ends the host without a warning.</summary>
    public Task KillAsync() => _process!.KillAsync();

    /// <summary>Starts the host on its data folder.</summary>
    public async Task StartAsync()
    {
        _process?.Dispose();
        _process = TradProcess.Start(["serve", "--port", "0", "--data", _folder]);
        Address = await _process.WaitForAddressAsync();
        Http = new HttpClient { BaseAddress = Address };
    }

    /// <summary>Polls a job until it has ended.</summary>
    public async Task<TrainingJob> WaitAsync(string jobId)
    {
        using var patience = new CancellationTokenSource(JobPatience);
        while (true)
        {
            var job = await Client.GetJobAsync(jobId, patience.Token);
            if (job.IsFinished)
            {
                return job;
            }

            await Task.Delay(25, patience.Token);
        }
    }

    /// <summary>A request over the simulated month.</summary>
    public static TrainingRequest Request(long seed, int trials, int? batchSize = null) => new()
    {
        Strategy = "liquidity-sweep",
        Exchange = Market.SimulatedExchange,
        Symbol = "BTCUSDT",
        Interval = "5m",
        Trials = trials,
        BatchSize = batchSize,
        Seed = seed,
        MinimumTrades = 1,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process!.SignalAsync("TERM");
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static byte[] MakeMonth()
    {
        var end = SimulatedExchangeOptions.DefaultNow;
        var candles = new GeneratedMarket(42).Read("BTCUSDT", Interval.FiveMinutes, TimeRange.Between(end.AddDays(-30), end));
        using var file = LocalHost.Demo.CandleCsv.Write(candles);
        return file.ToArray();
    }
}
