using System.Text.Json.Nodes;
using Trad.Backtesting.Strategies;

namespace Trad.Functions.Strategies;

/// <summary>JSON schemas of parameter values.</summary>
internal static class ParameterSchema
{
    /// <summary>The schema (2020-12) of an object with a value for any of the strategy's parameters.</summary>
    public static JsonObject Create(IStrategy strategy)
    {
        var properties = new JsonObject();
        foreach (var parameter in strategy.Parameters)
        {
            properties[parameter.Name] = Create(parameter);
        }

        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = $"Parameters of {strategy.Name}",
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject Create(StrategyParameter parameter)
    {
        if (parameter is FlagStrategyParameter flag)
        {
            return new JsonObject
            {
                ["type"] = "boolean",
                ["title"] = flag.Title,
                ["description"] = flag.Description,
                ["default"] = flag.IsOn,
            };
        }

        var isWhole = parameter.IsWhole;
        var schema = new JsonObject
        {
            ["type"] = isWhole ? "integer" : "number",
            ["title"] = parameter.Title,
            ["description"] = $"{parameter.Description} Unit: {parameter.Unit}.",
            ["default"] = parameter.Default,
            ["minimum"] = parameter.Lowest,
            ["maximum"] = parameter.Highest,
        };
        if (parameter is ChoiceStrategyParameter choice)
        {
            schema["examples"] = new JsonArray([.. choice.Choices.Select(value => JsonValue.Create(value))]);
        }

        return schema;
    }
}
