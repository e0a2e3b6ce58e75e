using System.Text.Json;

namespace Trad.Training.Requests;

/// <summary>
/// Finds what JSON allows and no two readers understand alike: a name that is given twice in an object, and a text that is no
/// Unicode because half of a surrogate pair stands alone.
/// </summary>
internal static class JsonAmbiguity
{
    /// <summary>The first such place, and what is wrong with it; null when there is none.</summary>
    public static (string Field, string Message)? Find(JsonElement value) => Find(value, "");

    private static (string Field, string Message)? Find(JsonElement value, string path)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String when !IsUnicode(value):
                return (Place(path), "is no Unicode text: half of a surrogate pair stands alone");
            case JsonValueKind.Array:
                return value.EnumerateArray().Select((item, index) => Find(item, $"{path}[{index}]"))
                    .FirstOrDefault(found => found is not null);
            case JsonValueKind.Object:
                return FindInObject(value, path);
            default:
                return null;
        }
    }

    private static (string Field, string Message)? FindInObject(JsonElement value, string path)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in value.EnumerateObject())
        {
            if (NameOf(member) is not { } name)
            {
                return (Place(path), "holds a name that is no Unicode text: half of a surrogate pair stands alone");
            }

            var place = path.Length == 0 ? name : $"{path}.{name}";
            if (!names.Add(name))
            {
                return (place, "is given twice; give it once");
            }

            if (Find(member.Value, place) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string Place(string path) => path.Length == 0 ? "body" : path;

    private static bool IsUnicode(JsonElement text)
    {
        try
        {
            return text.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
