using System.Text.Json;
using System.Text.RegularExpressions;
using Trad.Backtesting.Strategies;
using Trad.Optimization.Spaces;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Requests;

public sealed class SearchRulesTests
{
    private static readonly TrainingRequest Request = new()
    {
        Strategy = "liquidity-sweep",
        Exchange = "binance",
        Symbol = "BTCUSDT",
        Interval = "5m",
    };

    [Fact]
    public void Sets_to_try_first_take_the_strategys_defaults_for_what_they_leave_out() =>
        Assert.Empty(
            Check(
                Request with
                {
                    TryFirst = [new Dictionary<string, ParameterValue>(),
                    new Dictionary<string, ParameterValue> { ["reversal_candles"] = 4 }]
                }));

    [Fact]
    public void Sets_to_try_first_are_checked_one_by_one()
    {
        var errors = Check(Request with
        {
            TryFirst =
            [
                new Dictionary<string, ParameterValue>(),
                new Dictionary<string, ParameterValue> { ["reversal_candles"] = 40 },
                new Dictionary<string, ParameterValue> { ["moon_phase"] = 1 },
                null!,
            ],
        });

        Assert.Equal(["tryFirst[1].reversal_candles", "tryFirst[2].moon_phase", "tryFirst[3]"], errors.Keys.Order());
        Assert.Contains(
            """ outside the search, a whole number from 1 to 5; to have it tried, widen the search, for example "parameters": {"reversal_candles": {"low":1,"high":40}}""",
            errors["tryFirst[1].reversal_candles"][0], StringComparison.Ordinal);
        Assert.Contains("no such parameter; it has pierce_depth", errors["tryFirst[2].moon_phase"][0], StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_outside_a_changed_range_are_refused_and_fixed_values_need_none()
    {
        var tried = Request with { TryFirst = [new Dictionary<string, ParameterValue>()] };
        var narrowed = new Dictionary<string, ParameterOverride> { ["reversal_candles"] = new() { Low = 4, High = 5 } };
        var fixedThere = new Dictionary<string, ParameterOverride> { ["reversal_candles"] = new() { Value = 4 } };

        var refused = Assert.Single(Check(tried with { Parameters = narrowed }));
        Assert.Equal("tryFirst[0].reversal_candles", refused.Key);
        Assert.Contains("""is left out, and the strategy's default is 2, outside the search""", refused.Value[0], StringComparison.Ordinal);
        Assert.Empty(Check(tried with { Parameters = fixedThere }));
    }

    public static TheoryData<string> Strategies => [.. StrategyCatalog.All.Select(strategy => strategy.Name)];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Defaults_of_every_strategy_can_be_tried_left_out_or_spelled_out(string name)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        var spelledOut =
            strategy.Parameters.ToDictionary(parameter => parameter.Name, parameter => SearchSpaces.ValueOf(parameter, parameter.Default));

        Assert.Empty(Check(Request with { Strategy = name, TryFirst = [new Dictionary<string, ParameterValue>(), spelledOut] }));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Every_flag_of_every_strategy_can_be_turned_in_parameters_and_in_a_set_to_try_first(string name)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        foreach (var flag in strategy.Parameters.OfType<FlagStrategyParameter>())
        {
            ParameterValue turned = !flag.IsOn;
            Assert.Empty(
                Check(Request with { Strategy = name, TryFirst = [new Dictionary<string, ParameterValue> { [flag.Name] = turned }] }));
            Assert.Empty(
                Check(
                    Request with
                    {
                        Strategy = name,
                        Parameters = new Dictionary<string, ParameterOverride> { [flag.Name] = new() { Value = turned } }
                    }));
        }
    }

    [Fact]
    public void Search_that_a_refusal_proposes_takes_the_value_in()
    {
        var tried = Request with
        {
            TryFirst = [new Dictionary<string, ParameterValue> { ["reversal_candles"] = 9, ["max_holding_periods"] = 60,
                ["pierce_depth"] = 0.02 }],
        };

        var proposed = Check(tried).Values.Select(messages => Regex.Match(messages[0], "\"parameters\": {\"([a-z_]+)\": (.*)}$"))
            .ToDictionary(
            match => match.Groups[1].Value,
            match => JsonSerializer.Deserialize<ParameterOverride>(match.Groups[2].Value, TradJson.Options)!);

        Assert.Equal(["max_holding_periods", "pierce_depth", "reversal_candles"], proposed.Keys.Order());
        Assert.Empty(Check(tried with { Parameters = proposed }));
    }

    [Fact]
    public void Stop_rules_out_of_range_are_refused_by_field()
    {
        Assert.Equal("patience", Assert.Single(Check(Request with { Patience = 0 })).Key);
        Assert.Equal("minimumExpectedImprovement", Assert.Single(Check(Request with { MinimumExpectedImprovement = -1 })).Key);
    }

    [Fact]
    public void A_search_that_cannot_begin_is_refused_before_anything_runs() =>
        Assert.Equal(
            "optimizer",
            Assert.Single(Check(Request with { Optimizer = "cma-es", Objectives = ["total-return", "maximum-drawdown"] })).Key);

    [Fact]
    public void Pruning_is_off_unless_asked_for_and_knows_one_symbol_and_one_objective()
    {
        var halving = Request with { Pruning = TrialPruning.SuccessiveHalving };

        Assert.Equal(TrialPruning.None, TrainingRequestRules.Check(Request, new ValidationErrors())!.Pruning);
        Assert.Empty(Check(halving));
        Assert.Contains("2 objectives", Check(halving with { Objectives = ["sharpe", "calmar"] })["pruning"][0], StringComparison.Ordinal);
        Assert.Contains(
            "2 symbols", Check(halving with { Symbol = null, Symbols = ["BTCUSDT", "ETHUSDT"] })["pruning"][0], StringComparison.Ordinal);
        Assert.Contains("successive-halving", Check(Request with { Pruning = (TrialPruning)7 })["pruning"][0], StringComparison.Ordinal);
    }

    private static Dictionary<string, string[]> Check(TrainingRequest request)
    {
        var errors = new ValidationErrors();
        TrainingRequestRules.Check(request, errors);
        return new Dictionary<string, string[]>(errors.ByField);
    }
}
