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
    /// <summary>Days of candles that the demo fetches.</summary>
    public const int Days = 60;

    private const string Symbol = "BTCUSDT";

    // A person is waiting: decide for the simulation before three seconds have passed.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2.5);

    /// <summary>Fetches the last 60 days and imports them through the host.</summary>
    /// <exception cref="TradApiException">The host refuses the candles.</exception>
    public static async Task<CandleImport> FetchAsync(TradClient client, Action<string> say, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        await using var services = new ServiceCollection().AddLogging().AddMarketData(configuration).BuildServiceProvider();
        var connections = services.GetRequiredService<ExchangeConnections>();
        if (await connections.FindObstacleAsync(ExchangeConnections.Binance, Patience, cancellationToken) is not { } obstacle)
        {
            say($"Fetching {Days} days of {Symbol} from {ExchangeConnections.Binance} ...");
            return await FetchAsync(connections.Open(ExchangeConnections.Binance), client, cancellationToken);
        }

        say($"No exchange ({obstacle}); using the simulated exchange instead.");
        await using var simulated = await SimulatedExchange.StartAsync(new SimulatedExchangeOptions(), cancellationToken);
        return await FetchAsync(connections.Open(Market.SimulatedExchange, simulated.BaseAddress), client, cancellationToken);
    }

    private static async Task<CandleImport> FetchAsync(IExchange exchange, TradClient client, CancellationToken cancellationToken)
    {
        var now = await exchange.GetTimeAsync(cancellationToken);
        var fetched = await exchange.FetchAsync(
            Symbol, Interval.FiveMinutes, TimeRange.Between(now.AddDays(-Days), now), cancellationToken);
        using var file = CandleCsvWriter.Write(fetched.Candles);
        return await client.ImportAsync(file, $"{exchange.Name}.csv", exchange.Name, Symbol, Interval.FiveMinutes.Code, cancellationToken);
    }
}
