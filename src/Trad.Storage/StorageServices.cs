using Microsoft.Extensions.Azure;
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
using Trad.Storage.Strategies;
using Trad.Storage.Tables;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Operations;
using Trad.Training.Strategies;

namespace Trad.Storage;

/// <summary>Registers where Trad keeps its data.</summary>
public static class StorageServices
{
    // The connection that the Functions host itself uses, and the settings that are beneath it.
    private const string HostConnection = "AzureWebJobsStorage";

    /// <summary>
    /// Adds the stores, over the account of <c>AzureWebJobsStorage</c> in every form that the Functions host takes: a connection
    /// string, or an identity with <c>__accountName</c>, or with <c>__blobServiceUri</c> and <c>__tableServiceUri</c>, and
    /// <c>__credential</c>, <c>__clientId</c>, <c>__managedIdentityResourceId</c>, <c>__tenantId</c> as they are needed; settings
    /// under <c>Trad:Storage</c>. An account named there wins over the host's.
    /// </summary>
    public static IServiceCollection AddTradStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<StorageOptions>()
            .Bind(configuration.GetSection("Trad:Storage"))
            .PostConfigure(options => TakeHostAccount(options, configuration.GetSection(HostConnection)))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddAzureClientsCore();
        services.AddSingleton(provider => new StorageClients(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value,
            () => provider.GetRequiredService<AzureComponentFactory>().CreateTokenCredential(configuration.GetSection(HostConnection))));
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
        services.AddSingleton<IStrategyStore, TableStrategyStore>();
        services.AddSingleton(provider => new BlobCandleStore(
            provider.GetRequiredService<StorageClients>().CandleContainer, provider.GetRequiredService<ICoverageStore>(),
            provider.GetService<SpoolFolder>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ICandleStore>(provider => provider.GetRequiredService<BlobCandleStore>());
        services.AddSingleton<ICandleHistory>(provider => provider.GetRequiredService<BlobCandleStore>());
        // In this order: what is finished at start is noted in a table.
        services.AddHostedService<StorageInitializer>();
        services.AddHostedService<CommitRecovery>();
        services.AddSingleton<DerivedCandleReader>();
        services.AddSingleton<ICandleReader>(provider => provider.GetRequiredService<DerivedCandleReader>());
        services.AddSingleton<ICoverageStore>(
            provider => new TableCoverageStore(provider.GetRequiredService<StorageClients>().Table(TableSet.Coverage)));
        services.AddSingleton<IBackfillLog>(
            provider => new TableBackfillLog(provider.GetRequiredService<StorageClients>().Table(TableSet.Backfills)));
        services.AddSingleton<StorageHealth>();
        return services;
    }

    private static void TakeHostAccount(StorageOptions options, IConfigurationSection host)
    {
        if (!string.IsNullOrWhiteSpace(options.ConnectionString) || !string.IsNullOrWhiteSpace(options.AccountName)
            || options.BlobServiceUri is not null || options.TableServiceUri is not null)
        {
            return;
        }

        options.ConnectionString = host.Value;
        options.AccountName = host["accountName"];
        options.BlobServiceUri = Address(host, "blobServiceUri");
        options.TableServiceUri = Address(host, "tableServiceUri");
    }

    private static Uri? Address(IConfigurationSection host, string name) => host[name] switch
    {
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" => address,
        var text => throw new OptionsValidationException(
            nameof(StorageOptions), typeof(StorageOptions),
            [$"{HostConnection}__{name} must be an address such as https://account.blob.core.windows.net, not '{text}'."]),
    };
}
