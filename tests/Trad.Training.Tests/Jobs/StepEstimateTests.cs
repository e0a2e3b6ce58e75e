using CsCheck;
using Trad.Training.Jobs;

namespace Trad.Training.Tests.Jobs;

public sealed class StepEstimateTests
{
    [Fact]
    public void Fraction_grows_with_time_and_never_reaches_the_end() =>
        Gen.Select(Gen.Double[0.001, 3600], Gen.Double[0, 1e6], Gen.Double[0, 1e6]).Sample((expected, one, other) =>
        {
            var (earlier, later) = (Math.Min(one, other), Math.Max(one, other));
            var before = StepEstimate.Fraction(TimeSpan.FromSeconds(earlier), TimeSpan.FromSeconds(expected));
            var after = StepEstimate.Fraction(TimeSpan.FromSeconds(later), TimeSpan.FromSeconds(expected));

            Assert.True(before <= after, $"{before} > {after}");
            Assert.InRange(after, 0, 0.999);
        });

    [Fact]
    public void Fraction_follows_the_clock_and_bends_without_a_jump()
    {
        double At(double seconds) => StepEstimate.Fraction(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(10));

        Assert.Equal(0.5, At(5), 9);
        Assert.Equal(0.8, At(8), 9);
        Assert.Equal(At(7.9999), At(8.0001), 4);
        Assert.Equal((At(8.001) - At(8)) / 0.001, (At(8) - At(7.999)) / 0.001, 3);
        Assert.InRange(At(10), 0.9, 0.95);
    }
}
