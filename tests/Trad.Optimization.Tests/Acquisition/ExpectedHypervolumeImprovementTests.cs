using Trad.Optimization.Acquisition;
using Trad.Optimization.GaussianProcesses;
using Trad.Optimization.Pareto;
using Trad.Optimization.Randomness;
using Trad.Testing;

namespace Trad.Optimization.Tests.Acquisition;

public sealed class ExpectedHypervolumeImprovementTests
{
    private static readonly double[][] Front = [[1.2, -0.6, 0.4], [0.3, 0.5, -0.2], [-0.5, 1.1, 0.1], [0.1, -0.3, 1.3]];

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Evaluate_matches_the_mean_volume_gained_by_simulated_outcomes(int objectives)
    {
        double[][] front = [.. Front.Select(point => point[..objectives])];
        var reference = Enumerable.Repeat(-1.0, objectives).ToArray();
        var models = Models(objectives);
        double[] x = [0.35, 0.6];
        var before = Hypervolume.Compute(front, reference);
        var random = new RandomStream(3);
        const int Draws = 40_000;
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < Draws; i++)
        {
            double[] outcome = [.. models.Select(
                model => model.Predict(x)).Select(at => at.Mean + (Math.Sqrt(at.Variance) * random.NextNormal()))];
            var gain = Hypervolume.Compute([.. front, outcome], reference) - before;
            (sum, squares) = (sum + gain, squares + (gain * gain));
        }

        var expected = sum / Draws;
        var error = Math.Sqrt(((squares / Draws) - (expected * expected)) / Draws);

        var actual = Math.Exp(new ExpectedHypervolumeImprovement(models, null, NondominatedBoxes.Decompose(front, reference)).Evaluate(x));

        Assert.InRange(actual, expected - (4 * error), expected + (4 * error));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Evaluate_gradient_matches_finite_differences(int objectives)
    {
        var function = new ExpectedHypervolumeImprovement(
            Models(objectives), null,
            NondominatedBoxes.Decompose([.. Front.Select(point => point[..objectives])], Enumerable.Repeat(-1.0, objectives).ToArray()));
        double[] x = [0.35, 0.6];
        var gradient = new double[2];

        var value = function.Evaluate(x, gradient);

        Assert.Equal(function.Evaluate(x), value, 1e-12);
        for (var k = 0; k < 2; k++)
        {
            const double Step = 1e-6;
            double[] above = [.. x];
            double[] below = [.. x];
            above[k] += Step;
            below[k] -= Step;
            Assert.Equal((function.Evaluate(above) - function.Evaluate(below)) / (2 * Step), gradient[k], 1e-5);
        }
    }

    private static Posterior[] Models(int objectives)
    {
        var random = new RandomStream(11);
        double[] points = [.. Enumerable.Range(0, 16).Select(_ => random.NextDouble())];
        return [.. Enumerable.Range(0, objectives).Select(j => new Posterior(
            new Observations(points, [.. Enumerable.Range(0, 8).Select(_ => random.NextNormal())], [false, false]),
            new Hyperparameters([1.5 + j, 0.8, 0.1 * j, -5]),
            room: 0))];
    }
}
