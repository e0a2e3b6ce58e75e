using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Trad.Optimization.Spaces;

namespace Trad.Training.Requests;

/// <summary>
/// A change of one parameter's search: a fixed value, a range, or choices; exactly one of the three. In JSON a number or a
/// boolean alone is a fixed value.
/// </summary>
public sealed record ParameterOverride
{
    /// <summary>The only value to use; a boolean for a parameter that is on or off.</summary>
    public ParameterValue? Value { get; init; }

    /// <summary>The lowest value of the range, inclusive; goes with <see cref="High"/>.</summary>
    [Range(0, RequestLimits.LargestParameter)]
    public double? Low { get; init; }

    /// <summary>The highest value of the range, inclusive; goes with <see cref="Low"/>.</summary>
    [Range(0, RequestLimits.LargestParameter)]
    public double? High { get; init; }

    /// <summary>
    /// The distance between the values tried, counted from <see cref="Low"/>; goes with the range, whose width it may not exceed.
    /// A range that is no whole number of steps ends with the last one. <value>The default is any value.</value>
    /// </summary>
    [Range(RequestLimits.SmallestNumber, RequestLimits.LargestParameter)]
    public double? Step { get; init; }

    /// <summary>
    /// Whether equal ratios instead of equal differences are searched evenly; goes with a range above 0 and without
    /// <see cref="Step"/>. <value>The default is what the strategy declares.</value>
    /// </summary>
    public bool? Log { get; init; }

    /// <summary>The values to choose from; booleans for a parameter that is on or off.</summary>
    public IReadOnlyList<ParameterValue>? Choices { get; init; }
}

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
