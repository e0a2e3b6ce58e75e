using CsCheck;
using MathNet.Numerics.Statistics;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Metrics.Statistics;

namespace Trad.Backtesting.Tests.Metrics;

/// <summary>Sums of powers beside MathNet's running statistics, which go about the running mean.</summary>
public sealed class ReturnStatisticsTests
{
    [Fact]
    public void Moments_are_those_of_MathNet_also_where_the_mean_is_ten_deviations() =>
        Gen.Select(Gen.Int[2, 3_000], Gen.Double[-10, 10], Gen.Double[1e-6, 1e-2], Gen.Int).Sample((count, ratio, deviation, seed) =>
        {
            var random = new Random(seed);
            var values = new double[count];
            for (var i = 0; i < count; i++)
            {
                values[i] = deviation * (ratio + ((random.NextDouble() - 0.5) * Math.Sqrt(12)));
            }

            var ours = Add(values);
            var theirs = new RunningStatistics(values);

            Close(theirs.StandardDeviation, ours.Deviation);
            Close(theirs.Mean, ours.Mean);
            Close(theirs.PopulationSkewness, Skewness.Compute(ours));
            Close(theirs.PopulationKurtosis, Kurtosis.Compute(ours));
        });

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    [InlineData(-0.003)]
    [InlineData(1e-9)]
    public void Returns_that_are_all_alike_have_no_variation_whatever_the_sums_round_to(double change)
    {
        foreach (var count in new[] { 2, 3, 10, 1_000, 100_000 })
        {
            var returns = Add(Enumerable.Repeat(change, count).ToArray());

            Assert.Equal(0, returns.Deviation);
            Assert.Null(Skewness.Compute(returns));
            Assert.Null(Kurtosis.Compute(returns));
        }
    }

    private static ReturnStatistics Add(double[] values)
    {
        var statistics = new ReturnStatistics(new double[values.Length]);
        foreach (var value in values)
        {
            statistics.Add(value);
        }

        return statistics;
    }

    private static void Close(double expected, double? actual) =>
        Assert.True(
            actual is { } found && Math.Abs(found - expected) <= 1e-8 * Math.Max(1, Math.Abs(expected)), $"{actual} is not {expected}");
}
