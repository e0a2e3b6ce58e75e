using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Trad.MarketData.Backfills;
using Trad.MarketData.Coverage;
using Trad.MarketData.Exchanges;
using Trad.MarketData.History;
using Trad.MarketData.Import;

namespace Trad.MarketData;

/// <summary>Registers where candles come from.</summary>
public static class MarketDataServices
{
    private const int BreakerThroughput = 20;

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
        services.AddOptions<CandleImportOptions>()
            .Bind(configuration.GetSection("Trad:Import"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<CandleImportOptions>>().Value.Spool);
        services.AddOptions<CandleUndoOptions>()
            .Bind(configuration.GetSection("Trad:Undo"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<CandleRuns>();
        services.AddSingleton<CandleHistory>();
        services.AddSingleton<CandleDeletions>();
        services.AddSingleton<CandleImporter>();
        services.AddSingleton<ExchangeConnections>();
        services.AddSingleton<SymbolDirectory>();
        services.AddSingleton<CandleBackfill>();
        services.AddSingleton<CoverageBook>();

        // Each address has its own circuit breaker: one exchange that is down keeps nobody from asking another. Half of twenty
        // requests failing within thirty seconds opens it for five.
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
                options.CircuitBreaker.MinimumThroughput = BreakerThroughput;
                options.CircuitBreaker.FailureRatio = 0.5;
                var breaks = options.CircuitBreaker.ShouldHandle;
                options.CircuitBreaker.ShouldHandle = async arguments =>
                    arguments.Outcome.Result?.StatusCode != System.Net.HttpStatusCode.TooManyRequests && await breaks(arguments);
            })
            .SelectPipelineByAuthority();
        return services;
    }
}
