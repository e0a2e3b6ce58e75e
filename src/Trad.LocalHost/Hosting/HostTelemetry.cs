using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Trad.Functions.Operations;
using Trad.LocalRuntime;

namespace Trad.LocalHost.Hosting;

/// <summary>Tells an OpenTelemetry collector what the host does: one trace from a request to the last write of what it started.</summary>
internal static class HostTelemetry
{
    // The port that collectors listen on for the protocol over HTTP; on others they speak gRPC.
    private const int HttpPort = 4318;

    // Beside the app: the server, the embedded engine and the one of Durable Functions.
    private static readonly string[] Sources = ["Microsoft.AspNetCore", LocalRuntimeTelemetry.SourceName, "DurableTask.Core"];

    private static readonly string[] Meters = ["System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    /// <summary>Adds what is to be told.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="version">The app's version.</param>
    public static OpenTelemetryBuilder AddTelemetry(this IServiceCollection services, string version) => services.AddAppTelemetry()
        .ConfigureResource(resource => resource.AddService("trad", serviceVersion: version))
        .WithTracing(traces => traces.AddSource(Sources))
        .WithMetrics(metrics => metrics.AddMeter(Meters));

    /// <summary>Sends it to a collector.</summary>
    /// <param name="telemetry">What is to be told.</param>
    /// <param name="collector">Its address: port 4318, or a path, for the protocol over HTTP; else gRPC.</param>
    public static void SendTo(this OpenTelemetryBuilder telemetry, Uri collector)
    {
        telemetry.UseOtlpExporter(
            collector.Port == HttpPort || collector.AbsolutePath != "/" ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc,
            collector);
        telemetry.Services.AddHostedService<TelemetryFarewell>();
    }
}
