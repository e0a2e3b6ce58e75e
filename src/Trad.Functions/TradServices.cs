using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trad.Functions.Backfills;
using Trad.Functions.Http;
using Trad.MarketData;
using Trad.Storage;
using Trad.Training.Assets;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Functions;

/// <summary>The services of the function app, the same on every host.</summary>
public static class TradServices
{
    /// <summary>Adds everything that the functions ask for in their constructors.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configuration">The host's settings: <c>AzureWebJobsStorage</c> and <c>Trad:…</c>.</param>
    public static IServiceCollection AddTrad(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddTradStorage(configuration);
        services.AddMarketData(configuration);
        services.AddOptions<BackfillOptions>()
            .Bind(configuration.GetSection("Trad:Backfill"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<TrainingDataSource>();
        services.AddSingleton<TrainingPreparation>();
        services.AddSingleton<JobIntake>();
        services.AddSingleton<Revalidator>();
        return services;
    }
}
