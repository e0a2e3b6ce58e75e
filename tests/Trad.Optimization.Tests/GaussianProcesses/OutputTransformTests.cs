using CsCheck;
using Trad.Optimization.GaussianProcesses;

namespace Trad.Optimization.Tests.GaussianProcesses;

public sealed class OutputTransformTests
{
    [Fact]
    public void Apply_keeps_the_order_and_Invert_takes_it_back() =>
        Gen.Double[-1e6, 1e6].Array[2, 40].Sample(objectives =>
        {
            var transform = new OutputTransform(objectives, isRobust: true);
            var sorted = objectives.Order().ToArray();
            var transformed = Array.ConvertAll(sorted, transform.Apply);
            var extent = sorted[^1] - sorted[0];
            return transformed.SequenceEqual(transformed.Order())
                && sorted.All(objective => Math.Abs(transform.Invert(transform.Apply(objective)) - objective) <= 1e-6 * (1 + extent));
        });

    [Fact]
    public void Apply_standardises_what_it_was_made_from()
    {
        double[] objectives = [.. Enumerable.Range(1, 30).Select(i => -Math.Exp(0.4 * i))];
        var transform = new OutputTransform(objectives, isRobust: true);

        var values = Array.ConvertAll(objectives, transform.Apply);

        Assert.Equal(0, values.Average(), 1e-9);
        Assert.Equal(1, values.Average(value => value * value), 1e-9);
    }

    // Objectives over five orders of magnitude: unbent, 29 of 30 would look alike.
    [Fact]
    public void Apply_spreads_objectives_with_a_heavy_tail()
    {
        double[] objectives = [.. Enumerable.Range(1, 30).Select(i => -Math.Exp(0.4 * i))];

        Assert.True(Spread(isRobust: true) > 5 * Spread(isRobust: false));

        double Spread(bool isRobust)
        {
            var transform = new OutputTransform(objectives, isRobust);
            return transform.Apply(objectives[0]) - transform.Apply(objectives[14]);
        }
    }

    [Fact]
    public void UnitAt_is_the_slope_of_the_inverse()
    {
        double[] objectives = [-3, 1, 2, 2.5, 9, 40];
        var transform = new OutputTransform(objectives, isRobust: true);

        foreach (var objective in objectives[1..^1])
        {
            var at = transform.Apply(objective);
            Assert.Equal(
                (transform.Invert(at + 1e-6) - transform.Invert(at - 1e-6)) / 2e-6, transform.UnitAt(objective),
                1e-4 * transform.UnitAt(objective));
        }
    }
}
