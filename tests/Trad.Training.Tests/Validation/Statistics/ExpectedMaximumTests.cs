using CsCheck;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Tests.Validation.Statistics;

public sealed class ExpectedMaximumTests
{
    /// <summary>Closed forms for two and three; the others from the tables of Harter (1961), Biometrika 48.</summary>
    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 0.5641895835)]
    [InlineData(3, 0.8462843753)]
    [InlineData(5, 1.16296)]
    [InlineData(10, 1.53875)]
    [InlineData(20, 1.86748)]
    [InlineData(50, 2.24907)]
    [InlineData(100, 2.50759)]
    public void Exact_maximum_is_that_of_the_tables(double trials, double expected) =>
        Assert.Equal(expected, ExpectedMaximum.Exact(trials), 1e-5);

    [Fact]
    public void Maximum_is_zero_for_one_trial_and_grows_without_a_jump() =>
        Gen.Double[1, 1e6].Sample(trials =>
        {
            Assert.Equal(0, ExpectedMaximum.Compute(1), 1e-9);
            var (one, more) = (ExpectedMaximum.Compute(trials), ExpectedMaximum.Compute(trials * (1 + 1e-6)));
            Assert.InRange(one, 0, 6);
            Assert.InRange(more - one, -1e-9, 1e-4);
        });

    [Fact]
    public void Maximum_of_the_paper_s_formula_is_at_most_three_percent_above_the_exact_one() =>
        Gen.Double[1.001, 1e5].Sample(
            trials => Assert.InRange(ExpectedMaximum.Compute(trials) / ExpectedMaximum.Exact(trials), 1 - 1e-9, 1.03));

    [Theory]
    [InlineData(0.9)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Less_than_one_trial_is_refused(double trials) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ExpectedMaximum.Compute(trials));
}
