using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Trad.Functions.Tests.Api.OpenApi;

namespace Trad.Functions.Tests.Fuzzing;

/// <summary>
/// Says by the document alone whether a value may be taken. A string with a maximum length is for people and takes any text; one
/// without names, dates or counts something, which a plain word may do and no hostile text does.
/// </summary>
internal static partial class SchemaJudge
{
    /// <summary>Whether a JSON value may be taken.</summary>
    public static bool MayTake(ApiDocument document, JsonNode schema, string json)
    {
        using var value = JsonDocument.Parse(json);
        return MayTake(document, schema, value.RootElement);
    }

    /// <summary>Whether a text may be taken as the value of a parameter.</summary>
    public static bool MayTakeText(JsonObject schema, string text) => (string?)schema["type"] switch
    {
        "integer" => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && IsWithin(schema, number),
        "number" => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && IsWithin(schema, number),
        "boolean" => text is "true" or "false",
        _ => MayTakeString(schema, text),
    };

    private static bool MayTake(ApiDocument document, JsonNode given, JsonElement value)
    {
        var schema = document.Resolve(given);
        if (value.ValueKind == JsonValueKind.Null && given["$ref"] is not null)
        {
            // A reference has no room to say that its value may be absent.
            return true;
        }

        if (schema["enum"] is JsonArray words)
        {
            return value.ValueKind == JsonValueKind.Null
                ? words.Any(word => word is null)
                : value.ValueKind == JsonValueKind.String
                    && words.Any(word => word is not null
                        && string.Equals((string?)word, TextOf(value), StringComparison.OrdinalIgnoreCase));
        }

        return value.ValueKind switch
        {
            JsonValueKind.Null => Types(schema).Contains("null"),
            JsonValueKind.True or JsonValueKind.False => Types(schema).Contains("boolean"),
            JsonValueKind.Number => Types(schema).Contains("number") ? IsWithin(schema, value.GetDouble())
                : Types(schema).Contains("integer") && value.TryGetInt64(out var whole) && IsWithin(schema, whole),
            JsonValueKind.String => Types(schema).Contains("string") && TextOf(value) is { } text && MayTakeString(schema, text),
            JsonValueKind.Array => Types(schema).Contains("array")
                && value.EnumerateArray().All(item => MayTake(document, schema["items"] ?? new JsonObject(), item)),
            _ => Types(schema).Contains("object") && value.EnumerateObject().All(member => MayTakeMember(document, schema, member)),
        };
    }

    private static bool MayTakeMember(ApiDocument document, JsonObject schema, JsonProperty member)
    {
        try
        {
            var known = schema["properties"]?[member.Name] ?? schema["additionalProperties"];
            return known is JsonObject && MayTake(document, known, member.Value);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no name.
            return false;
        }
    }

    private static bool MayTakeString(JsonObject schema, string text) => (string?)schema["format"] switch
    {
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        _ when schema["enum"] is JsonArray words => words.Any(word => (string?)word == text),
        _ when schema["pattern"] is { } pattern => Regex.IsMatch(text, (string)pattern!, RegexOptions.ECMAScript) && !text.EndsWith('\n'),
        _ when schema["maxLength"] is { } longest => (int)longest >= text.Length && text.Length >= ((int?)schema["minLength"] ?? 0),
        _ => PlainWord().IsMatch(text),
    };

    private static bool IsWithin(JsonObject schema, double number) =>
        double.IsFinite(number) && !(number < (double?)schema["minimum"]) && !(number <= (double?)schema["exclusiveMinimum"])
            && !(number > (double?)schema["maximum"]);

    private static string[] Types(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => [.. several.Select(type => (string)type!)],
        JsonValue one => [(string)one!],
        _ => [],
    };

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,32}\z")]
    private static partial Regex PlainWord();

    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair is no text.
            return null;
        }
    }
}
