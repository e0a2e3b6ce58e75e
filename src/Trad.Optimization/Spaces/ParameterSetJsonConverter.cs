using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trad.Optimization.Spaces;

/// <summary>Writes a <see cref="ParameterSet"/> as one JSON object, names unchanged and in order.</summary>
public sealed class ParameterSetJsonConverter : JsonConverter<ParameterSet>
{
    private static readonly ParameterValueJsonConverter ValueConverter = new();

    /// <inheritdoc/>
    public override ParameterSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"Parameters must be a JSON object; it was {reader.TokenType}.");
        }

        var values = new List<KeyValuePair<string, ParameterValue>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.String))
            {
                throw new JsonException($"The parameter '{name}' must be a number, true, false or a string; it was {reader.TokenType}.");
            }

            values.Add(KeyValuePair.Create(name, ValueConverter.Read(ref reader, typeof(ParameterValue), options)));
        }

        try
        {
            return new ParameterSet(values);
        }
        catch (ArgumentException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ParameterSet value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, single) in value)
        {
            writer.WritePropertyName(name);
            ValueConverter.Write(writer, single, options);
        }

        writer.WriteEndObject();
    }
}
