using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Trad.Candles.Aggregation;
using Trad.Candles.Changes;
using Trad.Candles.Stores;
using Trad.Formats.Spooling;
using Trad.MarketData.Backfills;
using Trad.MarketData.Coverage;
using Trad.Storage.Assets;
using Trad.Storage.Backlog;
using Trad.Storage.Candles;
using Trad.Storage.Coverage;
using Trad.Storage.Feed;
using Trad.Storage.Jobs;
using Trad.Storage.Journal;
using Trad.Storage.Operations;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Operations;

namespace Trad.Storage;

/// <summary>Registers where Trad keeps its data.</summary>
public static class StorageServices
{
    /// <summary>
    /// Adds the stores, over the account of <c>AzureWebJobsStorage</c> (a connection string) or
    /// <c>AzureWebJobsStorage__accountName</c> (the host's identity); settings under <c>Trad:Storage</c>.
    /// </summary>
    public static IServiceCollection AddTradStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection("Trad:Storage"))
            .PostConfigure(options =>
            {
                options.ConnectionString ??= configuration["AzureWebJobsStorage"];
                options.AccountName ??= configuration["AzureWebJobsStorage:accountName"];
            })
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(provider => new StorageClients(provider.GetRequiredService<IOptions<StorageOptions>>().Value));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IJobFeed, TableJobFeed>();
        services.AddSingleton<TableJobStore>();
        services.AddSingleton<IJobStore>(
            provider => new FollowedJobStore(provider.GetRequiredService<TableJobStore>(), provider.GetRequiredService<IJobFeed>()));
        services.AddSingleton<IJobBacklog, TableJobBacklog>();
        services.AddSingleton<IIdempotencyStore, TableIdempotencyStore>();
        services.AddSingleton<ITimerLog, TableTimerLog>();
        services.AddSingleton<IJobJournal, TableJobJournal>();
        services.AddSingleton<IProgressStore, TableProgressStore>();
        services.AddSingleton<ITrialStore, JournalTrialStore>();
        services.AddSingleton<ILogStore, JournalLogStore>();
        services.AddSingleton<IAssetStore, TableAssetStore>();
        services.AddSingleton(provider => new BlobCandleStore(
            provider.GetRequiredService<StorageClients>().CandleContainer, provider.GetRequiredService<ICoverageStore>(),
            provider.GetService<SpoolFolder>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ICandleStore>(provider => provider.GetRequiredService<BlobCandleStore>());
        services.AddSingleton<ICandleHistory>(provider => provider.GetRequiredService<BlobCandleStore>());
        services.AddHostedService<CommitRecovery>();
        services.AddSingleton<DerivedCandleReader>();
        services.AddSingleton<ICandleReader>(provider => provider.GetRequiredService<DerivedCandleReader>());
        services.AddSingleton<ICoverageStore>(
            provider => new TableCoverageStore(provider.GetRequiredService<StorageClients>().Table("Coverage")));
        services.AddSingleton<IBackfillLog>(
            provider => new TableBackfillLog(provider.GetRequiredService<StorageClients>().Table("Backfills")));
        services.AddSingleton<StorageHealth>();
        services.AddHostedService<StorageInitializer>();
        return services;
    }
}
