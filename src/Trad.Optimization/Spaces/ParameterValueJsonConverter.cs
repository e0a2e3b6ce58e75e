using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trad.Optimization.Spaces;

/// <summary>Writes a <see cref="ParameterValue"/> as a JSON number, a JSON boolean or a JSON string.</summary>
public sealed class ParameterValueJsonConverter : JsonConverter<ParameterValue>
{
    /// <inheritdoc/>
    public override ParameterValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number when double.IsFinite(reader.GetDouble()) => ParameterValue.FromNumber(reader.GetDouble()),
            JsonTokenType.True => ParameterValue.FromFlag(true),
            JsonTokenType.False => ParameterValue.FromFlag(false),
            JsonTokenType.String => ParameterValue.FromText(reader.GetString()!),
            _ => throw new JsonException($"A parameter value must be a finite number, true, false or a string; it was {reader.TokenType}."),
        };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ParameterValue value, JsonSerializerOptions options)
    {
        if (value.IsText)
        {
            writer.WriteStringValue(value.Text);
        }
        else if (value.IsFlag)
        {
            writer.WriteBooleanValue(value.Number != 0);
        }
        else
        {
            writer.WriteNumberValue(value.Number);
        }
    }
}
