using Trad.Optimization.Spaces;

namespace Trad.Optimization.Tests.Spaces;

public sealed class NeighbourhoodTests
{
    private static readonly SearchSpace Space = new(
        [new IntegerParameter("fast", 5, 100), new IntegerParameter("slow", 20, 400), new ContinuousParameter("ratio", 0, 1),
            new FixedParameter("fixed", 3)],
        [new OrderConstraint("fast", "slow")]);

    [Fact]
    public void Neighbours_differ_in_one_parameter_by_the_share_of_its_range()
    {
        var center = Set(50, 200, 0.5);

        var around = Neighbourhood.Enumerate(Space, center, 0.1);

        Assert.Equal(
            [Set(40, 200, 0.5), Set(60, 200, 0.5), Set(50, 162, 0.5), Set(50, 238, 0.5), Set(50, 200, 0.4), Set(50, 200, 0.6)], around);
    }

    [Fact]
    public void Less_than_a_step_is_a_step()
    {
        var around = Neighbourhood.Enumerate(
            new SearchSpace([new IntegerParameter("n", 1, 5)]), new ParameterSet([new("n", 3)]), 0.01, 0.02);

        Assert.Equal([2, 4], around.Select(set => set["n"].Number));
    }

    [Fact]
    public void Nothing_lies_beyond_the_range_or_against_a_constraint()
    {
        var around = Neighbourhood.Enumerate(Space, Set(22, 23, 1), 0.1);

        Assert.All(around, set => Assert.True(Space.Contains(set)));
        Assert.DoesNotContain(around, set => set["fast"].Number > 22 || set["ratio"].Number > 1);
    }

    [Fact]
    public void Ends_of_ranges_are_named()
    {
        Assert.Equal([("fast", true), ("ratio", false)], Neighbourhood.EdgesOf(Space, Set(5, 200, 1)));
        Assert.Empty(Neighbourhood.EdgesOf(Space, Set(6, 200, 0.5)));
    }

    private static ParameterSet Set(double fast, double slow, double ratio) =>
        new([new("fast", fast), new("slow", slow), new("ratio", ratio), new("fixed", 3)]);
}
