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
    private const int Days = 60;

    // As many candles, but of hours: a trend of days is not worth the costs of five-minute trading, and the hold-out needs trades.
    private const int SimulatedDays = 730;

    // A person is waiting: decide for the simulation before three seconds have passed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    /// <summary>
    /// Fetches the last 60 days of five minutes, or two simulated years of hours, and imports them through the host.
    /// </summary>
    /// <exception cref="TradApiException">The host refuses the candles.</exception>
    public static async Task<DemoMarket> FetchAsync(TradClient client, Action<string> say, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        await using var services = new ServiceCollection().AddLogging().AddMarketData(configuration).BuildServiceProvider();
        var connections = services.GetRequiredService<ExchangeConnections>();
        if (await connections.FindObstacleAsync(ExchangeConnections.Binance, Patience, cancellationToken) is not { } obstacle)
        {
            say($"Fetching {Days} days of {Symbol} from {ExchangeConnections.Binance} ...");
            return await FetchAsync(
                connections.Open(ExchangeConnections.Binance), Symbol, Interval.FiveMinutes, Days, client, cancellationToken);
        }

        say($"No exchange ({obstacle}); using the simulated exchange instead.");
        say($"{GeneratedMarket.PlantedTrendSymbol} is simulated, with a trend planted in it so that there is something to find.");
        await using var simulated = await SimulatedExchange.StartAsync(new SimulatedExchangeOptions(), cancellationToken);
        return await FetchAsync(
            connections.Open(Market.SimulatedExchange, simulated.BaseAddress), GeneratedMarket.PlantedTrendSymbol, Interval.OneHour,
            SimulatedDays, client, cancellationToken);
    }

    private static async Task<DemoMarket> FetchAsync(
        IExchange exchange, string symbol, Interval interval, int days, TradClient client, CancellationToken cancellationToken)
    {
        var now = await exchange.GetTimeAsync(cancellationToken);
        var fetched = await exchange.FetchAsync(symbol, interval, TimeRange.Between(now.AddDays(-days), now), cancellationToken);
        using var file = CandleCsvWriter.Write(fetched.Candles);
        var import = await client.ImportAsync(file, $"{exchange.Name}.csv", exchange.Name, symbol, interval.Code, cancellationToken);
        return new DemoMarket(import, days);
    }
}
