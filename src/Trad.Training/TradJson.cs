using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trad.Training;

/// <summary>How Trad writes and reads JSON, over HTTP, in storage and on the command line.</summary>
public static class TradJson
{
    /// <summary>
    /// camelCase names, enums as kebab-case words, absent instead of null, and an error for a member that does not exist:
    /// a mistyped field must not be ignored in silence.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Make();

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            NumberHandling = JsonNumberHandling.Strict,
            RespectNullableAnnotations = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
