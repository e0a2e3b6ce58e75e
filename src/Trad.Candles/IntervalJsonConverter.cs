using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trad.Candles;

/// <summary>Intervals in JSON: their codes.</summary>
internal sealed class IntervalJsonConverter : JsonConverter<Interval>
{
    /// <inheritdoc/>
    public override Interval Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var code = reader.GetString();
        return Interval.TryParse(code, out var interval)
            ? interval
            : throw new JsonException($"Unknown interval '{code}'; known intervals are {Interval.KnownCodes}.");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Interval value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Code);
}
