using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trad.Training.Requests;

/// <summary>How much a result is put to the test. In JSON the scope alone is a short form.</summary>
public sealed record ValidationRequest
{
    /// <summary>How often the search is repeated when a request does not say.</summary>
    public const int DefaultSeeds = 3;

    /// <summary>On how many other symbols the winner is tried when a request does not say.</summary>
    public const int DefaultOtherSymbols = 5;

    /// <summary>
    /// <c>full</c>, or <c>hold-out</c> for the hold-out alone. <value>The default is <c>full</c>.</value>
    /// </summary>
    public ValidationScope? Scope { get; init; }

    /// <summary>
    /// How often the search is repeated with another seed and a share of the trials, to see whether it ends with the same winner.
    /// <value>0 to 20; the default is 3, and 0 with <c>hold-out</c>.</value>
    /// </summary>
    [Range(0, RequestLimits.MostRepeatedSearches)]
    public int? Seeds { get; init; }

    /// <summary>
    /// On how many other symbols, stored of the same exchange over the same days, the winner is tried; a drawn sample of more.
    /// <value>0 to 20; the default is 5, and 0 with <c>hold-out</c>.</value>
    /// </summary>
    [Range(0, RequestLimits.MostOtherSymbols)]
    public int? OtherSymbols { get; init; }

    /// <summary>Whether the hold-out alone is looked at.</summary>
    [JsonIgnore]
    public bool IsHoldOutAlone => Scope == ValidationScope.HoldOut;

    /// <summary>How often the search is repeated.</summary>
    [JsonIgnore]
    public int SeedsOrDefault => Seeds ?? (IsHoldOutAlone ? 0 : DefaultSeeds);

    /// <summary>On how many other symbols the winner is tried.</summary>
    [JsonIgnore]
    public int OtherSymbolsOrDefault => OtherSymbols ?? (IsHoldOutAlone ? 0 : DefaultOtherSymbols);

    /// <summary>The same with its defaults filled in.</summary>
    internal ValidationRequest Complete() => this with
    {
        Scope = Scope ?? ValidationScope.Full,
        Seeds = SeedsOrDefault,
        OtherSymbols = OtherSymbolsOrDefault,
    };
}

/// <summary>Reads how much a result is put to the test: an object, or its scope alone.</summary>
/// <param name="form">How the object is read and written.</param>
internal sealed class ValidationRequestJsonConverter(JsonSerializerOptions form) : JsonConverter<ValidationRequest>
{
    /// <inheritdoc/>
    public override ValidationRequest? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? new ValidationRequest { Scope = JsonSerializer.Deserialize<ValidationScope>(ref reader, form) }
            : JsonSerializer.Deserialize<ValidationRequest>(ref reader, form);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ValidationRequest value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, form);
}
