using System.Text.Json;
using System.Text.Json.Serialization;
using Trad.Optimization.Spaces;

namespace Trad.Training.Requests;

/// <summary>Reads a change of a parameter's search: an object, or a number or a boolean alone as the only value.</summary>
/// <param name="form">How the object is read and written.</param>
internal sealed class ParameterOverrideJsonConverter(JsonSerializerOptions form) : JsonConverter<ParameterOverride>
{
    /// <inheritdoc/>
    public override ParameterOverride? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False
            ? new ParameterOverride { Value = JsonSerializer.Deserialize<ParameterValue>(ref reader, form) }
            : JsonSerializer.Deserialize<ParameterOverride>(ref reader, form);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ParameterOverride value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, form);
}
