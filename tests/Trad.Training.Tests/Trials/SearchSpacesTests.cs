using Trad.Backtesting.Strategies;
using Trad.Optimization.Spaces;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Training.Tests.Trials;

public sealed class SearchSpacesTests
{
    private static readonly IStrategy Sweep = StrategyCatalog.All.Single(strategy => strategy.Name == "liquidity-sweep");
    private static readonly IStrategy Crossover = StrategyCatalog.All.Single(strategy => strategy.Name == "moving-average-crossover");

    [Fact]
    public void Space_without_changes_is_what_the_strategy_declares()
    {
        var space = Make(Sweep, []);

        Assert.Equal(Sweep.Parameters.Select(parameter => parameter.Name), space.Parameters.Select(parameter => parameter.Name));
        var depth = Assert.IsType<ContinuousParameter>(space.Parameters[0]);
        Assert.Equal((0.0005, 0.005), (depth.Low, depth.High));
        var holding = Assert.IsType<ChoiceParameter>(space.Parameters.Single(parameter => parameter.Name == "max_holding_periods"));
        Assert.Equal([30, 50, 75, 100, 150], holding.Choices.Select(choice => choice.Number));
        Assert.True(holding.IsOrdered);
    }

    [Fact]
    public void Space_honours_a_value_a_range_and_choices()
    {
        var space = Make(Sweep, new()
        {
            ["reversal_candles"] = new() { Value = 2 },
            ["pierce_depth"] = new() { Low = 0.001, High = 0.002 },
            ["key_level_lookback"] = new() { Choices = [200, 80] },
        });

        Assert.Equal(2, Assert.IsType<FixedParameter>(space.Parameters[2]).Value.Number);
        Assert.Equal(0.002, Assert.IsType<ContinuousParameter>(space.Parameters[0]).High);
        Assert.Equal([80, 200], Assert.IsType<ChoiceParameter>(space.Parameters[7]).Choices.Select(choice => choice.Number));
    }

    [Fact]
    public void Space_of_the_crossover_holds_only_fast_below_slow()
    {
        var space = Make(Crossover, []);

        Assert.True(space.Contains(new ParameterSet([new("fast_period", 10), new("slow_period", 50)])));
        Assert.False(space.Contains(new ParameterSet([new("fast_period", 50), new("slow_period", 50)])));
    }

    [Fact]
    public void Change_that_leaves_no_valid_combination_is_refused()
    {
        var errors = new ValidationErrors();

        var space = SearchSpaces.TryMake(
            Crossover,
            new Dictionary<string, ParameterOverride> { ["fast_period"] = new() { Value = 90 }, ["slow_period"] = new() { Value = 20 } },
            errors);

        Assert.Null(space);
        Assert.Contains("parameters", errors.ByField.Keys);
    }

    private static SearchSpace Make(IStrategy strategy, Dictionary<string, ParameterOverride> changes)
    {
        var errors = new ValidationErrors();
        var space = SearchSpaces.TryMake(strategy, changes, errors);
        Assert.True(errors.IsEmpty, errors.ToString());
        return space!;
    }
}
