using CsCheck;
using Trad.Backtesting.Metrics;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Tests.Validation.Statistics;

public sealed class SharpeEstimationTests
{
    /// <summary>The numerical example of Bailey and López de Prado (2012): a fund's 24 months.</summary>
    [Theory]
    [InlineData(0, 3, 0.982)]
    [InlineData(-2.448, 10.164, 0.913)]
    public void Probability_above_zero_of_the_paper_s_fund_is_the_paper_s(double skewness, double kurtosis, double probability) =>
        Assert.Equal(probability, new SharpeEstimate(0.458, 24, skewness, kurtosis).ProbabilityAbove(0)!.Value, 1e-3);

    [Fact]
    public void Moments_of_a_short_series_are_those_by_hand()
    {
        // Mean 0.01; away −3, −1, 0, 4 in units of 0.01: squares 26, cubes 36, fourths 338.
        var estimate = SharpeEstimation.Estimate([-0.02, 0, 0.01, 0.05]).Value!.Value;

        Assert.Equal(1 / Math.Sqrt(26 / 3.0), estimate.Ratio, 1e-12);
        Assert.Equal(36 / 4.0 / Math.Pow(26 / 4.0, 1.5), estimate.Skewness, 1e-12);
        Assert.Equal(338 / 4.0 / Math.Pow(26 / 4.0, 2), estimate.Kurtosis, 1e-12);
        Assert.Equal(4, estimate.Observations);
    }

    [Fact]
    public void Ratio_does_not_depend_on_the_scale_or_the_order_of_the_returns() =>
        Gen.Select(Gen.Double[-0.2, 0.2].Array[2, 40], Gen.Double[0.01, 100]).Sample((returns, scale) =>
        {
            var estimate = SharpeEstimation.Estimate(returns);
            var scaled = SharpeEstimation.Estimate([.. returns.Reverse().Select(value => value * scale)]);

            Assert.Equal(estimate.Value is null, scaled.Value is null);
            if (estimate.Value is { } one && scaled.Value is { } other)
            {
                Assert.Equal(one.Ratio, other.Ratio, 1e-6 * (1 + Math.Abs(one.Ratio)));
                Assert.Equal(one.Kurtosis, other.Kurtosis, 1e-6 * one.Kurtosis);
                Assert.InRange(one.ProbabilityAbove(0) ?? 0.5, 0, 1);
            }
        });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.01)]
    [InlineData(30, 0)]
    [InlineData(30, 0.1)]
    [InlineData(30, 1e-300)]
    public void Ratio_of_constant_or_too_few_returns_is_not_defined_and_says_why(int count, double value)
    {
        var estimate = SharpeEstimation.Estimate(Enumerable.Repeat(value, count).ToArray());

        Assert.Null(estimate.Value);
        Assert.NotEmpty(estimate.WhyUndefined!);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1e10)]
    public void A_return_that_is_no_number_is_refused_by_position_and_value(double value)
    {
        var error = Assert.Throws<ArgumentException>(() => SharpeEstimation.Estimate([0.1, value]));

        Assert.Contains("Return 1 was", error.Message, StringComparison.Ordinal);
    }
}
