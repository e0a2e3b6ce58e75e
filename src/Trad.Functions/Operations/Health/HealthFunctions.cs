using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Trad.Functions.Api.Access;
using Trad.Functions.Api.OpenApi;
using Trad.Storage;
using Trad.Training;

namespace Trad.Functions.Operations.Health;

/// <summary>How the app is, over HTTP.</summary>
public sealed class HealthFunctions(HealthCheckService health)
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
        CancellationToken cancellationToken)
    {
        var report = await health.CheckHealthAsync(cancellationToken);
        var checks = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, entry) in report.Entries)
        {
            checks[name] = entry.Status == HealthStatus.Healthy ? StorageHealth.Healthy : entry.Description ?? "cannot be told";
        }

        return Results.Json(
            new HealthReport("trad", report.Status.ToString().ToLowerInvariant(), AppVersion.Current, checks),
            TradJson.Options,
            statusCode: report.Status == HealthStatus.Unhealthy
                ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }
}
