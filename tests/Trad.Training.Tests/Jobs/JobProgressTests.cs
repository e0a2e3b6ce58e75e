using CsCheck;
using Trad.Training.Jobs;

namespace Trad.Training.Tests.Jobs;

public sealed class JobProgressTests
{
    [Fact]
    public void Percent_through_a_whole_job_never_falls_and_ends_at_100()
    {
        var percents = new List<double> { JobProgress.Waiting(20).Percent, At(JobPhase.Loading, 0), At(JobPhase.Exploring, 0) };
        percents.AddRange(Fractions.Select(fraction => At(JobPhase.Exploring, 0, upcoming: 8, fraction)));
        foreach (var (completed, upcoming) in new[] { (8, 4), (12, 4), (16, 4) })
        {
            percents.AddRange(Fractions.Select(fraction => At(JobPhase.Fitting, completed, upcoming, fraction)));
            percents.AddRange(Fractions.Select(fraction => At(JobPhase.Evaluating, completed, upcoming, fraction)));
        }

        percents.AddRange(Fractions.Select(fraction => At(JobPhase.Validating, 20, 0, fraction)));
        percents.AddRange(Fractions.Select(fraction => At(JobPhase.Publishing, 20, 0, fraction)));
        percents.Add(At(JobPhase.Done, 20));

        Assert.Equal(percents.Order(), percents);
        Assert.Equal(0, percents[0]);
        Assert.Equal(100, percents[^1]);
        Assert.All(percents[..^1], percent => Assert.InRange(percent, 0, 99));
    }

    [Fact]
    public void Remaining_is_estimated_from_the_pace_so_far()
    {
        var progress = JobProgress.At(JobPhase.Fitting, 5, 20, 1.5, TimeSpan.FromSeconds(10));

        // 25 of 100 percent took 10 seconds.
        Assert.Equal(25, progress.Percent);
        Assert.Equal(30_000, progress.RemainingMs);
        Assert.Equal(10_000, progress.ElapsedMs);
        Assert.Null(JobProgress.At(JobPhase.Exploring, 0, 20, null, TimeSpan.FromSeconds(1)).RemainingMs);
    }

    [Fact]
    public void Progress_not_before_an_earlier_one_keeps_what_was_further()
    {
        var earlier = JobProgress.At(JobPhase.Evaluating, 10, 20, 2, TimeSpan.FromSeconds(3));
        var later = JobProgress.At(JobPhase.Fitting, 8, 20, 1, TimeSpan.FromSeconds(4)).NotBefore(earlier);

        Assert.Equal(earlier with { ElapsedMs = 4000, RemainingMs = (long)(4000 / earlier.Percent * (100 - earlier.Percent)) }, later);
    }

    [Fact]
    public void Progress_not_before_another_never_falls_whatever_the_two_are() =>
        Gen.Select(AnyProgress, AnyProgress).Sample((earlier, own) =>
        {
            var told = own.NotBefore(earlier);

            Assert.True(told.Percent >= Math.Max(own.Percent, earlier.Percent));
            Assert.True(told.TrialsCompleted >= earlier.TrialsCompleted);
            Assert.True(told.ElapsedMs >= earlier.ElapsedMs);
            Assert.Equal(told.Percent == own.Percent ? own.Phase : earlier.Phase, told.Phase);
            Assert.True(told.RemainingMs is null or >= 0);
        });

    private static Gen<JobProgress> AnyProgress =>
        Gen.Select(Gen.Enum<JobPhase>(), Gen.Int[0, 20], Gen.Double[0, 1], Gen.Int[0, 100_000], Gen.Bool)
            .Select((phase, completed, fraction, elapsed, isScored) =>
            JobProgress.At(phase, completed, 20, isScored ? fraction : null, TimeSpan.FromMilliseconds(elapsed), 4, fraction));

    private static IEnumerable<double> Fractions => [0, 0.3, 0.999];

    private static double At(JobPhase phase, int completed, int upcoming = 0, double fraction = 0) =>
        JobProgress.At(phase, completed, 20, null, TimeSpan.FromSeconds(1), upcoming, fraction).Percent;
}
