using Trad.Candles;
using Trad.Formats.Csv;
using Trad.LocalHost.Client;
using Trad.MarketData.Simulation;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.EndToEnd.Tests.Hosting;

/// <summary>A serving host on a data folder of its own, with simulated candles imported.</summary>
public class ServingHost : IAsyncLifetime
{
    private static readonly TimeSpan JobPatience = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-e2e-").FullName;
    private TradProcess? _process;

    /// <summary>The engine that the host is told to use.</summary>
    protected virtual string Engine => "embedded";

    /// <summary>Where the host listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Talks to it.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Talks to it with types.</summary>
    public TradClient Client => new(Http);

    /// <summary>A month of candles of the generated market as a CSV file.</summary>
    public static byte[] SimulatedMonth { get; } = MakeMonth("BTCUSDT");

    /// <summary>Settings of the host, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the host has ended, by itself or not.</summary>
    public bool HasEnded => _process!.HasEnded;

    /// <summary>What the host keeps lies in this folder, and can be looked at while it is stopped.</summary>
    public string DataFolder => _folder;

    /// <summary>What the hosts that have ended wrote to their error output, which is their log.</summary>
    public string Errors { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        await ImportAsync("BTCUSDT", SimulatedMonth);
    }

    /// <summary>Imports the month of another symbol.</summary>
    public Task ImportAsync(string symbol) => ImportAsync(symbol, MakeMonth(symbol));

    /// <summary>Ends the host without a warning.</summary>
    public async Task KillAsync()
    {
        await _process!.KillAsync();
        Errors += _process.Errors;
    }

    /// <summary>Waits until the host has ended by itself; returns its exit code.</summary>
    public Task<int> WaitForExitAsync() => _process!.WaitForExitAsync();

    /// <summary>What a host that has ended wrote to its error output.</summary>
    public async Task<string> ReadErrorsAsync()
    {
        await _process!.WaitForExitAsync();
        return _process.Errors;
    }

    /// <summary>Asks the host to end, and waits until it has.</summary>
    public async Task StopAsync()
    {
        await _process!.SignalAsync("TERM");
        await _process.WaitForExitAsync();
        Errors += _process.Errors;
    }

    /// <summary>Starts the host on its data folder.</summary>
    public async Task StartAsync()
    {
        _process?.Dispose();
        _process = TradProcess.Start(["serve", "--engine", Engine, "--port", "0", "--data", _folder], Environment);
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
        Objective = "sharpe",
        MinimumTrades = 1,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process!.SignalAsync("TERM");
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private async Task ImportAsync(string symbol, byte[] month)
    {
        using var file = new MemoryStream(month);
        await Client.ImportAsync(file, "month.csv", Market.SimulatedExchange, symbol, "5m", CancellationToken.None);
    }

    /// <summary>A month of candles of a symbol of the generated market as a CSV file.</summary>
    public static byte[] MakeMonth(string symbol)
    {
        var end = SimulatedExchangeOptions.DefaultNow;
        var candles = new GeneratedMarket(42).Read(symbol, Interval.FiveMinutes, TimeRange.Between(end.AddDays(-30), end));
        using var file = CandleCsvWriter.Write(candles);
        return file.ToArray();
    }
}
