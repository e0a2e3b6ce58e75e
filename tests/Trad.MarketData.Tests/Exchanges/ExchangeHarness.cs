using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trad.Candles;
using Trad.MarketData.Exchanges;
using Trad.MarketData.Simulation;

namespace Trad.MarketData.Tests.Exchanges;

/// <summary>A simulated exchange and the real clients over a real socket, with short pauses.</summary>
internal sealed class ExchangeHarness(SimulatedExchange exchange, ServiceProvider services) : IAsyncDisposable
{
    public const string Symbol = "BTCUSDT";

    public static readonly TimeRange Days = TimeRange.Between(
        new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero), new(2025, 6, 11, 0, 0, 0, TimeSpan.Zero));

    public SimulatedExchange Exchange => exchange;

    public IExchange Client => services.GetRequiredService<ExchangeConnections>().Open(Market.SimulatedExchange, exchange.BaseAddress);

    public ExchangeConnections Connections => services.GetRequiredService<ExchangeConnections>();

    /// <param name="fault">The faults to inject.</param>
    /// <param name="change">Changes how the exchange behaves.</param>
    /// <param name="patience">How long an answer may take; short only where the answer never comes, for machines are slow at times.</param>
    public static async Task<ExchangeHarness> StartAsync(
        Func<int, string, ExchangeFault>? fault = null, Action<SimulatedExchangeOptions>? change = null, string patience = "00:00:15")
    {
        var options = new SimulatedExchangeOptions { Fault = fault ?? ((_, _) => ExchangeFault.None) };
        change?.Invoke(options);
        var exchange = await SimulatedExchange.StartAsync(options, TestContext.Current.CancellationToken);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Trad:Exchanges:BinanceAddress"] = exchange.BaseAddress.AbsoluteUri,
            ["Trad:Exchanges:CoinbaseAddress"] = exchange.BaseAddress.AbsoluteUri,
            ["Trad:Exchanges:RetryPause"] = "00:00:00.010",
            ["Trad:Exchanges:LimitPause"] = "00:00:00.050",
            ["Trad:Exchanges:AnswerTimeout"] = patience,
        }).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMarketData(configuration);
        return new ExchangeHarness(exchange, services.BuildServiceProvider());
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await exchange.DisposeAsync();
    }
}
