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
    [InlineData("""{"lookbackDays":60}""", null)]
    [InlineData("""{"from":"2025-01-01T00:00:00Z"}""", null)]
    [InlineData("""{"to":"2025-01-01T00:00:00Z"}""", null)]
    [InlineData("""{"interval":"1h"}""", null)]
    [InlineData("""{"symbol":"ETHUSDT"}""", null)]
    [InlineData("""{"holdOut":0.4}""", null)]
    [InlineData("""{"constraints":{"trades":{"min":50}}}""", null)]
    [InlineData("""{"minimumTrades":null}""", null)]
    [InlineData("""{"minimumTrades":7}""", 7)]
    [InlineData("""{"trials":50,"seed":8}""", 28)]
    public void Apply_keeps_a_derived_minimum_of_trades_only_while_nothing_that_it_was_derived_from_changes(string changes, int? minimum)
    {
        var derived = Apply(Original with { MinimumTrades = 28, MinimumTradesDerived = true }, changes);
        var given = Apply(Original with { MinimumTrades = 28 }, changes);

        Assert.Equal((minimum, minimum == 28 ? true : null), (derived.MinimumTrades, derived.MinimumTradesDerived));
        Assert.Equal(changes.Contains("minimumTrades", StringComparison.Ordinal) ? minimum : 28, given.MinimumTrades);
    }

    [Fact]
    public void Apply_another_end_keeps_the_beginning_and_asks_again_what_is_done_about_gaps()
    {
        var changed = Apply(Original with { GapPolicy = Trad.Candles.Gaps.GapPolicy.Split }, """{"to":"2025-01-01T00:00:00Z"}""");

        Assert.Equal((30.0, null), (changed.LookbackDays, changed.GapPolicy));
    }

    [Theory]
    [InlineData("""{"validation":{"scope":"hold-out"}}""", ValidationScope.HoldOut, null, null)]
    [InlineData("""{"validation":{"scope":"full","seeds":2}}""", ValidationScope.Full, 2, null)]
    [InlineData("""{"validation":{"seeds":2}}""", ValidationScope.Full, 2, 7)]
    public void Apply_another_scope_of_validation_asks_for_its_own_defaults(
        string changes, ValidationScope scope, int? seeds, int? otherSymbols)
    {
        var validation = new ValidationRequest { Scope = ValidationScope.Full, Seeds = 4, OtherSymbols = 7 };

        var changed = Apply(Original with { Validation = validation }, changes).Validation!;

        Assert.Equal((scope, seeds, otherSymbols), (changed.Scope!.Value, changed.Seeds, changed.OtherSymbols));
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

    private static TrainingRequest Apply(TrainingRequest request, string changes)
    {
        var errors = new ValidationErrors();
        return RequestChanges.Apply(request, JsonNode.Parse(changes)!.AsObject(), errors)
            ?? throw new InvalidOperationException(errors.ToString());
    }

    private static TrainingRequest? Apply(string changes, out ValidationErrors errors) =>
        RequestChanges.Apply(Original, JsonNode.Parse(changes)!.AsObject(), errors = new ValidationErrors());
}
