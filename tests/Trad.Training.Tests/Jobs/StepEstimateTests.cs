using CsCheck;
using Trad.Training.Jobs;

namespace Trad.Training.Tests.Jobs;

public sealed class StepEstimateTests
{
    [Fact]
    public void Fraction_grows_with_time_and_never_reaches_the_end_whatever_was_expected() =>
        Gen.Select(Gen.Long[1, TimeSpan.TicksPerDay], Gen.Long[0, long.MaxValue], Gen.Long[0, long.MaxValue])
            .Sample((expected, one, other) =>
        {
            var (earlier, later) = (Math.Min(one, other), Math.Max(one, other));
            var before = StepEstimate.Fraction(new TimeSpan(earlier), new TimeSpan(expected));
            var after = StepEstimate.Fraction(new TimeSpan(later), new TimeSpan(expected));

            Assert.True(before <= after, $"{before} > {after}");
            Assert.True(after is >= 0 and < 1, $"{after}");
        });

    [Fact]
    public void Fraction_of_a_step_that_takes_ten_times_as_long_still_moves() =>
        Gen.Select(Gen.Double[0.001, 3600], Gen.Double[0, 10]).Sample((expected, times) =>
        {
            double At(double ratio) => StepEstimate.Fraction(TimeSpan.FromSeconds(expected * ratio), TimeSpan.FromSeconds(expected));

            Assert.True(At(times + 1) - At(times) > 0.0003);
        });

    /// <summary>
    /// Fits of any length, one after the other, each judged by the one before: percent only grows and never says that the job is done.
    /// </summary>
    [Fact]
    public void Percent_over_rounds_of_any_fit_times_never_falls_and_stays_below_the_end() =>
        Gen.Int[1, 60_000].Array[1, 12].Sample(fits =>
        {
            var (last, expected) = (0.0, 50.0);
            for (var round = 0; round < fits.Length; round++)
            {
                for (var elapsed = 0.0; elapsed <= fits[round]; elapsed += Math.Max(1, fits[round] / 50.0))
                {
                    var fraction = StepEstimate.Fraction(TimeSpan.FromMilliseconds(elapsed), TimeSpan.FromMilliseconds(expected));
                    var percent = JobProgress.At(JobPhase.Fitting, round * 4, fits.Length * 4, null, TimeSpan.Zero, 4, fraction).Percent;
                    Assert.InRange(percent, last, 97);
                    last = percent;
                }

                expected = fits[round] * 1.2;
            }
        });

    [Fact]
    public void Fraction_follows_the_clock_and_bends_without_a_jump()
    {
        double At(double seconds) => StepEstimate.Fraction(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(10));

        Assert.Equal(0.5, At(5), 1e-9);
        Assert.Equal(0.8, At(8), 1e-9);
        Assert.Equal(At(7.9999), At(8.0001), 1e-4);
        Assert.Equal((At(8.001) - At(8)) / 0.001, (At(8) - At(7.999)) / 0.001, 1e-3);
        Assert.Equal(0.9, At(10), 1e-9);
    }
}
