using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Trad.Backtesting.Strategies.Rules.Documents;

/// <summary>Reads the parameters of a document.</summary>
/// <param name="faults">Receives what is wrong.</param>
internal sealed partial class RuleParameterReader(List<RuleFault> faults)
{
    private const int LongestName = 40;
    private const int LongestText = 500;

    private static readonly string[] Types = ["integer", "continuous", "choice", "boolean"];

    private static readonly string[] Fields =
        ["name", "title", "description", "unit", "type", "default", "low", "high", "isLogarithmic", "choices", "isSearched"];

    /// <summary>What is wrong with a name of a parameter or a definition; null when nothing is.</summary>
    public static string? NameFault(string name) => name.Length > LongestName || !SnakeCase().IsMatch(name)
        ? $"'{name}' is no name; allowed are small letters, digits and single underscores between them, at most {LongestName} characters, "
            + "the first a letter"
        : RuleDocumentReader.IsTaken(name) ? $"'{name}' means something in the language already; choose another name" : null;

    /// <summary>The parameters of a document, as far as they can be read.</summary>
    public List<StrategyParameter> Read(JsonElement root)
    {
        var found = new List<StrategyParameter>();
        if (!root.TryGetProperty("parameters", out var all))
        {
            return found;
        }

        if (all.ValueKind != JsonValueKind.Array)
        {
            Add("parameters", "must be an array of objects");
            return found;
        }

        if (all.GetArrayLength() > RuleLimits.MostParameters)
        {
            Add("parameters", $"has {all.GetArrayLength()} entries; allowed are {RuleLimits.MostParameters}");
            return found;
        }

        foreach (var (index, entry) in all.EnumerateArray().Index())
        {
            if (Parameter(entry, $"parameters[{index}]") is { } parameter)
            {
                if (found.Any(known => known.Name == parameter.Name))
                {
                    Add($"parameters[{index}].name", $"'{parameter.Name}' is there twice");
                }
                else
                {
                    found.Add(parameter);
                }
            }
        }

        return found;
    }

