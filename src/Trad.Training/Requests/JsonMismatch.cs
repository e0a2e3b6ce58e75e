using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Trad.Optimization.Spaces;

namespace Trad.Training.Requests;

/// <summary>Finds where a JSON value is not what a type needs.</summary>
internal static class JsonMismatch
{
    private const int LongestQuote = 60;

    /// <summary>The first field that does not fit, and what is wrong with it; null when all of them fit.</summary>
    public static (string Field, string Message)? Find(JsonElement value, Type type) =>
        Find(value, type, "", isNullable: false, numbers: null);

    private static (string Field, string Message)? Find(JsonElement value, Type type, string path, bool isNullable, string? numbers)
    {
        if (value.ValueKind == JsonValueKind.Null && isNullable)
        {
            return null;
        }

        var info = Form(Nullable.GetUnderlyingType(type) ?? type);
        if (info.Type == typeof(ParameterOverride) && value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
        {
            // The short form: the value alone.
            info = Form(typeof(ParameterValue));
        }
        else if (info.Type == typeof(ValidationRequest) && value.ValueKind == JsonValueKind.String)
        {
            info = Form(typeof(ValidationScope));
        }

        return (info.Kind, value.ValueKind) switch
        {
            (JsonTypeInfoKind.Object, JsonValueKind.Object) => FindInObject(value, info, path),
            (JsonTypeInfoKind.Dictionary, JsonValueKind.Object) => value.EnumerateObject()
                .Select(
                    member => Find(member.Value, info.ElementType!, Join(path, member.Name), MayBeNull(info.ElementType!), numbers: null))
                        .FirstOrDefault(found => found is not null),
            (JsonTypeInfoKind.Enumerable, JsonValueKind.Array) => value.EnumerateArray()
                .Select((item, index) => Find(item, info.ElementType!, $"{path}[{index}]", MayBeNull(info.ElementType!), numbers: null))
                    .FirstOrDefault(found => found is not null),
            (JsonTypeInfoKind.None, _) when Fits(value, info) => null,
            _ => (path.Length == 0 ? "body" : path, $"is {Quote(value)}; allowed is {numbers ?? Describe(info)}"),
        };
    }

    private static (string Field, string Message)? FindInObject(JsonElement value, JsonTypeInfo info, string path)
    {
        foreach (var member in value.EnumerateObject())
        {
            var place = Join(path, member.Name);
            if (info.Properties.FirstOrDefault(
                property => property.Name.Equals(member.Name, StringComparison.OrdinalIgnoreCase)) is not { } known)
            {
                return (place, $"is no field; allowed is one of {string.Join(", ", info.Properties.Select(property => property.Name))}");
            }

            if (Find(
                member.Value, known.PropertyType, place, known.IsSetNullable,
                NumberRange.Describe(known.PropertyType, known.AttributeProvider)) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static JsonTypeInfo Form(Type type) =>
        (type == typeof(ParameterOverride) || type == typeof(ValidationRequest) ? TradJson.ObjectForms : TradJson.Options)
            .GetTypeInfo(type);

    private static bool Fits(JsonElement value, JsonTypeInfo info)
    {
        try
        {
            return value.Deserialize(info) is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool MayBeNull(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static string Quote(JsonElement value)
    {
        var text = value.GetRawText();
        return value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            _ => text.Length > LongestQuote ? $"{text[..LongestQuote]}…" : text,
        };
    }

    private static string Describe(JsonTypeInfo info) => info.Kind switch
    {
        _ when info.Type == typeof(ParameterOverride) => "an object, or the value alone",
        _ when info.Type == typeof(ValidationRequest) => $"an object, or one of {EnumNames.Known<ValidationScope>()}",
        JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object",
        JsonTypeInfoKind.Enumerable => "a list",
        _ when info.Type == typeof(JsonObject) => "an object, with every text in it Unicode",
        _ when info.Type == typeof(bool) => "true or false",
        _ when info.Type == typeof(int) => $"a whole number from {int.MinValue} to {int.MaxValue}",
        _ when info.Type == typeof(long) => $"a whole number from {long.MinValue} to {long.MaxValue}",
        _ when info.Type == typeof(double) => "a number",
        _ when info.Type == typeof(ParameterValue) => "a number, true or false",
        _ when info.Type == typeof(DateTimeOffset) => "an ISO 8601 time, for example 2025-01-01T00:00:00Z",
        _ when info.Type.IsEnum =>
            $"one of {string.Join(", ", Enum.GetNames(info.Type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName))}",
        _ => "a Unicode text",
    };
}
