using Trad.Optimization.GaussianProcesses;
using Trad.Optimization.Randomness;

namespace Trad.Optimization.Tests.GaussianProcesses;

public sealed class MaternTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(11)]
    public void Evaluate_of_many_gives_to_the_bit_what_each_gives_alone_and_what_the_formula_says(int count)
    {
        const double Signal = 1.7;
        var random = new RandomStream(3);
        double[] distances = [.. Enumerable.Range(0, count).Select(i => i == 0 ? 0 : Math.Exp(12 * random.NextDouble()) / 400)];
        double[] covariances = [.. distances];
        var slopes = new double[count];

        Matern.Evaluate(Signal, covariances, slopes);

        for (var i = 0; i < count; i++)
        {
            var s = Math.Sqrt(5 * distances[i]);
            Assert.Equal(Signal * Matern.Evaluate(distances[i]), covariances[i]);
            Assert.Equal(Signal * (1 + s + (5 * distances[i] / 3)) * Math.Exp(-s), covariances[i], 1e-14);
            Assert.Equal(-5.0 / 6.0 * (1 + s) * Math.Exp(-s), slopes[i], 1e-14);
        }
    }
}
