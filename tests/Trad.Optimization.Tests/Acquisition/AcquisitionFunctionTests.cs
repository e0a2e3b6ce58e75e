using Trad.Optimization.Acquisition;
using Trad.Optimization.Bayesian;
using Trad.Optimization.GaussianProcesses;
using Trad.Optimization.Randomness;
using Trad.Optimization.Tests.GaussianProcesses;

namespace Trad.Optimization.Tests.Acquisition;

public sealed class AcquisitionFunctionTests
{
    private static readonly double[] Probe = [0.37, 0.81, 1];

    [Theory]
    [InlineData(0.4)]
    [InlineData(-0.5)]
    public void Expected_improvement_matches_the_mean_gain_of_simulated_outcomes(double best)
    {
        var problem = new SampleProblem();
        var posterior = new Posterior(problem.Data, problem.Parameters, 0);
        var (mean, variance) = problem.Reference.Predict(Probe);
        var random = new RandomStream(8);
        const int Draws = 200_000;
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < Draws; i++)
        {
            var gain = Math.Max(0, mean + (Math.Sqrt(variance) * random.NextNormal()) - best);
            (sum, squares) = (sum + gain, squares + (gain * gain));
        }

        var expected = sum / Draws;
        var error = Math.Sqrt(((squares / Draws) - (expected * expected)) / Draws);

        var actual = Math.Exp(new AcquisitionFunction(posterior, null, AcquisitionKind.LogExpectedImprovement, best).Evaluate(Probe));

        Assert.InRange(actual, expected - (4 * error), expected + (4 * error));
    }

    [Fact]
    public void Upper_confidence_bound_is_two_deviations_above_the_mean()
    {
        var problem = new SampleProblem();
        var (mean, variance) = problem.Reference.Predict(Probe);

        var actual = new AcquisitionFunction(
            new Posterior(problem.Data, problem.Parameters, 0), null, AcquisitionKind.UpperConfidenceBound, 0).Evaluate(Probe);

        Assert.Equal(mean + (2 * Math.Sqrt(variance)), actual, 1e-8);
    }

    [Theory]
    [InlineData(AcquisitionKind.LogExpectedImprovement)]
    [InlineData(AcquisitionKind.UpperConfidenceBound)]
    public void A_floor_changes_no_bit_of_what_lies_above_it_and_lifts_nothing_over_it(AcquisitionKind kind)
    {
        var problem = new SampleProblem(60);
        var labels = new Observations(
            problem.Data.Points, [.. problem.Values.Select(value => value > 0 ? 1.0 : -1.0)], problem.IsCategorical);
        var feasibility = new FeasibilityModel(new Posterior(labels, problem.Parameters, 0));
        var function = new AcquisitionFunction(new Posterior(problem.Data, problem.Parameters, 0), feasibility, kind, 0.7);
        var random = new RandomStream(4);
        double[] points = [.. Enumerable.Range(0, 203).SelectMany(
            _ => new[] { random.NextDouble(), random.NextDouble(), random.NextIndex(3) })];
        var (all, some) = (new double[203], new double[203]);
        function.EvaluateAll(points, all, double.NegativeInfinity);
        var floor = all.Order().ElementAt(180);

        function.EvaluateAll(points, some, floor);

        Assert.All(Enumerable.Range(0, 203), i => Assert.True(all[i] > floor ? some[i] == all[i] : some[i] <= floor));
        Assert.Contains(double.NegativeInfinity, some);
    }

    [Theory]
    [InlineData(AcquisitionKind.LogExpectedImprovement, false)]
    [InlineData(AcquisitionKind.LogExpectedImprovement, true)]
    [InlineData(AcquisitionKind.UpperConfidenceBound, true)]
    public void Gradient_matches_finite_differences(AcquisitionKind kind, bool hasFeasibility)
    {
        var problem = new SampleProblem();
        var labels = new Observations(
            problem.Data.Points, [.. problem.Values.Select(value => value > 0 ? 1.0 : -1.0)], problem.IsCategorical);
        var feasibility = hasFeasibility ? new FeasibilityModel(new Posterior(labels, problem.Parameters, 0)) : null;
        var function = new AcquisitionFunction(new Posterior(problem.Data, problem.Parameters, 0), feasibility, kind, 0.7);
        var gradient = new double[3];

        var value = function.Evaluate(Probe, gradient);

        Assert.Equal(function.Evaluate(Probe), value, 1e-12);
        for (var k = 0; k < 2; k++)
        {
            const double Step = 1e-6;
            double[] above = [.. Probe];
            double[] below = [.. Probe];
            above[k] += Step;
            below[k] -= Step;
            Assert.Equal((function.Evaluate(above) - function.Evaluate(below)) / (2 * Step), gradient[k], 1e-5);
        }
    }
}
