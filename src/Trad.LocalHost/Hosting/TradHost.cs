using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trad.Functions;
using Trad.Functions.Api;
using Trad.Functions.Backfills;
using Trad.Functions.Operations.Releases;
using Trad.Functions.Strategies.PlugIns;
using Trad.Functions.Training;
using Trad.LocalRuntime;
using Trad.LocalRuntime.Hosting;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Hosting;

/// <summary>The function app on the embedded runtime.</summary>
internal static class TradHost
{
    private static string App =>
        $"Trad {typeof(TradServices).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}";

    /// <summary>Starts the app.</summary>
    /// <exception cref="StartException">It cannot be started.</exception>
    public static Task<LocalFunctionsHost> StartAsync(HostSettings settings, string storage, CancellationToken cancellationToken) =>
        StartAsync(
            settings,
            new LocalRuntimeOptions
            {
                ConnectionString = storage,
                Port = settings.Port,
                Listen = settings.Listen,
                Engine = settings.Engine,
            },
            cancellationToken);

    /// <summary>Starts a process that works on what another one serves.</summary>
    /// <param name="settings">The storage that it shares, and whether its log is shown.</param>
    /// <param name="report">Where messages for a person go.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="StartException">It cannot be started.</exception>
    public static Task<LocalFunctionsHost> StartWorkerAsync(
        HostSettings settings, Action<string> report, CancellationToken cancellationToken) => StartAsync(
        settings,
        new LocalRuntimeOptions
        {
            ConnectionString = settings.Storage!.ConnectionString,
            Engine = settings.Engine,
            IsWorker = true,
            Report = report,
        },
        cancellationToken);

    private static async Task<LocalFunctionsHost> StartAsync(
        HostSettings settings, LocalRuntimeOptions options, CancellationToken cancellationToken)
    {
        LocalFunctionsHost? host = null;
        try
        {
            var builder = LocalFunctionsHost.CreateBuilder(
                options with { App = App, DefaultVersion = OrchestrationVersion.Current });
            builder.Logging.AddTerminal(settings);
            builder.Configuration.AddInMemoryCollection(LocalAccess.Overrides(settings));
            builder.Configuration[$"{PlugInOptions.Section}:{nameof(PlugInOptions.Folder)}"] = settings.Strategies
                ?? builder.Configuration[$"{PlugInOptions.Section}:{nameof(PlugInOptions.Folder)}"];
            builder.Configuration[BackfillDuty.ScheduleSetting] ??= BackfillDuty.DefaultSchedule;
            builder.Services.AddSingleton<IValidateOptions<JobOptions>>(new StallValidator(options.LongestStall));
            if (options.Engine == DurableEngineKind.AzureStorage)
            {
                SpreadWork(builder.Configuration);
            }

            builder.Services.AddSingleton(LocalAccess.PlaceOf(settings));
            builder.Services.AddTrad(builder.Configuration);
            if (settings.Otlp is { } collector)
            {
                builder.Services.AddTelemetry(App).SendTo(collector);
            }

            builder.Use(ApiPipeline.InvokeAsync);
            builder.AddFunctions(typeof(TradServices).Assembly);
            host = builder.Build();
            await host.StartAsync(cancellationToken);
            return host;
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or StartException))
        {
            if (host is not null)
            {
                // A host that started in part may fail again while it stops; the first reason is the one to tell.
                await host.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            throw new StartException($"The host cannot be started: {FirstLine(failure)}", failure);
        }
    }

    // A round is for all processes, and each of its pieces costs messages: as on Azure.
    private static void SpreadWork(IConfigurationManager configuration)
    {
        configuration["Trad:Jobs:Workers"] ??= "8";
        configuration["Trad:Jobs:ChunkMilliseconds"] ??= "100";
    }

    private static string FirstLine(Exception failure) =>
        (failure is AggregateException { InnerException: { } first } ? first : failure).Message.Split('\n')[0].TrimEnd();
}
