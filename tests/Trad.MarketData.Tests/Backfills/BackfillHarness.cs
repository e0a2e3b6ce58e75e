using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Stores;
using Trad.MarketData.Backfills;
using Trad.MarketData.Coverage;
using Trad.MarketData.History;
using Trad.MarketData.Import;
using Trad.MarketData.Simulation;
using Trad.Storage.Candles;
using Trad.Storage.Coverage;
using Trad.Testing;

namespace Trad.MarketData.Tests.Backfills;

/// <summary>The whole way of a backfill: a simulated exchange over a socket, the real clients, and the real stores on Azurite.</summary>
internal sealed class BackfillHarness(SimulatedExchange exchange, ServiceProvider services) : IAsyncDisposable
{
    public static readonly Market Bitcoin = new(Market.SimulatedExchange, "BTCUSDT", Interval.FiveMinutes);

    /// <summary>From the middle of April to the middle of June 2025, where the exchange's clock stands.</summary>
    public static readonly TimeRange Range = TimeRange.Between(new(2025, 4, 15, 6, 0, 0, TimeSpan.Zero), Now);

    private static DateTimeOffset Now => new(2025, 6, 12, 12, 0, 0, TimeSpan.Zero);

    public static CandleSeries Truth => new GeneratedMarket(42).Read("BTCUSDT", Interval.FiveMinutes, Range);

    public SimulatedExchange Exchange => exchange;

    public CandleBackfill Backfill => services.GetRequiredService<CandleBackfill>();

    public ICandleStore Store => services.GetRequiredService<ICandleStore>();

    public CandleImporter Importer => services.GetRequiredService<CandleImporter>();

    public CandleHistory History => services.GetRequiredService<CandleHistory>();

    public ICoverageStore Coverage => services.GetRequiredService<ICoverageStore>();

    public static async Task<BackfillHarness> StartAsync(
        AzuriteFixture azurite, Func<int, string, ExchangeFault>? fault = null, Action<SimulatedExchangeOptions>? change = null,
        string patience = "00:00:15")
    {
        var options = new SimulatedExchangeOptions { Now = Now, Fault = fault ?? ((_, _) => ExchangeFault.None) };
        change?.Invoke(options);
        var exchange = await SimulatedExchange.StartAsync(options, TestContext.Current.CancellationToken);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Trad:Exchanges:SimulatedAddress"] = exchange.BaseAddress.AbsoluteUri,
            ["Trad:Exchanges:RetryPause"] = "00:00:00.010",
            ["Trad:Exchanges:LimitPause"] = "00:00:00.050",
            ["Trad:Exchanges:AnswerTimeout"] = patience,
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMarketData(configuration);
        var container = await azurite.NewContainerAsync();
        var coverage = new TableCoverageStore(azurite.NewTable("coverage"));
        var store = new BlobCandleStore(container, coverage);
        services.AddSingleton<ICandleStore>(store);
        services.AddSingleton<ICandleHistory>(store);
        services.AddSingleton<ICoverageStore>(coverage);
        return new BackfillHarness(exchange, services.BuildServiceProvider());
    }

    public Task<IReadOnlyList<BackfillStepResult>> RunAsync() => RunAsync(Range);

    public async Task<IReadOnlyList<BackfillStepResult>> RunAsync(TimeRange range)
    {
        var results = new List<BackfillStepResult>();
        foreach (var step in await Backfill.PlanAsync(Bitcoin, range, isRepair: false, TestContext.Current.CancellationToken))
        {
            results.Add(await Backfill.RunAsync(Bitcoin, step, TestContext.Current.CancellationToken));
        }

        return results;
    }

    public async Task<IReadOnlyList<Candle>> StoredAsync() =>
        (await Store.ReadAsync(Bitcoin, TimeRange.Always, TestContext.Current.CancellationToken)).ToList();

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await exchange.DisposeAsync();
    }
}
