using Trad.Training.Requests;

namespace Trad.Training.Tests.Requests;

public sealed class SearchRulesTests
{
    private static readonly TrainingRequest Request = new() { Strategy = "liquidity-sweep", Exchange = "binance", Symbol = "BTCUSDT", Interval = "5m" };

    [Fact]
    public void Sets_to_try_first_take_the_strategys_defaults_for_what_they_leave_out() =>
        Assert.Empty(Check(Request with { TryFirst = [new Dictionary<string, double>(), new Dictionary<string, double> { ["reversal_candles"] = 4 }] }));

    [Fact]
    public void Sets_to_try_first_are_checked_one_by_one()
    {
        var errors = Check(Request with
        {
            TryFirst =
            [
                new Dictionary<string, double>(),
                new Dictionary<string, double> { ["reversal_candles"] = 40 },
                new Dictionary<string, double> { ["moon_phase"] = 1 },
                null!,
            ],
        });

        Assert.Equal(["tryFirst[1]", "tryFirst[2]", "tryFirst[3]"], errors.Keys.Order());
        Assert.Contains("reversal_candles was 40", errors["tryFirst[1]"][0], StringComparison.Ordinal);
        Assert.Contains("'moon_phase'", errors["tryFirst[2]"][0], StringComparison.Ordinal);
    }

    [Fact]
    public void Defaults_outside_a_changed_range_are_refused_and_fixed_values_need_none()
    {
        var tried = Request with { TryFirst = [new Dictionary<string, double>()] };
        var narrowed = new Dictionary<string, ParameterOverride> { ["reversal_candles"] = new() { Low = 4, High = 5 } };
        var fixedThere = new Dictionary<string, ParameterOverride> { ["reversal_candles"] = new() { Value = 4 } };

        Assert.Equal("tryFirst[0]", Assert.Single(Check(tried with { Parameters = narrowed })).Key);
        Assert.Empty(Check(tried with { Parameters = fixedThere }));
    }

    [Fact]
    public void Stop_rules_out_of_range_are_refused_by_field()
    {
        Assert.Equal("patience", Assert.Single(Check(Request with { Patience = 0 })).Key);
        Assert.Equal("minimumExpectedImprovement", Assert.Single(Check(Request with { MinimumExpectedImprovement = -1 })).Key);
    }

    [Fact]
    public void A_search_that_cannot_begin_is_refused_before_anything_runs() =>
        Assert.Equal("optimizer", Assert.Single(Check(Request with { Optimizer = "cma-es", Objectives = ["total-return", "maximum-drawdown"] })).Key);

    [Fact]
    public void Pruning_is_off_unless_asked_for_and_knows_one_symbol_and_one_objective()
    {
        var halving = Request with { Pruning = TrialPruning.SuccessiveHalving };

        Assert.Equal(TrialPruning.None, TrainingRequestRules.Check(Request, new ValidationErrors())!.Pruning);
        Assert.Empty(Check(halving));
        Assert.Contains("2 objectives", Check(halving with { Objectives = ["sharpe", "calmar"] })["pruning"][0], StringComparison.Ordinal);
        Assert.Contains("2 symbols", Check(halving with { Symbol = null, Symbols = ["BTCUSDT", "ETHUSDT"] })["pruning"][0], StringComparison.Ordinal);
        Assert.Contains("successive-halving", Check(Request with { Pruning = (TrialPruning)7 })["pruning"][0], StringComparison.Ordinal);
    }

    private static Dictionary<string, string[]> Check(TrainingRequest request)
    {
        var errors = new ValidationErrors();
        TrainingRequestRules.Check(request, errors);
        return new Dictionary<string, string[]>(errors.ByField);
    }
}
