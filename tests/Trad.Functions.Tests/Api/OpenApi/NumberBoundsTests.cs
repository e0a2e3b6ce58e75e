using System.Text.Json.Nodes;
using Trad.Functions.Tests.Hosting;

namespace Trad.Functions.Tests.Api.OpenApi;

/// <summary>The document tells how small and how large the numbers of a training may be.</summary>
public sealed class NumberBoundsTests(AppHost app) : IClassFixture<AppHost>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_number_that_a_training_is_asked_for_with_has_a_least_and_a_largest()
    {
        var schemas = (await ApiDocument.ReadAsync(app.Http, Cancellation)).Schemas;
        // What the host records of a strategy comes with the document's own bounds.
        var (open, numbers) = (new Queue<string>(["TrainingRequest"]), new List<string>());
        var seen = new HashSet<string>(open);
        while (open.TryDequeue(out var name))
        {
            Assert.All(NumbersIn(schemas[name]!, name), number =>
            {
                numbers.Add(number.Place);
                var isBounded = number.Schema["maximum"] is not null
                    && (number.Schema["minimum"] ?? number.Schema["exclusiveMinimum"]) is not null;
                Assert.True(isBounded, $"{number.Place} has no bounds");
            });
            foreach (var next in References(schemas[name]!).Where(seen.Add))
            {
                open.Enqueue(next);
            }
        }

        Assert.Contains("TrainingRequest.trials", numbers);
        Assert.Contains("ExitRequest.trailingStop", numbers);
        Assert.Contains("MetricConstraint.min", numbers);
        Assert.Contains("ParameterOverride.step", numbers);
    }

    private static IEnumerable<(string Place, JsonObject Schema)> NumbersIn(JsonNode node, string place)
    {
        if (node is JsonObject schema)
        {
            var types = schema["type"] is JsonArray several
                ? several.Select(type => (string?)type)
                : [(schema["type"] as JsonValue)?.ToString()];
            if (types.Any(type => type is "number" or "integer") && schema["enum"] is null)
            {
                yield return (place, schema);
            }

            foreach (var (name, inner) in schema.Where(member => member.Value is JsonObject or JsonArray))
            {
                foreach (var found in NumbersIn(inner!, name == "properties" ? place : $"{place}.{name}"))
                {
                    yield return found;
                }
            }
        }
        else if (node is JsonArray items)
        {
            foreach (var found in items.OfType<JsonObject>().SelectMany(item => NumbersIn(item, place)))
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<string> References(JsonNode node) => node switch
    {
        JsonObject schema => schema.SelectMany(member => member is { Key: "$ref", Value: JsonValue name }
            ? [name.ToString().Split('/')[^1]]
            : References(member.Value ?? new JsonObject())),
        JsonArray items => items.OfType<JsonNode>().SelectMany(References),
        _ => [],
    };
}
