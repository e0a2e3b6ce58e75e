using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Trad.Training.Jobs;

namespace Trad.Functions.Operations;

/// <summary>What the app tells of itself, the same on every host; the host adds what it does itself, and says where it all goes.</summary>
public static class AppTelemetry
{
    /// <summary>The source of the app's own spans.</summary>
    public const string SourceName = "Trad";

    // Its own spans, and its requests to storage and exchanges. The clients of storage would tell each of theirs a second time.
    private static readonly string[] Sources = [SourceName, "System.Net.Http"];

    internal static ActivitySource Source { get; } = new(SourceName);

    /// <summary>Adds the app's spans, instruments and log lines, with whose work they belong to.</summary>
    /// <param name="services">The host's services.</param>
    public static OpenTelemetryBuilder AddAppTelemetry(this IServiceCollection services)
    {
        // What happens to jobs is told wherever it is collected, however little of it a terminal shows; of what others write, only
        // what somebody should look at. Without an answer Durable Task writes a stack trace for each attempt.
        services.AddLogging(logging => logging
            .AddFilter<OpenTelemetryLoggerProvider>(null, LogLevel.Warning)
            .AddFilter<OpenTelemetryLoggerProvider>("Trad", LogLevel.Information)
            .AddFilter<OpenTelemetryLoggerProvider>("Azure", LogLevel.Error)
            .AddFilter<OpenTelemetryLoggerProvider>("DurableTask", LogLevel.Error)
            .AddFilter<OpenTelemetryLoggerProvider>("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None));
        return services.AddOpenTelemetry()
            .WithTracing(traces => traces.AddSource(Sources))
            .WithMetrics(metrics => metrics.AddMeter(WorkMetrics.MeterName))
            .WithLogging(configureBuilder: null, options => options.IncludeScopes = true);
    }
}
