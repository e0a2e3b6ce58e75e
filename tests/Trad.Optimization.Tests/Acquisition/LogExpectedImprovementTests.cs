using Trad.Optimization.Acquisition;

namespace Trad.Optimization.Tests.Acquisition;

public sealed class LogExpectedImprovementTests
{
    // h(z) = ∫ max(0, z + t) φ(t) dt by Simpson's rule, with φ scaled by its value at -z so that nothing underflows.
    [Theory]
    [InlineData(2.5)]
    [InlineData(0.0)]
    [InlineData(-0.99)]
    [InlineData(-1.01)]
    [InlineData(-6.0)]
    [InlineData(-24.9)]
    [InlineData(-25.1)]
    [InlineData(-300.0)]
    public void LogH_matches_quadrature(double z)
    {
        // Substituting t = u − z: h = φ(z) ∫₀^∞ u e^(−u²/2 + u z) du.
        var end = z < -1 ? 60 / -z : z + 12;
        const int Steps = 200_000;
        var width = end / Steps;
        var sum = 0.0;
        for (var i = 0; i <= Steps; i++)
        {
            var u = i * width;
            var weight = i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * u * Math.Exp((-0.5 * u * u) + (u * z));
        }

        var expected = (-0.5 * z * z) - (0.5 * Math.Log(2 * Math.PI)) + Math.Log(sum * width / 3);

        var actual = LogExpectedImprovement.LogH(z, out _);

        Assert.Equal(expected, actual, Math.Abs(expected) * 1e-10);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(-3.0)]
    [InlineData(-40.0)]
    public void LogH_derivative_matches_finite_differences(double z)
    {
        const double Step = 1e-5;
        LogExpectedImprovement.LogH(z, out var derivative);

        var difference = LogExpectedImprovement.LogH(z + Step, out _) - LogExpectedImprovement.LogH(z - Step, out _);

        Assert.Equal(difference / (2 * Step), derivative, 1e-5);
    }
}
