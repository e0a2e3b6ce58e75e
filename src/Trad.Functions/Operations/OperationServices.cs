using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trad.Functions.Assets;
using Trad.Functions.Backfills;
using Trad.Functions.Candles;
using Trad.Functions.Operations.Duties;
using Trad.Functions.Operations.Health;
using Trad.Functions.Training;
using Trad.Storage;

namespace Trad.Functions.Operations;

/// <summary>Registers what the app does by itself, and how it looks after itself.</summary>
internal static class OperationServices
{
    /// <summary>Adds the duties and the checks of health.</summary>
    public static void AddOperations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<AppStart>();
        services.AddSingleton<IValidateOptions<BackfillOptions>>(new BackfillScheduleValidator(configuration));
        services.AddSingleton<IDuty, AssetPurgeDuty>();
        services.AddSingleton<IDuty, BackfillDuty>();
        services.AddSingleton<IDuty, CandleUndoDuty>();
        services.AddSingleton<IDuty, OrphanCleanupDuty>();
        services.AddSingleton<IDuty, RetentionDuty>();
        services.AddSingleton<DutyRound>();
        services.AddHostedService<DutyIntroduction>();
        services.AddSingleton<MarketFreshness>();

        // The answer says it; a line for each probe would hide the rest.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        services.AddHealthChecks()
            .AddCheck<QueueHealthCheck>("queue")
            .AddCheck<DutyHealthCheck>("duties")
            .AddCheck<CandleHealthCheck>("candles")
            .AddCheck<ComputationHealthCheck>("computations")
            .Add(OfStorage("blobs", storage => storage.CheckBlobsAsync))
            .Add(OfStorage("tables", storage => storage.CheckTablesAsync));
    }

    private static HealthCheckRegistration OfStorage(string name, Func<StorageHealth, Func<CancellationToken, Task<string>>> ask) => new(
        name, services => new StorageHealthCheck(ask(services.GetRequiredService<StorageHealth>())), failureStatus: null, tags: null);
}
