using CsCheck;
using Trad.Optimization.Randomness;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Tests.Validation.Statistics;

public sealed class LongRunVarianceTests
{
    [Fact]
    public void Variance_is_that_of_the_sum_written_in_the_paper() =>
        Gen.Select(Gen.Double[-0.1, 0.1].Array[2, 50], Gen.Double[1, 40]).Sample((returns, blockLength) =>
        {
            var (n, mean, q) = (returns.Length, returns.Average(), 1 / blockLength);
            double Covariance(int lag) => Enumerable.Range(0, n - lag).Sum(t => (returns[t] - mean) * (returns[t + lag] - mean)) / n;
            double Kernel(int lag) => ((1 - ((double)lag / n)) * Math.Pow(1 - q, lag)) + ((double)lag / n * Math.Pow(1 - q, n - lag));
            var expected = Covariance(0) + (2 * Enumerable.Range(1, n - 1).Sum(lag => Kernel(lag) * Covariance(lag)));

            Assert.Equal(Math.Max(0, expected), LongRunVariance.Estimate(returns, blockLength), 1e-12);
        });

    [Fact]
    public void Variance_is_that_of_the_bootstrap_s_means()
    {
        var returns = SimulatedReturns.Autoregression(200, 0.4, 9);
        var positions = new int[returns.Length];
        var (sum, squares) = (0.0, 0.0);
        const int Draws = 20_000;
        for (var draw = 0; draw < Draws; draw++)
        {
            StationaryBootstrap.Draw(positions, 6, new RandomStream(4, draw));
            var mean = positions.Average(position => returns[position]);
            sum += mean;
            squares += mean * mean;
        }

        var variance = (squares / Draws) - (sum / Draws * (sum / Draws));
        Assert.Equal(1, returns.Length * variance / LongRunVariance.Estimate(returns, 6), 0.05);
    }

    [Fact]
    public void Variance_of_constant_returns_is_zero() => Assert.Equal(0, LongRunVariance.Estimate([0.1, 0.1, 0.1], 2));
}
