using System.Text.Json.Nodes;

namespace Trad.Functions.Tests.Api.OpenApi;

/// <summary>One operation of the API as its document describes it.</summary>
/// <param name="Path">The path, with parameters in braces.</param>
/// <param name="Method">The method.</param>
/// <param name="Json">What the document says.</param>
public sealed record ApiOperation(string Path, HttpMethod Method, JsonObject Json)
{
    /// <summary>Its name.</summary>
    public string Id => (string)Json["operationId"]!;

    /// <summary>The statuses that its function answers, without those that every operation may have.</summary>
    public IEnumerable<int> Statuses =>
        Json["responses"]!.AsObject().Where(response => response.Key != "default" && response.Value!["$ref"] is null)
            .Select(response => int.Parse(response.Key, System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The schema of its JSON body; null when it takes none.</summary>
    public JsonNode? BodySchema => Json["requestBody"]?["content"]?["application/json"]?["schema"];

    /// <summary>Whether it takes a body of any kind.</summary>
    public bool TakesBody => Json["requestBody"] is not null;

    /// <summary>Whether the answer goes on for as long as the client listens.</summary>
    public bool IsStream => Json["responses"]!["200"]?["content"]?["text/event-stream"] is not null;

    /// <summary>Its parameters in the path, the query or a header.</summary>
    public IEnumerable<ApiParameter> Parameters(string place) => Json["parameters"]!.AsArray()
        .Where(parameter => (string?)parameter!["in"] == place)
        .Select(
            parameter => new ApiParameter(
                (string)parameter!["name"]!, (bool)parameter["required"]!, parameter["schema"]!.AsObject(), parameter["example"]));

    /// <summary>Whether a path, given by its segments, is one of this operation's.</summary>
    public bool Fits(string[] segments)
    {
        var own = Path.Trim('/').Split('/');
        return own.Length == segments.Length && own.Zip(segments).All(pair => pair.First == pair.Second || pair.First.StartsWith('{'));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}";
}
