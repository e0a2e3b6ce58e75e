using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trad.Training;

/// <summary>
/// Numbers in JSON, which knows neither infinity nor "no number": a figure that is not finite is one that is not known. So no
/// figure of an absurd candle keeps a trial, a log line or an answer from being written.
/// </summary>
internal sealed class FiniteNumberJsonConverter : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
        {
            writer.WriteNumberValue(value);
        }
        else if (double.IsNaN(value))
        {
            writer.WriteNullValue();
        }
        else
        {
            // Beyond every number there is: the largest says so, and can be read where null cannot.
            writer.WriteNumberValue(double.CopySign(double.MaxValue, value));
        }
    }
}
