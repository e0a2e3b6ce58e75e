using CsCheck;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Tests.Validation.Statistics;

public sealed class BootstrapIntervalsTests
{
    /// <summary>For independent returns the standard error is known: the interval is as wide as that of its formula.</summary>
    [Fact]
    public void Interval_of_the_ratio_of_independent_returns_is_that_of_its_standard_error()
    {
        var returns = SimulatedReturns.Normal(4, 1, 1000, 0.001);
        var estimate = SharpeEstimation.Estimate(returns).Value!.Value;
        var interval = BootstrapIntervals.Compute(returns, 1, 2000, 0.95, 1).Value!.Value.Sharpe;

        Assert.Equal(estimate.Ratio, (interval.Low + interval.High) / 2, 0.01);
        Assert.Equal(2 * 1.96 * estimate.StandardError!.Value, interval.High - interval.Low, 0.01);
    }

    [Fact]
    public void Interval_holds_the_true_ratio_about_as_often_as_it_says()
    {
        var held = 0;
        for (var record = 0; record < 200; record++)
        {
            var returns = SimulatedReturns.Normal(90, record, 150, 0.001);
            var interval = BootstrapIntervals.Compute(returns, (ulong)record, 200, 0.9).Value!.Value.Sharpe;
            held += interval.Low <= 0.1 && interval.High >= 0.1 ? 1 : 0;
        }

        Assert.InRange(held, 164, 194);
    }

    [Fact]
    public void Intervals_of_two_returns_are_those_of_their_four_resamples()
    {
        // ++, +−, −+, −−: one in four of each, so that the middle half of the total return is that of +−.
        var intervals = BootstrapIntervals.Compute([0.5, -0.5], 1, 4000, 0.4, 1).Value!.Value;

        Assert.Equal((-0.25, -0.25), (intervals.TotalReturn.Low, intervals.TotalReturn.High));
        Assert.Equal((0.5, 0.5), (intervals.MaximumDrawdown.Low, intervals.MaximumDrawdown.High));
        var all = BootstrapIntervals.Compute([0.5, -0.5], 1, 4000, 0.999, 1).Value!.Value;
        Assert.Equal((-0.75, 1.25), (all.TotalReturn.Low, all.TotalReturn.High));
        Assert.Equal((0, 0.75), (all.MaximumDrawdown.Low, all.MaximumDrawdown.High));
    }

    [Fact]
    public void Intervals_are_numbers_in_their_ranges_and_the_same_for_the_same_seed() =>
        Gen.Select(Gen.Double[-2, 3].Array[0, 40], Gen.ULong, Gen.Double[0.01, 0.99]).Sample(
            (returns, seed, confidence) =>
            {
                var intervals = BootstrapIntervals.Compute(returns, seed, 40, confidence);

                Assert.Equal(intervals, BootstrapIntervals.Compute(returns, seed, 40, confidence));
                Assert.Equal(intervals.Value is null, returns.Distinct().Count() < 2);
                if (intervals.Value is { } value)
                {
                    Assert.InRange(value.TotalReturn.Low, -1, value.TotalReturn.High);
                    Assert.InRange(value.MaximumDrawdown.Low, 0, value.MaximumDrawdown.High);
                    Assert.InRange(value.MaximumDrawdown.High, 0, 1);
                    Assert.True(double.IsFinite(value.TotalReturn.High) && value.Sharpe.Low <= value.Sharpe.High);
                }
            },
            iter: 200);

    [Theory]
    [InlineData(1.26, 1.7, 0.997)]
    [InlineData(-0.12, -0.68, 0.851)]
    [InlineData(0.05, -0.88, 0.91)]
    [InlineData(1.59, 1.83, 0.418)]
    public void Interval_of_resamples_that_all_come_to_the_same_is_that_value(double first, double second, double confidence)
    {
        // Most blocks are longer than the record, which leaves two orders of two returns; products do not mind the order.
        var interval = BootstrapIntervals.Compute([first, second], 5, 40, confidence, blockLength: 1e9).Value!.Value.TotalReturn;

        var total = ((1 + first) * (1 + second)) - 1;
        Assert.Equal((total, total), (interval.Low, interval.High));
    }

    [Fact]
    public void Intervals_of_returns_beyond_any_reason_are_still_numbers()
    {
        var intervals = BootstrapIntervals.Compute([.. Enumerable.Range(0, 200).Select(i => 1e9 - i)], 1, 20).Value!.Value;

        Assert.True(double.IsFinite(intervals.TotalReturn.High) && double.IsFinite(intervals.Sharpe.High));
    }
}
