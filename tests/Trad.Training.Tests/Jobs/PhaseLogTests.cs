using Trad.Training.Jobs;

namespace Trad.Training.Tests.Jobs;

public sealed class PhaseLogTests
{
    private static readonly DateTimeOffset Noon = new(2025, 6, 30, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Stay_in_which_the_clock_was_set_back_is_as_long_as_its_work_was_measured_to_take()
    {
        var log = PhaseLog.Begin(JobPhase.Queued, Noon).Enter(JobPhase.Fitting, Noon).Measure(1_500).Measure(500);

        Assert.Equal(2_000, log.Timings(Noon.AddDays(-2)).Single(timing => timing.Phase == JobPhase.Fitting).DurationMs);
        Assert.Equal(2_100, log.Timings(Noon.AddMilliseconds(2_100)).Single(timing => timing.Phase == JobPhase.Fitting).DurationMs);
    }

    [Fact]
    public void Timings_add_the_stays_of_a_phase_and_cover_the_whole_time()
    {
        var log = PhaseLog.Begin(JobPhase.Queued, Noon)
            .Enter(JobPhase.Loading, Noon.AddMilliseconds(5))
            .Enter(JobPhase.Fitting, Noon.AddMilliseconds(25))
            .Enter(JobPhase.Fitting, Noon.AddMilliseconds(26))
            .Enter(JobPhase.Evaluating, Noon.AddMilliseconds(35))
            .Enter(JobPhase.Fitting, Noon.AddMilliseconds(40))
            .Enter(JobPhase.Evaluating, Noon.AddMilliseconds(60));

        Assert.Equal(
            [
                new PhaseTiming(JobPhase.Queued, Noon, 5),
                new PhaseTiming(JobPhase.Loading, Noon.AddMilliseconds(5), 20),
                new PhaseTiming(JobPhase.Fitting, Noon.AddMilliseconds(25), 30),
                new PhaseTiming(JobPhase.Evaluating, Noon.AddMilliseconds(35), 45),
            ],
            log.Timings(Noon.AddMilliseconds(100)));
    }
}
