using Trad.Training.Jobs;

namespace Trad.Training.Tests.Jobs;

public sealed class JobProgressTests
{
    [Fact]
    public void Percent_through_a_whole_job_never_falls_and_ends_at_100()
    {
        var percents = new List<double> { JobProgress.Waiting(20).Percent, At(JobPhase.Loading, 0), At(JobPhase.Exploring, 0) };
        for (var completed = 10; completed < 20; completed++)
        {
            percents.Add(At(JobPhase.Fitting, completed));
            percents.Add(At(JobPhase.Evaluating, completed));
        }

        percents.Add(At(JobPhase.Publishing, 20));
        percents.Add(At(JobPhase.Done, 20));

        Assert.Equal(percents.Order(), percents);
        Assert.Equal(0, percents[0]);
        Assert.Equal(100, percents[^1]);
        Assert.All(percents[..^1], percent => Assert.True(percent < 100));
    }

    [Fact]
    public void Remaining_is_estimated_from_the_pace_so_far()
    {
        var progress = JobProgress.At(JobPhase.Fitting, 5, 20, 1.5, TimeSpan.FromSeconds(10));

        Assert.Equal(30_000, progress.RemainingMs);
        Assert.Equal(10_000, progress.ElapsedMs);
        Assert.Null(JobProgress.At(JobPhase.Exploring, 0, 20, null, TimeSpan.FromSeconds(1)).RemainingMs);
    }

    private static double At(JobPhase phase, int completed) =>
        JobProgress.At(phase, completed, 20, null, TimeSpan.FromSeconds(1)).Percent;
}
