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
        Assert.Equal(expected, StudentDistribution.Quantile95(freedom), 1e-3);

    // Abramowitz and Stegun (1964), 26.7.5: the expansion around the normal quantile, exact to 1e-9 from 100 degrees on.
    [Theory]
    [InlineData(100)]
    [InlineData(399)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(100_000)]
    public void Quantile95_of_many_degrees_is_that_of_the_expansion(int freedom)
    {
        const double X = 1.6448536269514722;
        const double Square = X * X;
        var expected = X
            + (X * (Square + 1) / 4 / freedom)
            + (X * ((((5 * Square) + 16) * Square) + 3) / 96 / Math.Pow(freedom, 2))
            + (X * ((((((3 * Square) + 19) * Square) + 17) * Square) - 15) / 384 / Math.Pow(freedom, 3));

        Assert.Equal(expected, StudentDistribution.Quantile95(freedom), 1e-7);
    }

    [Fact]
    public void Quantile95_falls_with_the_degrees_of_freedom()
    {
        for (var freedom = 2; freedom < 500; freedom++)
        {
            Assert.True(StudentDistribution.Quantile95(freedom) < StudentDistribution.Quantile95(freedom - 1));
        }
    }
}
