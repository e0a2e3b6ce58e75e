using Trad.Backtesting.Metrics;

namespace Trad.Backtesting.Tests.Metrics;

public sealed class StudentDistributionTests
{
    // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, critical values of Student's t for 0.95.
    [Theory]
    [InlineData(1, 6.314)]
    [InlineData(2, 2.920)]
    [InlineData(3, 2.353)]
    [InlineData(9, 1.833)]
    [InlineData(29, 1.699)]
    [InlineData(100, 1.660)]
    [InlineData(1000, 1.646)]
    public void Quantile95_is_that_of_the_table(int freedom, double expected) =>
        Assert.Equal(expected, StudentDistribution.Quantile95(freedom), 3);

    [Fact]
    public void Quantile95_falls_without_a_jump_where_the_expansion_takes_over()
    {
        for (var freedom = 2; freedom < 400; freedom++)
        {
            var (before, now, next) = (
                StudentDistribution.Quantile95(freedom - 1), StudentDistribution.Quantile95(freedom),
                StudentDistribution.Quantile95(freedom + 1));
            Assert.InRange(now, next, before);
            Assert.True(before - now > now - next);
        }

        // The second differences around 200 belong to one smooth curve.
        double Curvature(int freedom) =>
            StudentDistribution.Quantile95(freedom - 1) - (2 * StudentDistribution.Quantile95(freedom)) + StudentDistribution
                .Quantile95(freedom + 1);
        Assert.Equal(Curvature(198), Curvature(201), 1e-7);
    }
}
