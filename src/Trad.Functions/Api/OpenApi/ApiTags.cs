using System.Text.Json.Nodes;

namespace Trad.Functions.Api.OpenApi;

/// <summary>The groups in which the API's operations are shown, and what each is for.</summary>
internal static class ApiTags
{
    private static readonly (string Name, string[] Segments, string Meaning)[] All =
    [
        ("training", ["training"], "Training jobs: start, watch, end, repeat, and what was tried."),
        ("assets", ["assets"], "Trained assets: what a training came to, with its evidence and its verdict."),
        ("candles", ["candles"], "Stored candles: import, read, coverage, what changed them, undo, delete."),
        ("backfills", ["backfills"], "Fetching candles from exchanges."),
        ("exchanges", ["exchanges"], "Exchanges that can be asked, and the rules of their symbols."),
        ("catalog", ["strategies", "rules", "metrics", "optimizers"], "What a training can be made of."),
        ("operations", ["health", "system", "openapi.json"], "The host itself: health, queue, orchestrations, this document."),
        ("access", ["session"], "Who this caller is, and sessions of the dashboard."),
    ];

    /// <summary>The groups with their meanings.</summary>
    public static JsonArray ToJson() =>
        [.. All.Select(tag => (JsonNode)new JsonObject { ["name"] = tag.Name, ["description"] = tag.Meaning })];

    /// <summary>The group of an operation.</summary>
    /// <param name="segment">The part of its path behind <c>/api/</c>.</param>
    /// <exception cref="InvalidOperationException">The segment belongs to no group.</exception>
    public static string Find(string segment) =>
        All.FirstOrDefault(tag => tag.Segments.Contains(segment)).Name
            ?? throw new InvalidOperationException($"/api/{segment} belongs to no group of operations; add it to one.");
}
