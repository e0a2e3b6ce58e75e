using Trad.Optimization.GaussianProcesses;
using Trad.Optimization.Randomness;

namespace Trad.Optimization.Tests.GaussianProcesses;

public sealed class PosteriorTests
{
    private static readonly double[] Probe = [0.37, 0.81, 1];

    [Fact]
    public void Predict_matches_the_dense_textbook_computation()
    {
        var problem = new SampleProblem();
        var expected = problem.Reference.Predict(Probe);

        var actual = new Posterior(problem.Data, problem.Parameters, room: 0).Predict(Probe);

        Assert.Equal(expected.Mean, actual.Mean, 1e-9);
        Assert.Equal(expected.Variance, actual.Variance, 1e-9);
    }

    [Fact]
    public void PredictWithGradient_matches_finite_differences()
    {
        var problem = new SampleProblem();
        var posterior = new Posterior(problem.Data, problem.Parameters, room: 0);
        var mean = new double[3];
        var variance = new double[3];

        posterior.PredictWithGradient(Probe, mean, variance);

        for (var k = 0; k < 2; k++)
        {
            const double Step = 1e-6;
            double[] above = [.. Probe];
            double[] below = [.. Probe];
            above[k] += Step;
            below[k] -= Step;
            var (high, low) = (posterior.Predict(above), posterior.Predict(below));
            Assert.Equal((high.Mean - low.Mean) / (2 * Step), mean[k], 1e-6);
            Assert.Equal((high.Variance - low.Variance) / (2 * Step), variance[k], 1e-6);
        }

        Assert.Equal(0, mean[2]);
    }

    [Fact]
    public void Imagine_gives_the_same_posterior_as_conditioning_on_all_points_at_once()
    {
        var problem = new SampleProblem(12);
        var whole = new Posterior(problem.Data, problem.Parameters, room: 0);
        var part = new Observations(problem.Data.Points[..(9 * 3)], problem.Values[..9], problem.IsCategorical);
        var grown = new Posterior(part, problem.Parameters, room: 3);

        for (var i = 9; i < 12; i++)
        {
            grown.Imagine(problem.Points[i], problem.Values[i]);
        }

        Assert.Equal(whole.Predict(Probe).Mean, grown.Predict(Probe).Mean, 1e-10);
        Assert.Equal(whole.Predict(Probe).Variance, grown.Predict(Probe).Variance, 1e-10);
    }

    [Fact]
    public void Imagining_beyond_the_room_gives_to_the_bit_what_enough_room_gives()
    {
        var problem = new SampleProblem(40);
        var part = new Observations(problem.Data.Points[..(5 * 3)], problem.Values[..5], problem.IsCategorical);
        var (roomy, growing) = (new Posterior(part, problem.Parameters, room: 35), new Posterior(part, problem.Parameters, room: 1));

        for (var i = 5; i < 40; i++)
        {
            roomy.Imagine(problem.Points[i], problem.Values[i]);
            growing.Imagine(problem.Points[i], problem.Values[i]);
            Assert.Equal(roomy.Predict(Probe), growing.Predict(Probe));
        }

        growing.Forget(5);
        Assert.Equal(new Posterior(part, problem.Parameters, room: 0).Predict(Probe), growing.Predict(Probe));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(11)]
    public void Predicting_many_points_gives_to_the_bit_what_each_gives_alone(int count)
    {
        var problem = new SampleProblem(23);
        var posterior = new Posterior(problem.Data, problem.Parameters, room: 2);
        var random = new RandomStream(11);
        double[] points = [.. Enumerable.Range(0, count).SelectMany(
            _ => new double[] { random.NextDouble(), random.NextDouble(), random.NextIndex(3) })];
        var (means, variances) = (new double[count], new double[count]);

        posterior.Predict(points, means, variances);

        for (var i = 0; i < count; i++)
        {
            Assert.Equal(posterior.Predict(points.AsSpan(i * 3, 3)), (means[i], variances[i]));
        }
    }

    [Fact]
    public void Predicting_many_points_gives_up_what_is_not_promising_and_changes_no_bit_of_the_others()
    {
        var problem = new SampleProblem(40);
        var posterior = new Posterior(problem.Data, problem.Parameters, room: 0);
        double[] points = [.. problem.Points.Take(8).SelectMany(point => new[] { point[0] + 0.02, point[1] - 0.03, point[2] })];
        var (means, variances) = (new double[8], new double[8]);
        var bounds = new Dictionary<double, double>();

        posterior.Predict(points, means, variances, (mean, mostVariance) =>
        {
            bounds[mean] = mostVariance;
            return Array.IndexOf(means, mean) >= 4;
        });

        for (var i = 0; i < 8; i++)
        {
            var (mean, variance) = posterior.Predict(points.AsSpan(i * 3, 3));
            Assert.Equal((mean, i < 4 ? double.NaN : variance), (means[i], variances[i]));
            Assert.True(!bounds.TryGetValue(mean, out var bound) || bound >= variance);
        }
    }

    [Fact]
    public void Posterior_of_repeated_points_without_noise_grows_the_noise_instead_of_failing()
    {
        var data = new Observations([0.5, 0.5, 0.5, 0.5], [1, 1, 1, 1], [false]);
        var parameters = Hyperparameters.Default(1, 1e-300);

        var posterior = new Posterior(data, parameters, room: 0);

        Assert.True(posterior.Noise > 1e-300);
        Assert.Equal(1, posterior.Predict([0.5]).Mean, 1e-3);
    }
}
