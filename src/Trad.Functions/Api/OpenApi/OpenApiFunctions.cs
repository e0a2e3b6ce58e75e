using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Operations;
using Trad.Training;

namespace Trad.Functions.Api.OpenApi;

/// <summary>The API's description over HTTP.</summary>
public sealed class OpenApiFunctions
{
    private const string AnyServer = "{server}";

    private static readonly Lazy<string> Document = new(
        () => ApiDescription.Generate(typeof(OpenApiFunctions).Assembly, AnyServer).ToJsonString(TradJson.Options));

    /// <summary><c>GET /api/openapi.json</c>: this API as an OpenAPI 3.1 document.</summary>
    [Function(nameof(GetOpenApi))]
    [Answers(StatusCodes.Status200OK, typeof(JsonObject))]
    [Tagged]
    public IResult GetOpenApi(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/openapi.json")] HttpRequest request)
    {
        // A client that a generator makes of the document calls the host that gave it.
        var server = $"{request.Scheme}://{request.Host}";
        var version = $"{AppVersion.Current} {server}";
        request.HttpContext.Response.Headers.ETag = EntityTags.FromVersion(version);
        return EntityTags.IsKnown(request, version)
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Text(
                Document.Value.Replace(AnyServer, JsonEncodedText.Encode(server).Value, StringComparison.Ordinal), "application/json");
    }
}
