using CsCheck;
using Trad.Backtesting.Metrics;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Tests.Validation.Statistics;

public sealed class MinimumTrackRecordTests
{
    /// <summary>The examples of Bailey and López de Prado (2012): years until an annual ratio of 2 is above 1 with 95 %.</summary>
    [Theory]
    [InlineData(252, 0, 3, 2.73)]
    [InlineData(52, 0, 3, 2.83)]
    [InlineData(12, 0, 3, 3.24)]
    [InlineData(12, -0.72, 5.78, 4.99)]
    public void Length_of_the_paper_s_examples_is_the_paper_s(int perYear, double skewness, double kurtosis, double years)
    {
        var root = Math.Sqrt(perYear);
        var length = MinimumTrackRecord.Compute(new SharpeEstimate(2 / root, 1000, skewness, kurtosis), 1 / root);

        Assert.Equal(years, length.Value!.Value / perYear, 1e-2);
    }

    [Fact]
    public void Length_is_where_the_probabilistic_ratio_reaches_the_confidence() =>
        Gen.Select(Gen.Double[0.02, 1], Gen.Double[-1, 1], Gen.Double[3, 9], Gen.Double[0.6, 0.9]).Sample((ratio, skew, kurt, confidence) =>
        {
            var length = MinimumTrackRecord.Compute(new SharpeEstimate(ratio, 100, skew, kurt), 0, confidence).Value!.Value;
            double Confidence(double observations) => new SharpeEstimate(ratio, (int)observations, skew, kurt).ProbabilityAbove(0)!.Value;

            Assert.True(Confidence(Math.Max(2, Math.Ceiling(length))) >= confidence - 1e-9);
            Assert.True(length < 3 || Confidence(Math.Floor(length)) <= confidence + 1e-9);
        });

    [Theory]
    [InlineData(0.1, 0.1)]
    [InlineData(-0.1, 0)]
    [InlineData(0.1, 0.0999999999)]
    public void Length_is_not_defined_for_a_ratio_that_is_not_above_the_benchmark(double ratio, double benchmark)
    {
        var length = MinimumTrackRecord.Compute(new SharpeEstimate(ratio, 100, 0, 3), benchmark);

        Assert.Null(length.Value);
        Assert.NotEmpty(length.WhyUndefined!);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void A_confidence_outside_its_range_is_refused(double confidence) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MinimumTrackRecord.Compute(new SharpeEstimate(0.1, 100, 0, 3), 0, confidence));
}
