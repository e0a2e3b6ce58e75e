using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Api;
using Trad.Functions.Api.Access;
using Trad.Functions.Api.OpenApi;
using Trad.Storage;
using Trad.Training;

namespace Trad.Functions.Operations;

/// <summary>Liveness over HTTP.</summary>
public sealed class HealthFunctions(StorageHealth storage)
{
    /// <summary><c>GET /api/health</c>: 200 when everything the app depends on answers, else 503 with what does not.</summary>
    [Function(nameof(GetHealth))]
    [Access(AccessLevel.Anyone)]
    [Answers(StatusCodes.Status200OK, typeof(HealthReport))]
    [Answers(StatusCodes.Status503ServiceUnavailable, typeof(HealthReport))]
    public async Task<IResult> GetHealth(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var checks = await storage.CheckAsync(cancellationToken);
        var healthy = checks.Values.All(state => state == StorageHealth.Healthy);
        return Results.Json(
            new HealthReport("trad", healthy ? StorageHealth.Healthy : "unhealthy", AppVersion.Current, checks),
            TradJson.Options,
            statusCode: healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
