using System.Globalization;
using System.Text.Json.Nodes;
using Trad.Backtesting.Strategies.Rules;
using Trad.Testing;

namespace Trad.Backtesting.Tests.Strategies.Rules;

/// <summary>The schema of documents bounds every number, and the reader keeps to it.</summary>
public sealed class RuleSchemaNumberTests
{
    private static readonly JsonObject Definitions = JsonNode.Parse(
        File.ReadAllText(ProjectTree.PathTo("src/Trad.Backtesting/Strategies/Rules/rule-strategy.schema.json")))!["$defs"]!.AsObject();

    private static readonly Dictionary<string, string> Right = new()
    {
        ["integer"] = """{"name": "n", "type": "integer", "default": 20, "low": 10, "high": 30}""",
        ["continuous"] = """{"name": "n", "type": "continuous", "default": 20, "low": 10, "high": 30}""",
        ["choice"] = """{"name": "n", "type": "choice", "default": 20, "choices": [10, 20]}""",
    };

    public static TheoryData<string, string> Numbers =>
    [
        .. Right.Keys.SelectMany(type => Definitions[type]!["properties"]!.AsObject()
            .Where(property => IsNumber(property.Value!) || IsNumber(property.Value!["items"]))
            .Select(property => new TheoryDataRow<string, string>(type, property.Key))),
    ];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Number_has_bounds_and_is_refused_beyond_them_and_where_it_is_absurd(string type, string field)
    {
        var declared = Definitions[type]!["properties"]![field]!;
        var schema = declared["items"] ?? declared;
        var (least, most) = ((double)schema["minimum"]!, (double)schema["maximum"]!);
        Assert.Empty(Faults(type, field, null));

        double[] absurd = [least - 1, most + 1, -1e-300, 1e-300, 1e300, double.MaxValue];
        foreach (var number in absurd)
        {
            var fault = Assert.Single(Faults(type, field, number).Where(fault => fault.Field == $"parameters[0].{field}").Take(1));
            Assert.Contains("; ", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_number_of_the_schema_is_among_them() =>
        Assert.Equal(8, Numbers.Count);

    private static bool IsNumber(JsonNode? schema) => (schema?["type"] as JsonValue)?.ToString() is "number" or "integer";

    private static IReadOnlyList<RuleFault> Faults(string type, string field, double? number)
    {
        var parameter = JsonNode.Parse(Right[type])!.AsObject();
        if (number is { } value)
        {
            var raw = JsonNode.Parse(value.ToString("R", CultureInfo.InvariantCulture));
            parameter[field] = field == "choices" ? new JsonArray(10, 20, raw) : raw;
        }

        try
        {
            RuleStrategy.Parse($$"""{"name": "mine", "long": "close > n * sma(close, 5)", "parameters": [{{parameter.ToJsonString()}}]}""");
            return [];
        }
        catch (RuleException refused)
        {
            return refused.Faults;
        }
    }
}
