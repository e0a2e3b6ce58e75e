using System.Text.Json;
using System.Text.Json.Nodes;
using Trad.Functions.Tests.Api.OpenApi;

namespace Trad.Functions.Tests.Fuzzing;

/// <summary>Every place of a JSON body that a schema describes, at every depth.</summary>
internal static class BodyPlaces
{
    // A dictionary's members have no names of their own; this is one of the names that the strategies know.
    private const string AnyName = "pierce_depth";
    private const int Deepest = 6;

    /// <summary>The places below the body itself.</summary>
    public static IEnumerable<BodyPlace> Enumerate(ApiDocument document, JsonNode schema) => Below(document, schema, [], "", 0);

    /// <summary>The body of a sample with a raw value put at a place, whatever the value is.</summary>
    public static string Put(JsonObject sample, BodyPlace place, string raw)
    {
        var first = place.Steps[0];
        var others = sample.Where(member => member.Key != first)
            .Select(member => $"{JsonSerializer.Serialize(member.Key)}:{member.Value?.ToJsonString() ?? "null"}");
        var value = place.Steps.Skip(1).Reverse()
            .Aggregate(raw, (inner, step) => step == "0" ? $"[{inner}]" : $"{{{JsonSerializer.Serialize(step)}:{inner}}}");
        return $"{{{string.Join(',', others.Append($"{JsonSerializer.Serialize(first)}:{value}"))}}}";
    }

    private static IEnumerable<BodyPlace> Below(ApiDocument document, JsonNode schema, string[] steps, string field, int depth)
    {
        if (steps.Length > 0)
        {
            yield return new BodyPlace(steps, field, schema);
        }

        var resolved = document.Resolve(schema);
        var inner = new List<(string Step, string Field, JsonNode Schema)>();
        foreach (var (name, property) in resolved["properties"] as JsonObject ?? [])
        {
            inner.Add((name, field.Length == 0 ? name : $"{field}.{name}", property!));
        }

        if (resolved["additionalProperties"] is JsonObject additional)
        {
            inner.Add((AnyName, $"{field}.{AnyName}", additional));
        }

        if (resolved["items"] is JsonObject items)
        {
            inner.Add(("0", $"{field}[0]", items));
        }

        foreach (var place in depth < Deepest ? inner.SelectMany(
            each => Below(document, each.Schema, [.. steps, each.Step], each.Field, depth + 1)) : [])
        {
            yield return place;
        }
    }
}
