using Trad.Backtesting.Strategies;
using Trad.Optimization.Spaces;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Requests;

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

    [Fact]
    public void Space_honours_a_step_and_ratios()
    {
        var space = Make(Sweep, new()
        {
            ["risk_reward_ratio"] = new() { Low = 1, High = 3, Step = 0.5 },
            ["pierce_depth"] = new() { Low = 1e-4, High = 1e-1, Log = true },
            ["key_level_lookback"] = new() { Low = 50, High = 210, Step = 50 },
            ["reversal_candles"] = new() { Low = 1, High = 8, Log = true },
        });
        Parameter Named(string name) => space.Parameters.Single(parameter => parameter.Name == name);

        Assert.Equal(
            (1, 3, 0.5, 5L),
            (Stepped("risk_reward_ratio").Low, Stepped("risk_reward_ratio").High, Stepped("risk_reward_ratio").Step,
                Stepped("risk_reward_ratio").Cardinality));
        Assert.Equal(200, Stepped("key_level_lookback").ValueAt(3));
        Assert.True(Assert.IsType<ContinuousParameter>(Named("pierce_depth")).IsLogarithmic);
        Assert.True(Assert.IsType<IntegerParameter>(Named("reversal_candles")).IsLogarithmic);

        SteppedParameter Stepped(string name) => Assert.IsType<SteppedParameter>(Named(name));
    }

    [Theory]
    [InlineData(
        """{"low":1,"high":3,"step":5}""", "risk_reward_ratio", "step",
        "is 5; allowed is a number above 0 and at most 2, the width of the range")]
    [InlineData("""{"low":1,"high":3,"step":0}""", "risk_reward_ratio", "step", "is 0; allowed is a number above 0")]
    [InlineData("""{"low":1,"high":3,"step":-1}""", "risk_reward_ratio", "step", "is -1; allowed is a number above 0")]
    [InlineData("""{"low":1,"high":3,"step":0.5,"log":true}""", "risk_reward_ratio", "log", "cannot go with step; leave one of them out")]
    [InlineData("""{"value":2,"step":0.5}""", "risk_reward_ratio", "step", "goes with low and high")]
    [InlineData("""{"choices":[1,2],"log":true}""", "risk_reward_ratio", "log", "goes with low and high")]
    [InlineData("""{"low":1,"high":4,"step":0.5}""", "reversal_candles", "step", "is 0.5; allowed is a whole number above 0")]
    public void Step_or_ratios_that_make_no_sense_are_refused_by_name(string change, string parameter, string member, string message)
    {
        var errors = new ValidationErrors();

        var space = SearchSpaces.TryMake(
            Sweep,
            new Dictionary<string, ParameterOverride>
            {
                [parameter] = System.Text.Json.JsonSerializer.Deserialize<ParameterOverride>(change, TradJson.Options)!,
            },
            errors);

        Assert.Null(space);
        Assert.Equal([message], errors.ByField[$"parameters.{parameter}.{member}"]);
    }

    [Theory]
    [InlineData(1_001, "has 1001 values; allowed are 1 to 1000")]
    [InlineData(1_000_000, "has 1000000 values; allowed are 1 to 1000")]
    [InlineData(0, "has 0 values; allowed are 1 to 1000")]
    public void List_of_choices_that_is_empty_or_huge_is_refused_by_its_length_alone(int count, string message)
    {
        var errors = new ValidationErrors();
        var choices = Enumerable.Range(-1, count).Select(number => ParameterValue.FromNumber(number)).ToList();

        var space = SearchSpaces.TryMake(
            Sweep, new Dictionary<string, ParameterOverride> { ["key_level_lookback"] = new() { Choices = choices } }, errors);

        // -1 is no value that the strategy allows: that nothing says so shows that no value was looked at.
        Assert.Null(space);
        var (field, messages) = Assert.Single(errors.ByField);
        Assert.Equal("parameters.key_level_lookback.choices", field);
        Assert.Equal([message], messages);
    }

    [Fact]
    public void Longest_list_of_choices_is_searched()
    {
        var choices = Enumerable.Range(0, 1_000).Select(i => ParameterValue.FromNumber(1 + (i / 1_000.0))).ToList();

        var space = Make(Sweep, new() { ["risk_reward_ratio"] = new() { Choices = choices } });

        Assert.Equal(1_000, space.Parameters.Single(parameter => parameter.Name == "risk_reward_ratio").Cardinality);
    }

    private static SearchSpace Make(IStrategy strategy, Dictionary<string, ParameterOverride> changes)
    {
        var errors = new ValidationErrors();
        var space = SearchSpaces.TryMake(strategy, changes, errors);
        Assert.True(errors.IsEmpty, errors.ToString());
        return space!;
    }
}