    private StrategyParameter? Parameter(JsonElement entry, string field)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            Add(field, $"must be an object with {string.Join(", ", Fields)}");
            return null;
        }

        var before = faults.Count;
        foreach (var property in entry.EnumerateObject().Where(property => !Fields.Contains(property.Name)))
        {
            Add(
                $"{field}.{property.Name}",
                $"is unknown; known are {string.Join(", ", Fields)}{NearestName.Suggestion(property.Name, Fields)}");
        }

        var name = Required(entry, field, "name");
        if (name.Length > 0 && NameFault(name) is { } wrong)
        {
            Add($"{field}.name", wrong);
        }

        var type = Required(entry, field, "type");
        var (title, description) = (Text(entry, field, "title") ?? Titled(name), Text(entry, field, "description"));
        var unit = Text(entry, field, "unit");
        StrategyParameter? parameter = type switch
        {
            "integer" => new IntegerStrategyParameter(
                name, title, description ?? $"{title}.", unit ?? "candles", Number(entry, field, "default"),
                Whole(entry, field, "low"), Whole(entry, field, "high")),
            "continuous" => new ContinuousStrategyParameter(
                name, title, description ?? $"{title}.", unit ?? "number", Number(entry, field, "default"), Number(entry, field, "low"),
                Number(entry, field, "high"), Flag(entry, field, "isLogarithmic")),
            "choice" => new ChoiceStrategyParameter(
                name, title, description ?? $"{title}.", unit ?? "number", Number(entry, field, "default"), Choices(entry, field)),
            "boolean" => new FlagStrategyParameter(
                name, title, description ?? $"{title}.", Flag(entry, field, "default"), Flag(entry, field, "isSearched")),
            _ => null,
        };
        if (parameter is null && type.Length > 0)
        {
            Add($"{field}.type", $"is '{type}'; allowed is one of {string.Join(", ", Types)}{NearestName.Suggestion(type, Types)}");
        }
        else if (parameter is not null && faults.Count == before)
        {
            CheckFields(entry, field, type);
            CheckRange(parameter, field);
        }

        return parameter;
    }

    private void CheckFields(JsonElement entry, string field, string type)
    {
        string[] foreign = type switch
        {
            "integer" => ["choices", "isLogarithmic", "isSearched"],
            "continuous" => ["choices", "isSearched"],
            "choice" => ["low", "high", "isLogarithmic", "isSearched"],
            _ => ["low", "high", "isLogarithmic", "choices", "unit"],
        };
        foreach (var name in foreign.Where(name => entry.TryGetProperty(name, out _)))
        {
            Add($"{field}.{name}", $"does not belong to a parameter of type {type}");
        }
    }

    private void CheckRange(StrategyParameter parameter, string field)
    {
        if (parameter is FlagStrategyParameter)
        {
            return;
        }

        var (low, high) = parameter switch
        {
            IntegerStrategyParameter range => (range.Low, range.High),
            ContinuousStrategyParameter range => (range.Low, range.High),
            ChoiceStrategyParameter choice => (choice.Choices[0], choice.Choices[^1]),
            _ => (0.0, 0.0),
        };
        foreach (var (name, value) in new[] { ("low", low), ("high", high), ("default", parameter.Default) })
        {
            if (!parameter.Allows(value))
            {
                Add(parameter is ChoiceStrategyParameter && name != "default" ? $"{field}.choices" : $"{field}.{name}", string.Create(
                    CultureInfo.InvariantCulture,
                    $"is {value}; allowed is {parameter.Allowed} (write -{parameter.Name} in the rules for a negative one)"));
            }
        }

        if (parameter is ChoiceStrategyParameter choices)
        {
            if (!choices.Choices.Contains(choices.Default))
            {
                Add($"{field}.default", string.Create(
                    CultureInfo.InvariantCulture, $"is {choices.Default}; allowed is one of {string.Join(", ", choices.Choices)}"));
            }
        }
        else if (!(low < high))
        {
            Add($"{field}.low", string.Create(CultureInfo.InvariantCulture, $"is {low}; it must be below high, {high}"));
        }
        else if (!(parameter.Default >= low && parameter.Default <= high))
        {
            Add($"{field}.default", string.Create(
                CultureInfo.InvariantCulture, $"is {parameter.Default}; it must lie in the searched range from {low} to {high}"));
        }
    }

    private List<double> Choices(JsonElement entry, string field)
    {
        var found = new List<double>();
        if (entry.TryGetProperty("choices", out var all) && all.ValueKind == JsonValueKind.Array
            && all.GetArrayLength() is >= 2 and <= RuleLimits.MostChoices
            && all.EnumerateArray().All(choice => choice.ValueKind == JsonValueKind.Number && choice.TryGetDouble(out _)))
        {
            found.AddRange(all.EnumerateArray().Select(choice => choice.GetDouble()).Order());
        }

        if (found.Count < 2 || found.Distinct().Count() < found.Count)
        {
            Add($"{field}.choices", $"must be an array of 2 to {RuleLimits.MostChoices} different numbers");
            return [1, 2];
        }

        return found;
    }

    // Empty where that is told already.
    private string Required(JsonElement entry, string field, string name)
    {
        if (!entry.TryGetProperty(name, out _))
        {
            Add($"{field}.{name}", name == "type" ? $"is required: one of {string.Join(", ", Types)}" : "is required: a name");
        }

        return Text(entry, field, name) ?? string.Empty;
    }

    private string? Text(JsonElement entry, string field, string name)
    {
        if (!entry.TryGetProperty(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString()!.Length is > 0 and <= LongestText)
        {
            return value.GetString();
        }

        Add($"{field}.{name}", $"must be a text of 1 to {LongestText} characters");
        return null;
    }

    private int Whole(JsonElement entry, string field, string name)
    {
        var number = Number(entry, field, name);
        if (double.IsInteger(number) && Math.Abs(number) <= int.MaxValue)
        {
            return (int)number;
        }

        Add($"{field}.{name}", string.Create(CultureInfo.InvariantCulture, $"is {number}; allowed is a whole number from 1 to {RuleLimits.LongestLength}"));
        return 1;
    }

    private double Number(JsonElement entry, string field, string name)
    {
        if (entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            && double.IsFinite(number))
        {
            return number;
        }

        Add($"{field}.{name}", value.ValueKind switch
        {
            JsonValueKind.Undefined => "is required: a number",
            JsonValueKind.String => "is text; it must be a number, without quotes",
            JsonValueKind.Number => "is too large; it must be a number that fits 64 bits of floating point",
            _ => "must be a number",
        });
        return 1;
    }

    private bool Flag(JsonElement entry, string field, string name)
    {
        if (!entry.TryGetProperty(name, out var value))
        {
            return false;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetBoolean();
        }

        Add($"{field}.{name}", "must be true or false");
        return false;
    }

    private static string Titled(string name) =>
        name.Length == 0 ? "Parameter" : char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');

    private void Add(string field, string message) => faults.Add(new RuleFault(field, null, null, message));

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(_[a-z0-9]+)*\z")]
    private static partial Regex SnakeCase();
}
