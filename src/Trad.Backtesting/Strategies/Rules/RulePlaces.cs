using System.Text;
using System.Text.Json;

namespace Trad.Backtesting.Strategies.Rules;

/// <summary>Finds where the fields of a document stand in its text.</summary>
public static class RulePlaces
{
    /// <summary>
    /// Faults with the place of their field within the document, or of what the field is missing in; one that is missing in the document
    /// itself stays without.
    /// </summary>
    /// <param name="text">The document.</param>
    /// <param name="faults">The faults.</param>
    public static IReadOnlyList<RuleFault> Add(string text, IReadOnlyList<RuleFault> faults)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(faults);
        var bytes = Encoding.UTF8.GetBytes(text);
        var (starts, _) = Read(bytes);
        return [.. faults.Select(fault => fault.InDocument is null && Find(starts, fault.Field) is { } start
            ? fault with { InDocument = PlaceOf(bytes, start) }
            : fault)];
    }

    /// <summary>Where reading a document broke off, in characters; null when that is not known.</summary>
    internal static (int Line, int Column)? PlaceOf(string text, JsonException broken)
    {
        if (broken is not { LineNumber: { } line, BytePositionInLine: { } within })
        {
            return null;
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var start = 0;
        for (var i = 0; i < line; i++)
        {
            start += bytes.AsSpan(start).IndexOf((byte)'\n') + 1;
        }

        return PlaceOf(bytes, Math.Min(start + (int)within, bytes.Length));
    }

    /// <summary>The first field that is in an object twice, where it is for the second time; null when none is.</summary>
    internal static RuleFault? FindRepeated(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Read(bytes).Repeated is var (field, start)
            ? new RuleFault(field, null, null, "is there twice") { InDocument = PlaceOf(bytes, start) }
            : null;
    }

    /// <summary>Where the first text begins that has half of a character as an escape; null when none has.</summary>
    internal static (int Line, int Column)? FindHalfCharacter(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowTrailingCommas = true });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
                {
                    _ = reader.GetString();
                }
            }
        }
        catch (InvalidOperationException)
        {
            return PlaceOf(bytes, (int)reader.TokenStartIndex);
        }

        return null;
    }

    // The first byte of each field's name, or of its value in an array; and the first name that is there again.
    private static (Dictionary<string, int> Starts, (string Field, int Start)? Repeated) Read(byte[] bytes)
    {
        var repeated = ((string Field, int Start)?)null;
        var starts = new Dictionary<string, int>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowTrailingCommas = true });
        var within = new Stack<(string Path, int Index)>();
        var name = string.Empty;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
                {
                    within.Pop();
                    continue;
                }

                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    var (owner, _) = within.Peek();
                    name = owner.Length == 0 ? reader.GetString()! : $"{owner}.{reader.GetString()}";
                    if (!starts.TryAdd(Written(name), (int)reader.TokenStartIndex))
                    {
                        repeated ??= (name, (int)reader.TokenStartIndex);
                    }

                    continue;
                }

                if (within.TryPeek(out var array) && array.Index >= 0)
                {
                    within.Push(within.Pop() with { Index = array.Index + 1 });
                    name = $"{array.Path}[{array.Index}]";
                    starts.TryAdd(Written(name), (int)reader.TokenStartIndex);
                }

                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    within.Push((name, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
                }
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // What was read before it broke still has its place.
        }

        return (starts, repeated);
    }

    // As the faults write it.
    private static string Written(string field) => new RuleFault(field, null, null, string.Empty).Field;

    private static int? Find(Dictionary<string, int> starts, string field)
    {
        for (var end = field.Length; end > 0; end = field.AsSpan(0, end).LastIndexOfAny('.', '['))
        {
            if (starts.TryGetValue(field[..end], out var start))
            {
                return start;
            }
        }

        return null;
    }

    private static (int Line, int Column) PlaceOf(byte[] bytes, int start)
    {
        var before = bytes.AsSpan(0, start);
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[lineStart..]) + 1);
    }
}
