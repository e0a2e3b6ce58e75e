using System.Globalization;
using System.Text.Json;

namespace Trad.Formats.Json;

/// <summary>A value of a row of JSON.</summary>
/// <param name="Text">The text of a string, or <c>true</c> and <c>false</c>, which are no numbers; null of anything else.</param>
/// <param name="Number">A number; NaN of anything else.</param>
/// <param name="Whole">The number, where it is whole and fits; null else.</param>
internal readonly record struct JsonCell(string? Text, double Number, long? Whole)
{
    /// <summary>Null, or something that has no value of its own.</summary>
    public static JsonCell Nothing { get; } = new(null, double.NaN, null);

    /// <summary>The value that a reader stands on.</summary>
    public static JsonCell Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => new JsonCell(reader.GetString(), double.NaN, null),
        JsonTokenType.Number => new JsonCell(
            null, reader.TryGetDouble(out var number) ? number : double.NaN, reader.TryGetInt64(out var whole) ? whole : null),
        JsonTokenType.True => new JsonCell("true", double.NaN, null),
        JsonTokenType.False => new JsonCell("false", double.NaN, null),
        _ => Nothing,
    };

    /// <summary>The value as text.</summary>
    public override string ToString() =>
        Text ?? Whole?.ToString(CultureInfo.InvariantCulture)
        ?? (double.IsNaN(Number) ? "" : Number.ToString("R", CultureInfo.InvariantCulture));
}
