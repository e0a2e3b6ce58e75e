using System.Text.Json;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Tests.Spaces;

public sealed class SearchSpaceTests
{
    [Fact]
    public void Wrong_parameters_are_refused_with_field_and_value()
    {
        AssertNames("x.high", () => new ContinuousParameter("x", 2, 1));
        AssertNames("x.high", () => new ContinuousParameter("x", 0, double.PositiveInfinity));
        AssertNames("x.low", () => new ContinuousParameter("x", double.NaN, 1));
        AssertNames("x.low", () => new ContinuousParameter("x", 0, 1, isLogarithmic: true));
        AssertNames("n.low", () => new IntegerParameter("n", 0, 5, isLogarithmic: true));
        AssertNames("n.high", () => new IntegerParameter("n", 6, 5));
        AssertNames("c.choices", () => new ChoiceParameter("c", [], isOrdered: false));
        AssertNames("c.choices", () => new ChoiceParameter("c", [1, 1], isOrdered: false));
    }

    [Fact]
    public void Constraints_that_no_point_fulfils_are_refused()
    {
        var error = Assert.Throws<SearchSpaceException>(() => new SearchSpace(
            [new IntegerParameter("fast", 50, 60), new IntegerParameter("slow", 10, 20)], [new OrderConstraint("fast", "slow")]));

        Assert.Contains("fast < slow", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Space_without_parameters_is_one_point_that_every_optimiser_proposes_once()
    {
        Assert.All(OptimizerCatalog.Descriptions.Keys, name =>
        {
            var optimizer = OptimizerCatalog.Create(new SearchSpace([]), new OptimizerOptions { Name = name, Seed = 1 });
            var first = Assert.Single(optimizer.Ask(5, cancellationToken: TestContext.Current.CancellationToken).Candidates);
            optimizer.Tell([new TrialResult(first.Trial, first.Parameters, TrialState.Completed, 1)]);

            Assert.Empty(first.Parameters);
            Assert.Empty(optimizer.Ask(5, cancellationToken: TestContext.Current.CancellationToken).Candidates);
        });
    }

    [Fact]
    public void Space_and_parameters_survive_a_round_trip_through_json()
    {
        var space = new SearchSpace(
            [new ContinuousParameter("x", 0.1, 1, true), new IntegerParameter("n", 1, 9), new ChoiceParameter("c", ["a", 2], false),
                new FixedParameter("f", "v")],
            [new OrderConstraint("x", "n"), new LinearConstraint(new Dictionary<string, double> { ["x"] = 1, ["n"] = 2 }, 12)]);
        var set = new ParameterSet([new("x", 0.1 + 0.2), new("n", 3), new("c", "a"), new("f", "v")]);

        var spaceAgain = JsonSerializer.Deserialize<SearchSpace>(JsonSerializer.Serialize(space))!;
        var setAgain = JsonSerializer.Deserialize<ParameterSet>(JsonSerializer.Serialize(set))!;

        Assert.Equal(space.Parameters, spaceAgain.Parameters);
        Assert.Equal(space.DescribeConstraints(), spaceAgain.DescribeConstraints());
        Assert.Equal(set, setAgain);
        Assert.True(spaceAgain.Contains(setAgain));
    }

    private static void AssertNames(string field, Func<object> create) =>
        Assert.Equal(field, Assert.Throws<SearchSpaceException>(create).Field);
}
