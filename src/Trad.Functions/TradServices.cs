using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Trad.Functions.Api;
using Trad.Functions.Api.Access;
using Trad.Functions.Api.Failures;
using Trad.Functions.Assets;
using Trad.Functions.Backfills;
using Trad.Functions.Candles;
using Trad.Functions.Operations;
using Trad.Functions.Strategies;
using Trad.Functions.Strategies.PlugIns;
using Trad.Functions.Training;
using Trad.Functions.Training.Streams;
using Trad.MarketData;
using Trad.Storage;
using Trad.Training.Assets;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Strategies;
using Trad.Training.Validation;

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
        services.AddAccess(configuration);
        services.AddTradStorage(configuration);
        services.AddMarketData(configuration);
        services.AddOptions<BackfillOptions>()
            .Bind(configuration.GetSection("Trad:Backfill"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<ApiOptions>()
            .Bind(configuration.GetSection("Trad:Api"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<PlugInOptions>().Bind(configuration.GetSection(PlugInOptions.Section));
        services.AddHostedService<PlugInStrategies>();
        services.AddSingleton<FailureAnswers>();
        services.AddSingleton<IStartupFilter, FailureStartupFilter>();
        services.AddSingleton<TrainingDataSource>();
        services.AddSingleton<OtherMarkets>();
        services.AddSingleton<BestTrialReports>();
        services.AddSingleton<StrategyOverlays>();
        services.AddSingleton<StoredDataRules>();
        services.AddSingleton<TrainingPreparation>();
        services.AddSingleton<WatchedComputation>();
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<JobOptions>>().Value.ToWorkers());
        services.AddSingleton<StrategyPinning>();
        services.AddSingleton<StrategyKeeping>();
        services.AddSingleton<StrategyRemoval>();
        services.AddSingleton<KnownStrategies>();
        services.AddSingleton<RuleChecks>();
        services.AddSingleton<JobIntake>();
        services.AddSingleton<Revalidator>();
        services.AddSingleton<StrategyChecks>();
        AddJobs(services, configuration);
        services.AddOperations(configuration);
        return services;
    }

    private static void AddJobs(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<JobOptions>()
            .Bind(configuration.GetSection("Trad:Jobs"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<ValidationOptions>()
            .Bind(configuration.GetSection(ValidationOptions.Section))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddOptions<StreamOptions>()
            .Bind(configuration.GetSection("Trad:Streams"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<AssetRemoval>();
        services.AddSingleton<JobCancellation>();
        services.AddSingleton<JobCleanup>();
        services.AddSingleton<JobResumption>();
        services.AddSingleton<JobDefinitions>();
        services.AddSingleton<JobDispatcher>();
        services.AddSingleton<JobFinish>();
        services.AddSingleton<JobLog>();
        services.AddSingleton<MarketReaders>();
        services.AddSingleton<JobReader>();
        services.AddSingleton<JobRemoval>();
        services.AddSingleton<JobRetention>();
        services.AddSingleton<JobSignals>();
        services.AddSingleton<JobStart>();
        services.AddSingleton<JobStop>();
        services.AddSingleton<FeedTail>();
        services.AddSingleton<JournalTailPool>();
        services.AddSingleton<OrchestrationCheck>();
        services.AddSingleton<OrchestrationPurge>();
        services.AddSingleton<ProgressReporter>();
        services.AddSingleton<RevalidationCleanup>();
        services.AddSingleton<StreamPlaces>();
        services.AddSingleton<TrainingForecaster>();
        services.AddSingleton<TrialHistory>();
        services.AddSingleton<TrialRecorder>();
        services.AddMetrics();
        services.AddSingleton<WorkMetrics>();
        services.AddSingleton<TrialPublication>();
    }
}
