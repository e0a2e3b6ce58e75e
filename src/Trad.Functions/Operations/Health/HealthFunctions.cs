using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Trad.Functions.Api.Access;
using Trad.Functions.Api.OpenApi;
using Trad.Functions.Training;
using Trad.Storage;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Operations.Health;

/// <summary>How the app is, over HTTP.</summary>
public sealed class HealthFunctions(HealthCheckService health, IJobBacklog backlog)
{
    /// <summary>
    /// <c>GET /api/health</c>: 200 when everything the app depends on answers, else 503; with what is wrong, also where it works on.
    /// </summary>
    [Function(nameof(GetHealth))]
    [Access(AccessLevel.Anyone)]
    [Answers(StatusCodes.Status200OK, typeof(HealthReport))]
    [Answers(StatusCodes.Status503ServiceUnavailable, typeof(HealthReport))]
    public async Task<IResult> GetHealth(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        // Services have no client of the engine: a function is given one with its call.
        var orchestrations = new OrchestrationHealthCheck(backlog, new DurableOrchestrations(client));
        var asking = orchestrations.CheckHealthAsync(new HealthCheckContext(), cancellationToken);
        var report = await health.CheckHealthAsync(cancellationToken);
        var failed = await asking;
        var checks = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, entry) in report.Entries)
        {
            checks[name] = Describe(entry.Status, entry.Description);
        }

        checks["orchestrations"] = Describe(failed.Status, failed.Description);
        var status = failed.Status < report.Status ? failed.Status : report.Status;
        return Results.Json(
            new HealthReport("trad", status.ToString().ToLowerInvariant(), AppVersion.Current, checks),
            TradJson.Options,
            statusCode: status == HealthStatus.Unhealthy
                ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    private static string Describe(HealthStatus status, string? what) =>
        status == HealthStatus.Healthy ? StorageHealth.Healthy : what ?? "cannot be told";
}
