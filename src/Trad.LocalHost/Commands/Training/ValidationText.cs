using System.Globalization;
using System.Text.Json.Nodes;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands.Training;

/// <summary>What <c>--validation</c> says about how much a result is put to the test.</summary>
internal static class ValidationText
{
    /// <summary>Reads a scope, which the host checks, or its parts as in <c>scope=full,seeds=3,otherSymbols=5</c>.</summary>
    /// <exception cref="StartException">A part is of another form, or its number is none.</exception>
    public static JsonNode Parse(string text)
    {
        if (!text.Contains('='))
        {
            return JsonValue.Create(text);
        }

        var validation = new JsonObject();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, { Length: > 0 } value])
            {
                throw new StartException($"--validation {text}: '{part}' is not of the form name=value.");
            }

            validation[name] = name switch
            {
                "scope" => JsonValue.Create(value),
                "seeds" or "otherSymbols" =>
                    int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    ? JsonValue.Create(number)
                    : throw new StartException($"--validation {text}: '{value}' is no whole number for {name}."),
                _ => throw new StartException(
                    $"--validation {text}: '{name}' is no part of it; allowed are scope, seeds and otherSymbols."),
            };
        }

        return validation;
    }
}
