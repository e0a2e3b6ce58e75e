using System.Text.Json;
using System.Text.Json.Serialization;
using Trad.Training.Requests;

namespace Trad.Training;

/// <summary>How Trad writes and reads JSON, over HTTP, in storage and on the command line.</summary>
public static class TradJson
{
    /// <summary><see cref="Options"/> without the short forms that some objects have: the members of the objects themselves.</summary>
    public static JsonSerializerOptions ObjectForms { get; } = Make();

    /// <summary>
    /// camelCase names, enums as kebab-case words, absent instead of null, and an error for a member that does not exist:
    /// a mistyped field must not be ignored in silence.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Make(
        new ParameterOverrideJsonConverter(ObjectForms), new ValidationRequestJsonConverter(ObjectForms));

    private static JsonSerializerOptions Make(params ReadOnlySpan<JsonConverter> shortForms)
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = true,
            Converters =
            {
                new FiniteNumberJsonConverter(),
                new OptionalFiniteNumberJsonConverter(),
                new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
            },
        };
        foreach (var shortForm in shortForms)
        {
            options.Converters.Add(shortForm);
        }

        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
