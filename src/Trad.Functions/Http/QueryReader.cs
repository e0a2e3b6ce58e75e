using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trad.Training.Requests;

namespace Trad.Functions.Http;

/// <summary>Reads parameters of a query and says what is wrong with them.</summary>
internal static class QueryReader
{
    /// <summary>The text, or null when it is absent or empty.</summary>
    public static string? ReadText(HttpRequest request, string name) =>
        request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary><c>true</c> or <c>false</c>; false when absent.</summary>
    public static bool ReadFlag(HttpRequest request, string name, ValidationErrors errors)
    {
        switch (ReadText(request, name))
        {
            case null or "false":
                return false;
            case "true":
                return true;
            case var text:
                errors.Add(name, $"is '{text}'; allowed is true or false");
                return false;
        }
    }

    /// <summary>One of an enumeration's names, in kebab case; null when absent.</summary>
    public static T? ReadEnum<T>(HttpRequest request, string name, ValidationErrors errors)
        where T : struct, Enum
    {
        if (ReadText(request, name) is not { } text)
        {
            return null;
        }

        foreach (var value in Enum.GetValues<T>())
        {
            if (NameOf(value) == text)
            {
                return value;
            }
        }

        errors.Add(name, $"is '{text}'; allowed is one of {string.Join(", ", Enum.GetValues<T>().Select(NameOf))}");
        return null;
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
