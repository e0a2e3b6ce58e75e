using System.Globalization;
using System.Text.Json.Nodes;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Training;

/// <summary>What <c>--parameter</c> says about where a parameter is sought.</summary>
internal static class ParameterSearch
{
    private const string Forms = "name=value, name=low..high, name=low..high:step, name=low..high:log or name=a,b,c";

    /// <summary>
    /// Reads <c>name=value</c>, <c>name=low..high</c> with <c>:step</c> or <c>:log</c> behind it, or <c>name=a,b,c</c>; a value
    /// is a number, <c>true</c> or <c>false</c>.
    /// </summary>
    /// <exception cref="StartException">The text is none of these.</exception>
    public static (string Name, JsonObject Search) Parse(string text)
    {
        if (text.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } search])
        {
            throw new StartException($"--parameter {text} is not of the form {Forms}.");
        }

        JsonObject found = search.Split("..") is [var low, var high]
            ? Range(text, low, high.Split(':', 2))
            : search.Split(',') is { Length: > 1 } choices
                ? new() { ["choices"] = new JsonArray([.. choices.Select(choice => Value(text, choice))]) }
                : new() { ["value"] = Value(text, search) };
        return (name, found);
    }

    /// <summary>Reads a parameter set: <c>a=1,b=true</c>, or <c>defaults</c> for an empty one.</summary>
    /// <exception cref="StartException">The text is neither.</exception>
    public static JsonNode ParseSet(string text)
    {
        var set = new JsonObject();
        foreach (var part in text == "defaults" ? [] : text.Split(','))
        {
            if (part.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } value])
            {
                throw new StartException($"--try-first {text} is not of the form name=value,name=value or defaults.");
            }

            set[name] = value switch
            {
                "true" => true,
                "false" => false,
                _ when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
                _ => value,
            };
        }

        return set;
    }

    private static JsonObject Range(string option, string low, string[] high)
    {
        var range = new JsonObject { ["low"] = Number(option, low), ["high"] = Number(option, high[0]) };
        if (high is [_, "log"])
        {
            range["log"] = true;
        }
        else if (high is [_, var step])
        {
            range["step"] = Number(option, step);
        }

        return range;
    }

    private static JsonValue Value(string option, string text) => text switch
    {
        "true" => JsonValue.Create(true),
        "false" => JsonValue.Create(false),
        _ => JsonValue.Create(Number(option, text)),
    };

    private static double Number(string option, string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw new StartException($"--parameter {option}: '{text}' is not a number.");
}
