using System.Globalization;

namespace Trad.Formats.Json;

/// <summary>A value of a row of JSON.</summary>
/// <param name="Text">The text of a string; null of anything else.</param>
/// <param name="Number">A number; NaN of anything else.</param>
/// <param name="Whole">The number, where it is whole and fits; null else.</param>
internal readonly record struct JsonCell(string? Text, double Number, long? Whole)
{
    /// <summary>Null, or something that is neither a number nor text.</summary>
    public static JsonCell Nothing { get; } = new(null, double.NaN, null);

    /// <summary>The value as text.</summary>
    public override string ToString() =>
        Text ?? Whole?.ToString(CultureInfo.InvariantCulture)
        ?? (double.IsNaN(Number) ? "" : Number.ToString("R", CultureInfo.InvariantCulture));
}
