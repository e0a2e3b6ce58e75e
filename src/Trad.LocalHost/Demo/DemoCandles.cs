using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trad.Candles;
using Trad.Formats.Csv;
using Trad.Functions.Candles;
using Trad.LocalHost.Client;
using Trad.MarketData;
using Trad.MarketData.Exchanges;
using Trad.MarketData.Simulation;

namespace Trad.LocalHost.Demo;

/// <summary>The candles of the demo: the exchange's own, or the simulated exchange's where there is no network.</summary>
internal static class DemoCandles
{
    private const string Symbol = "BTCUSDT";

    // Two years of hours are few candles to fetch, and enough for the hold-out to say something: its 146 days hold dozens of trades.
    // Trends of days are not worth the costs of trading in minutes.
    private const int Days = 730;

    // A person is waiting: decide for the simulation before three seconds have passed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    /// <summary>
    /// Fetches the last two years of hours, or two simulated ones, and imports them through the host.
    /// </summary>
    /// <exception cref="TradApiException">The host refuses the candles.</exception>
    public static async Task<DemoMarket> FetchAsync(TradClient client, Action<string> say, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        await using var services = new ServiceCollection().AddLogging().AddMarketData(configuration).BuildServiceProvider();
        var connections = services.GetRequiredService<ExchangeConnections>();
        if (await connections.FindObstacleAsync(ExchangeConnections.Binance, Patience, cancellationToken) is not { } obstacle)
        {
            say($"Fetching two years of hours of {Symbol} from {ExchangeConnections.Binance} ...");
            return await FetchAsync(connections.Open(ExchangeConnections.Binance), Symbol, client, cancellationToken);
        }

        say($"No exchange ({obstacle}); using the simulated exchange instead.");
        say($"{GeneratedMarket.PlantedTrendSymbol} is simulated, with a trend planted in it so that there is something to find.");
        await using var simulated = await SimulatedExchange.StartAsync(new SimulatedExchangeOptions(), cancellationToken);
        return await FetchAsync(
            connections.Open(Market.SimulatedExchange, simulated.BaseAddress), GeneratedMarket.PlantedTrendSymbol, client,
            cancellationToken);
    }

    private static async Task<DemoMarket> FetchAsync(
        IExchange exchange, string symbol, TradClient client, CancellationToken cancellationToken)
    {
        var interval = Interval.OneHour;
        var now = await exchange.GetTimeAsync(cancellationToken);
        var fetched = await exchange.FetchAsync(symbol, interval, TimeRange.Between(now.AddDays(-Days), now), cancellationToken);
        using var file = CandleCsvWriter.Write(fetched.Candles);
        var import = await client.ImportAsync(file, $"{exchange.Name}.csv", exchange.Name, symbol, interval.Code, cancellationToken);
        return new DemoMarket(import, Days);
    }
}
