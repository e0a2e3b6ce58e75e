using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trad.MarketData.Backfills;
using Trad.MarketData.Coverage;
using Trad.MarketData.Exchanges;
using Trad.MarketData.Import;

namespace Trad.MarketData;

/// <summary>Registers where candles come from.</summary>
public static class MarketDataServices
{
    /// <summary>
    /// Adds the candle importer, the exchanges (settings under <c>Trad:Exchanges</c>) and the backfill. The stores of candles and
    /// coverage must be registered beside it.
    /// </summary>
    public static IServiceCollection AddMarketData(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<ExchangeOptions>()
            .Bind(configuration.GetSection("Trad:Exchanges"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<CandleImporter>();
        services.AddSingleton<ExchangeConnections>();
        services.AddSingleton<CandleBackfill>();
        services.AddSingleton<CoverageBook>();

        // Retries of server faults and refused connections, a time limit per try and a circuit breaker come from the library.
        // 429 is left to the requester, which pauses everything that asks the exchange and not only the one request.
        services.AddHttpClient(ExchangeConnections.HttpClientName, client => client.DefaultRequestHeaders.UserAgent.ParseAdd("Trad/0.1"))
            .AddStandardResilienceHandler(options =>
            {
                var handle = options.Retry.ShouldHandle;
                options.Retry.MaxRetryAttempts = 1;
                options.Retry.Delay = TimeSpan.FromMilliseconds(200);
                options.Retry.ShouldHandle = async arguments =>
                    arguments.Outcome.Result?.StatusCode != System.Net.HttpStatusCode.TooManyRequests && await handle(arguments);
                var breaks = options.CircuitBreaker.ShouldHandle;
                options.CircuitBreaker.ShouldHandle = async arguments =>
                    arguments.Outcome.Result?.StatusCode != System.Net.HttpStatusCode.TooManyRequests && await breaks(arguments);
            });
        return services;
    }
}
