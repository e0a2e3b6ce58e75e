using System.Net;
using Trad.Candles;
using Trad.Formats.Csv;
using Trad.LocalHost.Client;
using Trad.LocalHost.Hosting;
using Trad.MarketData.Simulation;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Browser.Tests.Hosting;

/// <summary>The whole app on a data folder of its own, as <c>trad serve</c> hosts it.</summary>
public sealed class DashboardHost : IAsyncLifetime
{
    private static readonly TimeSpan JobPatience = TimeSpan.FromSeconds(120);

    private readonly string _folder = Directory.CreateTempSubdirectory("trad-browser-").FullName;
    private HostSession? _session;

    /// <summary>Settings of the app.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>A storage account to use; null for an emulator of its own.</summary>
    internal StorageSetting? Storage { get; init; }

    /// <summary>The address on which it listens.</summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>Where it listens.</summary>
    public Uri Address => _session!.Address;

    /// <summary>Talks to it with types.</summary>
    internal TradClient Client => _session!.Client;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() =>
        _session = await HostSession.StartAsync(
            new HostSettings(0, _folder, Storage, Verbose: false) { Overrides = Settings, Listen = Listen },
            _ => { },
            CancellationToken.None);

    /// <summary>A candle file of the generated market, 5 minutes, the last days of its history.</summary>
    public static byte[] CandleFile(string symbol, int days)
    {
        var end = SimulatedExchangeOptions.DefaultNow;
        return CandleFile(symbol, end.AddDays(-days), end);
    }

    /// <summary>A candle file of the generated market, 5 minutes, of a range.</summary>
    public static byte[] CandleFile(string symbol, DateTimeOffset from, DateTimeOffset to)
    {
        using var file = CandleCsvWriter.Write(new GeneratedMarket(42).Read(symbol, Interval.FiveMinutes, TimeRange.Between(from, to)));
        return file.ToArray();
    }

    /// <summary>Imports generated candles.</summary>
    public Task ImportAsync(string symbol, int days) => ImportAsync(symbol, CandleFile(symbol, days));

    /// <summary>Imports a candle file.</summary>
    public async Task ImportAsync(string symbol, byte[] content)
    {
        using var file = new MemoryStream(content);
        await Client.ImportAsync(file, $"{symbol}-5m.csv", Market.SimulatedExchange, symbol, "5m", CancellationToken.None);
    }

    /// <summary>Trains and waits for the end.</summary>
    public async Task<TrainingJob> TrainAsync(TrainingRequest request)
    {
        using var patience = new CancellationTokenSource(JobPatience);
        var job = await Client.StartTrainingAsync(request, patience.Token);
        while (!job.IsFinished)
        {
            await Task.Delay(50, patience.Token);
            job = await Client.GetJobAsync(job.Id, patience.Token);
        }

        return job;
    }

    /// <summary>A request over generated candles.</summary>
    public static TrainingRequest Request(long seed, int trials, string symbol = "BTCUSDT") => new()
    {
        Strategy = "liquidity-sweep",
        Exchange = Market.SimulatedExchange,
        Symbol = symbol,
        Interval = "5m",
        Trials = trials,
        Seed = seed,
        Objective = "sharpe",
        MinimumTrades = 1,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _session!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
