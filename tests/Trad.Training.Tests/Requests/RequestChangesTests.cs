using System.Text.Json.Nodes;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Requests;

public sealed class RequestChangesTests
{
    private static readonly TrainingRequest Original = new()
    {
        Strategy = "liquidity-sweep",
        LookbackDays = 30,
        Trials = 20,
        Seed = 7,
        Parameters = new Dictionary<string, ParameterOverride>
        {
            ["depth"] = new() { Low = 1, High = 2 },
            ["candles"] = new() { Value = 3 },
        },
    };

    [Fact]
    public void Apply_replaces_what_is_given_removes_what_is_null_and_keeps_the_rest()
    {
        var changed = Apply("""{"trials":50,"seed":null,"parameters":{"depth":null,"levels":{"value":5}}}""", out _)!;

        Assert.Equal((50, null, 30.0, "liquidity-sweep"), (changed.Trials, changed.Seed, changed.LookbackDays, changed.Strategy));
        Assert.Equal(["candles", "levels"], changed.Parameters!.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Apply_another_range_replaces_the_range()
    {
        var changed = Apply("""{"lookbackCandles":1000}""", out _)!;

        Assert.Equal((null, 1000), (changed.LookbackDays, changed.LookbackCandles));
    }

    [Theory]
    [InlineData("""{"trials":"many"}""", "trials")]
    [InlineData("""{"trails":5}""", "trails")]
    [InlineData("""{"parameters":7}""", "parameters")]
    public void Apply_what_cannot_be_read_names_the_field(string changes, string field)
    {
        Assert.Null(Apply(changes, out var errors));
        Assert.Equal([field], errors.ByField.Keys);
    }

    private static TrainingRequest? Apply(string changes, out ValidationErrors errors) =>
        RequestChanges.Apply(Original, JsonNode.Parse(changes)!.AsObject(), errors = new ValidationErrors());
}
