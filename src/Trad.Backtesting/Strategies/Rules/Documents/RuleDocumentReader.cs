using System.Text.Json;
using System.Text.RegularExpressions;
using Trad.Backtesting.Strategies.Rules.Binding;
using Trad.Backtesting.Strategies.Rules.Syntax;

namespace Trad.Backtesting.Strategies.Rules.Documents;

/// <summary>Reads documents; what is wrong is told all at once, each with its field.</summary>
internal sealed partial class RuleDocumentReader
{
    private const int LongestName = 64;
    private const int LongestTitle = 100;
    private const int LongestDescription = 2000;
    private const int Deepest = 8;

    private static readonly string[] Fields =
    [
        "$schema", "name", "title", "description", "parameters", "orders", "definitions", "long", "short", "exit", "stop", "stopPrice",
        "target", "targetPrice", "trailing", "breakEven", "maximumHolding",
    ];

    private static readonly string[] Keywords = ["and", "or", "not", "true", "false"];

    private readonly List<RuleFault> _faults = [];

    private RuleDocumentReader()
    {
    }

    /// <summary>Reads a document.</summary>
    /// <param name="text">JSON.</param>
    /// <exception cref="RuleException">It cannot be read.</exception>
    public static RuleDocument Read(string text)
    {
        if (text.Length > RuleLimits.LongestDocument)
        {
            throw new RuleException(
                [new("document", null, null, $"has {text.Length} characters; allowed are {RuleLimits.LongestDocument}")]);
        }

        try
        {
            using var json = JsonDocument.Parse(
                text, new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false, AllowTrailingCommas = true });
            var reader = new RuleDocumentReader();
            var document = reader.Document(json.RootElement);
            return document is not null && reader._faults.Count == 0
                ? document
                : throw new RuleException([.. reader._faults.Take(RuleLimits.MostFaults)]);
        }
        catch (JsonException broken)
        {
            throw broken.LineNumber is null && RulePlaces.FindRepeated(text) is { } repeated ? new RuleException([repeated])
                : Unreadable(Sentence(broken.Message), RulePlaces.PlaceOf(text, broken));
        }
        catch (InvalidOperationException broken)
        {
            // Texts are put together when they are asked for: an escape may be half of a character.
            throw Unreadable(broken.Message, RulePlaces.FindHalfCharacter(text));
        }
    }

    private static RuleException Unreadable(string why, (int Line, int Column)? place) =>
        new([new("document", place?.Line, place?.Column, $"is no JSON that can be read: {why}")]);

    private static string Sentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    private RuleDocument? Document(JsonElement root)
    {
        if (!IsObject(root, "document", Fields))
        {
            return null;
        }

        var name = root.TryGetProperty("name", out _) ? Text(root, "name", LongestName) : string.Empty;
        if (name is not null && !KebabCase().IsMatch(name))
        {
            Add(
                "name",
                $"is '{name}'; allowed are small letters, digits and single hyphens between them, the first a letter, 1 to {LongestName} characters");
        }

        var title = Text(root, "title", LongestTitle);
        var parameters = new RuleParameterReader(_faults).Read(root);
        var definitions = Definitions(root, parameters);
        var document = new RuleDocument
        {
            Name = name ?? string.Empty,
            Title = string.IsNullOrWhiteSpace(title) ? name ?? string.Empty : title,
            Description = Text(root, "description", LongestDescription) is { Length: > 0 } description ? description : "Rules of its own.",
            Parameters = parameters,
            Orders = Orders(root, parameters),
            Definitions = definitions,
            Entry = new SidedRule(Rule(root, "long", "long"), Rule(root, "short", "short")),
            Exit = Sided(root, "exit"),
            Stop = Sided(root, "stop"),
            StopPrice = Sided(root, "stopPrice"),
            Target = Sided(root, "target"),
            TargetPrice = Sided(root, "targetPrice"),
            Trailing = Sided(root, "trailing"),
            BreakEven = Sided(root, "breakEven"),
            MaximumHolding = Rule(root, "maximumHolding", "maximumHolding"),
        };
        if (!root.TryGetProperty("long", out _) && !root.TryGetProperty("short", out _))
        {
            Add("long", "is required, or short is: a strategy needs a rule to enter");
        }

        Exclude("stop", document.Stop, "stopPrice", document.StopPrice);
        Exclude("target", document.Target, "targetPrice", document.TargetPrice);
        return document;
    }

    private void Exclude(string one, SidedRule first, string other, SidedRule second)
    {
        if ((first.Long is not null && second.Long is not null) || (first.Short is not null && second.Short is not null))
        {
            Add(other, $"cannot go with {one} for the same side; give one of the two");
        }
    }

    private List<(string Name, RuleText Rule)> Definitions(JsonElement root, IReadOnlyList<StrategyParameter> parameters)
    {
        var found = new List<(string Name, RuleText Rule)>();
        if (!root.TryGetProperty("definitions", out var all))
        {
            return found;
        }

        if (all.ValueKind != JsonValueKind.Object)
        {
            Add("definitions", "must be an object of names with expressions");
            return found;
        }

        if (all.GetPropertyCount() > RuleLimits.MostDefinitions)
        {
            Add("definitions", $"has {all.GetPropertyCount()} entries; allowed are {RuleLimits.MostDefinitions}");
            return found;
        }

        foreach (var entry in all.EnumerateObject())
        {
            var field = $"definitions.{entry.Name}";
            if (RuleParameterReader.NameFault(entry.Name) is { } fault)
            {
                Add("definitions", fault);
            }
            else if (parameters.Any(parameter => parameter.Name == entry.Name))
            {
                Add(field, "has the name of a parameter");
            }
            else if (Expression(entry.Value, field) is { } rule)
            {
                found.Add((entry.Name, rule));
            }
        }

        return found;
    }

    private List<ParameterOrder> Orders(JsonElement root, IReadOnlyList<StrategyParameter> parameters)
    {
        var found = new List<ParameterOrder>();
        if (!root.TryGetProperty("orders", out var all))
        {
            return found;
        }

        if (all.ValueKind != JsonValueKind.Array || all.GetArrayLength() > RuleLimits.MostParameters)
        {
            Add("orders", $"must be an array of at most {RuleLimits.MostParameters} objects with smaller and larger");
            return found;
        }

        var numbers = parameters.Where(parameter => parameter is not FlagStrategyParameter).Select(parameter => parameter.Name).ToList();
        foreach (var (index, entry) in all.EnumerateArray().Index())
        {
            var field = $"orders[{index}]";
            if (!IsObject(entry, field, ["smaller", "larger"]))
            {
                continue;
            }

            var (smaller, larger) = (Text(entry, "smaller", LongestName, field), Text(entry, "larger", LongestName, field));
            foreach (var (side, name) in new[] { ("smaller", smaller), ("larger", larger) })
            {
                if (name is null ? !entry.TryGetProperty(side, out _) : !numbers.Contains(name))
                {
                    Add($"{field}.{side}", $"is '{name}'; it must be a parameter that is a number"
                        + NearestName.Suggestion(name ?? string.Empty, numbers));
                }
            }

            if (smaller is not null && larger is not null && smaller != larger)
            {
                found.Add(new ParameterOrder(smaller, larger));
            }
            else if (smaller is not null && smaller == larger)
            {
                Add(field, $"says that '{smaller}' is smaller than itself");
            }
        }

        return found;
    }

    private SidedRule Sided(JsonElement root, string field)
    {
        if (!root.TryGetProperty(field, out var value))
        {
            return SidedRule.None;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            var both = Expression(value, field);
            return new SidedRule(both, both);
        }

        return IsObject(value, field, ["long", "short"])
            ? new SidedRule(Rule(value, "long", $"{field}.long"), Rule(value, "short", $"{field}.short"))
            : SidedRule.None;
    }

    private RuleText? Rule(JsonElement owner, string name, string field) =>
        owner.TryGetProperty(name, out var value) ? Expression(value, field) : null;

    private RuleText? Expression(JsonElement value, string field)
    {
        // A number, or true, needs no quotes.
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };
        try
        {
            if (text is not null)
            {
                return new RuleText(field, text, RuleParser.Read(field, text));
            }

            Add(field, "must be an expression, as text");
        }
        catch (RuleException refused)
        {
            _faults.AddRange(refused.Faults);
        }

        return null;
    }

    private bool IsObject(JsonElement element, string field, IReadOnlyList<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Add(field, $"must be an object with {string.Join(", ", known)}");
            return false;
        }

        foreach (var property in element.EnumerateObject().Where(property => !known.Contains(property.Name)))
        {
            Add(
                field == "document" ? property.Name : $"{field}.{property.Name}",
                $"is unknown; known are {string.Join(", ", known)}{NearestName.Suggestion(property.Name, known)}");
        }

        return true;
    }

    private string? Text(JsonElement owner, string name, int longest, string? within = null)
    {
        if (!owner.TryGetProperty(name, out var value))
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && value.GetString()!.Length <= longest)
        {
            return value.GetString();
        }

        Add(within is null ? name : $"{within}.{name}", $"must be a text of at most {longest} characters");
        return null;
    }

    private void Add(string field, string message) => _faults.Add(new RuleFault(field, null, null, message));

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\z")]
    private static partial Regex KebabCase();

    /// <summary>Names that mean something already.</summary>
    internal static bool IsTaken(string name) => Keywords.Contains(name) || RuleFunctions.ByName.ContainsKey(name);
}
