using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Trad.Training;

namespace Trad.Functions.Tests.Api.OpenApi;

/// <summary>The app's own description of its API.</summary>
public sealed class ApiDocument
{
    private readonly JsonObject _root;

    private ApiDocument(JsonObject root)
    {
        _root = root;
        Operations =
        [
            .. root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(verb =>
                new ApiOperation(path.Key, new HttpMethod(verb.Key.ToUpperInvariant()), verb.Value!.AsObject()))),
        ];
    }

    /// <summary>Every operation.</summary>
    public IReadOnlyList<ApiOperation> Operations { get; }

    /// <summary>The schemas by name.</summary>
    public JsonObject Schemas => _root["components"]!["schemas"]!.AsObject();

    /// <summary>The whole document.</summary>
    public JsonObject Root => _root;

    /// <summary>Asks a running app for its document.</summary>
    public static async Task<ApiDocument> ReadAsync(HttpClient http, CancellationToken cancellationToken) =>
        new((await http.GetFromJsonAsync<JsonObject>("api/openapi.json", TradJson.Options, cancellationToken))!);

    /// <summary>The operation that a request goes to, the most literal path first; null when there is none.</summary>
    public ApiOperation? Find(HttpMethod method, string path)
    {
        var segments = path.Split('?')[0].Trim('/').Split('/');
        return Operations
            .Where(operation => operation.Method == method && operation.Fits(segments))
            .MinBy(operation => operation.Path.Count(character => character == '{'));
    }

    /// <summary>Where a JSON text has another form than a schema of the document says.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="json">The text.</param>
    /// <param name="mayLackFields">Whether what the schema requires may be missing.</param>
    public IReadOnlyList<string> FindFaults(JsonNode schema, string json, bool mayLackFields = false)
    {
        // JSON Schema keeps its definitions elsewhere than OpenAPI does.
        var whole = new JsonObject { ["allOf"] = new JsonArray(schema.DeepClone()), ["$defs"] = Schemas.DeepClone() };
        if (mayLackFields)
        {
            RequireNothing(whole);
        }

        var text = whole.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        using var instance = JsonDocument.Parse(json);
        var result = JsonSchema.FromText(text).Evaluate(instance.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid
            ? []
            : [.. (result.Details ?? []).Where(detail => detail.Errors is not null)
                .Select(detail => $"{detail.InstanceLocation}: {string.Join(", ", detail.Errors!.Values)}").DefaultIfEmpty("does not fit")];
    }

    private static void RequireNothing(JsonNode? node)
    {
        if (node is JsonObject fields)
        {
            if (fields["required"] is JsonArray)
            {
                fields.Remove("required");
            }

            foreach (var (_, value) in fields)
            {
                RequireNothing(value);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                RequireNothing(item);
            }
        }
    }

    /// <summary>The schema that a reference means, or the schema itself.</summary>
    public JsonObject Resolve(JsonNode schema) => (string?)schema["$ref"] is { } reference
        ? Schemas[reference["#/components/schemas/".Length..]]!.AsObject()
        : schema.AsObject();
}
