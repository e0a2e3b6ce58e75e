using System.Text.Json;

namespace Trad.Training;

/// <summary>
/// The names of an enumeration's values as requests, answers and files write them: in kebab case, as <see cref="TradJson"/> does.
/// </summary>
public static class EnumNames
{
    /// <summary>The name of a value, such as <c>live-candidate</c>.</summary>
    public static string Format<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    /// <summary>The names, comma separated, for messages.</summary>
    public static string Known<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Format));

    /// <summary>Reads a name; false when there is none such.</summary>
    public static bool TryParse<T>(string? name, out T value)
        where T : struct, Enum
    {
        foreach (var each in Enum.GetValues<T>())
        {
            if (Format(each) == name)
            {
                value = each;
                return true;
            }
        }

        value = default;
        return false;
    }
}
