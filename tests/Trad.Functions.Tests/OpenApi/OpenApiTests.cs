using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Trad.Functions.Tests.Assets;
using Trad.Training;

namespace Trad.Functions.Tests.OpenApi;

/// <summary>The API's description against the app that it describes.</summary>
public sealed class OpenApiTests(TrainedAssets trained) : IClassFixture<TrainedAssets>
{
    // A stream never ends, and what has no body has no schema.
    private static readonly string[] WithoutSchema = ["StreamJobEvents", "StreamAllEvents", "DeleteAsset", "DeleteTrainingJob"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private HttpClient Http => trained.App.Http;

    [Fact]
    public async Task Document_describes_every_http_function_with_what_it_answers()
    {
        var document = await ReadAsync();

        foreach (var (path, verb, operation) in Operations(document))
        {
            var name = $"{verb} {path}";
            Assert.True(operation["responses"]!.AsObject().Any(response => response.Key.StartsWith('2')), $"{name} has no [Answers]");
            Assert.True((string?)operation["summary"] != (string?)operation["operationId"], $"{name} has no summary");
            Assert.Equal(path.Count(character => character == '{'), operation["parameters"]!.AsArray().Count(parameter => (string?)parameter!["in"] == "path"));
        }

        Assert.Equal("3.1.0", (string?)document["openapi"]);
        Assert.Equal([], References(document).Where(reference => document["components"]!["schemas"]![reference["#/components/schemas/".Length..]] is null));
    }

    [Fact]
    public async Task Document_tells_units_and_meanings_from_the_comments_in_the_code()
    {
        var schemas = (await ReadAsync())["components"]!["schemas"]!;

        Assert.Contains("fraction", (string?)schemas["TrainingRequest"]!["properties"]!["feeRate"]!["description"], StringComparison.Ordinal);
        Assert.Contains("best of many", (string?)schemas["TrainedAsset"]!["properties"]!["inSample"]!["description"], StringComparison.Ordinal);
        Assert.Equal("array", (string?)schemas["TrainedAssetPage"]!["properties"]!["items"]!["type"]);
    }

    [Fact]
    public async Task Answers_of_every_operation_have_the_form_that_the_document_says()
    {
        var document = await ReadAsync();
        var asset = await trained.TrainAsync(TrainedAssets.Request(seed: 51, trials: 3));
        var seen = new HashSet<string>(StringComparer.Ordinal);

        var lastId = "";
        foreach (var planned in ApiCalls.For(asset, trained.Shared))
        {
            var call = planned with { Address = planned.Address.Replace(ApiCalls.LastId, lastId, StringComparison.Ordinal) };
            using var request = new HttpRequestMessage(call.Method, call.Address) { Content = call.Body is null ? null : new StringContent(call.Body) };
            using var response = await Http.SendAsync(request, Cancellation);
            var body = await response.Content.ReadAsStringAsync(Cancellation);
            var operation = Find(document, call);
            var described = operation["responses"]![$"{(int)response.StatusCode}"];
            Assert.True(described is not null, $"{call}: {(int)response.StatusCode} {body}");
            if (described["content"]?[response.Content.Headers.ContentType?.MediaType ?? ""]?["schema"] is { } schema)
            {
                Check(document, schema, body, call.ToString());
                seen.Add((string)operation["operationId"]!);
            }

            lastId = body.StartsWith('{') && JsonNode.Parse(body)!["id"] is { } id ? (string)id! : lastId;
        }

        var operations = Operations(document).Select(operation => (string)operation.Operation["operationId"]!).Except(WithoutSchema);
        Assert.Equal([], operations.Except(seen).Order());
    }

    [Fact]
    public async Task Errors_have_the_form_that_the_document_says()
    {
        var document = await ReadAsync();

        foreach (var address in new[] { "api/assets?limit=x", "api/assets/nonsense", "api/training/jobs/nonsense", "api/candles?exchange=x", "api/backfills/nonsense" })
        {
            using var response = await Http.GetAsync(address, Cancellation);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            Check(
                document,
                new JsonObject { ["$ref"] = "#/components/schemas/ApiProblem" },
                await response.Content.ReadAsStringAsync(Cancellation),
                address);
        }
    }

    private static void Check(JsonObject document, JsonNode schema, string body, string what)
    {
        // JSON Schema keeps its definitions elsewhere than OpenAPI does.
        var whole = new JsonObject { ["allOf"] = new JsonArray(schema.DeepClone()), ["$defs"] = document["components"]!["schemas"]!.DeepClone() };
        var text = whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        using var instance = System.Text.Json.JsonDocument.Parse(body);
        var result = JsonSchema.FromText(text).Evaluate(instance.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        var wrong = (result.Details ?? []).Where(detail => detail.Errors is not null)
            .Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}");
        Assert.True(result.IsValid, $"{what}: {string.Join("; ", wrong.Take(5))}");
    }

    private static JsonObject Find(JsonObject document, ApiCall call)
    {
        var segments = call.Address.Split('?')[0].Split('/');
        return Operations(document)
            .Where(operation => operation.Verb.Equals(call.Method.Method, StringComparison.OrdinalIgnoreCase) && Fits(operation.Path.TrimStart('/').Split('/'), segments))
            .OrderBy(operation => operation.Path.Count(character => character == '{'))
            .First().Operation;
    }

    private static bool Fits(string[] path, string[] segments) =>
        path.Length == segments.Length && path.Zip(segments).All(pair => pair.First == pair.Second || pair.First.StartsWith('{'));

    private static IEnumerable<(string Path, string Verb, JsonObject Operation)> Operations(JsonObject document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(verb => (path.Key, verb.Key, verb.Value!.AsObject())));

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject fields => fields.SelectMany(field => field.Key == "$ref" ? [(string)field.Value!] : References(field.Value)),
        JsonArray items => items.SelectMany(References),
        _ => [],
    };

    private async Task<JsonObject> ReadAsync() =>
        (await Http.GetFromJsonAsync<JsonObject>("api/openapi.json", TradJson.Options, Cancellation))!;
}
