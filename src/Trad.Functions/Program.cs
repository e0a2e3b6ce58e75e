using System.Data.Common;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using Trad.Functions;
using Trad.Functions.Api;
using Trad.Functions.Api.Failures;
using Trad.Functions.Operations;
using Trad.Functions.Training;
using Trad.Training.Jobs;

// The entry point on Azure; the local host wires the same services in its own process.
var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<FailureWorkerMiddleware>();
builder.UseMiddleware<ApiWorkerMiddleware>();
builder.Services.AddTrad(builder.Configuration);
builder.Services.AddSingleton<IValidateOptions<JobOptions>>(
    new SilenceValidator(Path.Combine(AppContext.BaseDirectory, "host.json"), builder.Configuration));

// Telemetry goes to Application Insights, to any OpenTelemetry collector, to both, or nowhere: as the settings say.
var telemetry = builder.Services.AddAppTelemetry().UseFunctionsWorkerDefaults();
if (!string.IsNullOrEmpty(builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"]))
{
    // "Authorization=AAD", with "ClientId=..." for an identity of the user's own: the form that the host takes for itself.
    var authentication = new DbConnectionStringBuilder
    {
        ConnectionString = builder.Configuration["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"],
    };
    telemetry.UseAzureMonitorExporter(exporter => exporter.Credential = authentication.TryGetValue("Authorization", out _)
        ? new ManagedIdentityCredential(authentication.TryGetValue("ClientId", out var client)
            ? ManagedIdentityId.FromUserAssignedClientId((string)client)
            : ManagedIdentityId.SystemAssigned)
        : null);
}

if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
{
    telemetry.UseOtlpExporter();
}

builder.Build().Run();
