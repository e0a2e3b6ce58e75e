using System.Globalization;
using CsCheck;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Tests.Spaces;

public sealed class SteppedParameterTests
{
    [Fact]
    public void Values_are_those_of_decimal_arithmetic_without_drift()
    {
        var parameter = new SteppedParameter("x", 0.1, 100, 0.1);

        Assert.Equal(1000, parameter.Cardinality);
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal((i + 1) / 10.0, parameter.ValueAt(i));
        }
    }

    [Theory]
    [InlineData(1, 3, 0.5, "1 1.5 2 2.5 3")]
    [InlineData(3, 10, 4, "3 7")]
    [InlineData(0.0005, 0.002, 0.0005, "0.0005 0.001 0.0015 0.002")]
    [InlineData(-1, 1, 2, "-1 1")]
    public void Values_end_with_the_last_step_within_the_range(double low, double high, double step, string expected)
    {
        var parameter = new SteppedParameter("x", low, high, step);

        Assert.Equal(
            expected,
            string.Join(
                ' ',
                Enumerable.Range(0, (int)parameter.Cardinality!).Select(i => parameter.ValueAt(i).ToString(CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void Every_optimizer_proposes_values_of_the_grid_alone_each_once()
    {
        var space = new SearchSpace([new SteppedParameter("x", 1, 3, 0.5), new SteppedParameter("n", 10, 30, 10)]);

        foreach (var name in OptimizerCatalog.Descriptions.Keys)
        {
            var optimizer = OptimizerCatalog.Create(space, new OptimizerOptions { Name = name });
            var seen = new HashSet<ParameterSet>();
            while (optimizer.Ask(2, null, TestContext.Current.CancellationToken) is { Candidates: { Count: > 0 } candidates })
            {
                Assert.All(candidates, candidate => Assert.True(space.Contains(candidate.Parameters) && seen.Add(candidate.Parameters)));
                optimizer.Tell(
                    [.. candidates.Select(
                        candidate => new TrialResult(
                            candidate.Trial, candidate.Parameters, TrialState.Completed, candidate.Parameters["x"].Number))]);
            }

            Assert.Equal(15, seen.Count);
        }
    }

    [Fact]
    public void Coordinates_and_values_lead_to_each_other() =>
        Gen.Select(Gen.Int[-1000, 1000], Gen.Int[1, 999], Gen.Int[1, 3000], Gen.Int[0, 6]).Sample((low, step, count, digits) =>
        {
            var unit = Math.Pow(10, digits);
            var parameter = new SteppedParameter("x", low / unit, (low + ((long)step * count)) / unit, step / unit);
            var space = new SearchSpace([parameter]);

            Assert.Equal(count + 1, parameter.Cardinality);
            foreach (var index in new[] { 0, count / 2, count })
            {
                var value = parameter.ValueAt(index);
                Assert.Equal((low + ((long)step * index)) / unit, value);
                Assert.Equal(value, space.Cube.Decode(space.Cube.Encode(new ParameterSet([new("x", value)])))["x"].Number);
            }
        });

    [Theory]
    [InlineData(1, 3, 0)]
    [InlineData(1, 3, -1)]
    [InlineData(1, 3, 2.5)]
    [InlineData(1, 3, double.NaN)]
    [InlineData(1, 3, 1e-9)]
    public void Step_that_makes_no_grid_is_refused_by_name(double low, double high, double step) =>
        Assert.Equal("x.step", Assert.Throws<SearchSpaceException>(() => new SteppedParameter("x", low, high, step)).Field);
}
