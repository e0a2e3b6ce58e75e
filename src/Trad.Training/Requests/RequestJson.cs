using System.Text.Json;

namespace Trad.Training.Requests;

/// <summary>Reads JSON that a client sent and says, field by field and in the request's own words, what cannot be read.</summary>
public static class RequestJson
{
    /// <summary>The value, or null after recording what is wrong with the text.</summary>
    public static T? Read<T>(ReadOnlyMemory<byte> json, ValidationErrors errors)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (JsonAmbiguity.Find(document.RootElement) is not { } unclear)
            {
                return Read<T>(document.RootElement, errors);
            }

            errors.Add(unclear.Field, unclear.Message);
        }
        catch (JsonException broken)
        {
            errors.Add(FieldAt<T>(json.Span, broken), $"is no JSON that can be read: {Reason(broken)}");
        }

        return null;
    }

    private static T? Read<T>(JsonElement root, ValidationErrors errors)
        where T : class
    {
        try
        {
            if (root.Deserialize<T>(TradJson.Options) is { } value)
            {
                return value;
            }

            errors.Add("body", "is null; send a JSON object");
        }
        catch (JsonException)
        {
            // The exception speaks of .NET types, which are nobody's business but ours.
            var (field, message) = JsonMismatch.Find(root, typeof(T)) ?? ("body", "cannot be read; see /api/openapi.json for its form");
            errors.Add(field, message);
        }

        return null;
    }

    // Only reading into a type tells in which field a text breaks.
    private static string FieldAt<T>(ReadOnlySpan<byte> json, JsonException broken)
    {
        if (IsCutOff(json))
        {
            return "body";
        }

        try
        {
            // A short form is read by a reader of its own, which knows only its part of the path.
            JsonSerializer.Deserialize<T>(json, TradJson.ObjectForms);
        }
        catch (JsonException placed) when (placed.LineNumber == broken.LineNumber && placed.BytePositionInLine == broken.BytePositionInLine
            && placed.Path?.StartsWith("$.", StringComparison.Ordinal) == true)
        {
            return placed.Path[2..];
        }
        catch (JsonException)
        {
            // It breaks elsewhere first, for the type's sake.
        }

        return "body";
    }

    // Whether more text could still make it JSON.
    private static bool IsCutOff(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, isFinalBlock: false, state: default);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // The message ends with the place in several ways; one is enough.
    private static string Reason(JsonException broken)
    {
        var message = broken.Message.Split(" LineNumber: ", 2)[0].Split(" Path: ", 2)[0];
        return broken.LineNumber is { } line ? $"{message} (line {line + 1}, position {broken.BytePositionInLine + 1})" : message;
    }
}
