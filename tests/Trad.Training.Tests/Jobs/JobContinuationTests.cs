using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Training.Tests.Jobs;

public sealed class JobContinuationTests
{
    private static readonly DateTimeOffset Noon = new(2025, 6, 30, 12, 0, 0, TimeSpan.Zero);
    private static readonly TrainingPlan Plan = new(Noon, 20, 12, 4, 2, 1);

    [Fact]
    public void Nothing_recorded_begins_at_the_beginning() =>
        Assert.Equal(new JobContinuation(Plan, 0, 0, null, null), JobContinuation.Find(Plan, 20, []));

    [Fact]
    public void Complete_rounds_are_kept_with_the_memory_of_the_last()
    {
        var found = JobContinuation.Find(Plan, 40, [Round(0, 0, 12), .. Trials(0, 12), Round(1, 12, 4), .. Trials(12, 4)]);

        Assert.Equal(new JobContinuation(Plan with { Trials = 40 }, 2, 16, "memory 1", 15), found);
    }

    [Fact]
    public void Round_that_the_budget_cut_short_is_proposed_again_in_full()
    {
        var found = JobContinuation.Find(Plan, 20, [Round(0, 0, 12), .. Trials(0, 12), Round(1, 12, 2), .. Trials(12, 2)]);

        Assert.Equal(new JobContinuation(Plan, 1, 12, "memory 0", 11), found);
    }

    [Fact]
    public void Round_that_was_done_again_in_full_counts_up_to_the_next_one()
    {
        var found = JobContinuation.Find(
            Plan, 24, [Round(0, 0, 12), .. Trials(0, 12), Round(1, 12, 2), .. Trials(12, 4), Round(2, 16, 4), .. Trials(16, 4)]);

        Assert.Equal(new JobContinuation(Plan with { Trials = 24 }, 3, 20, "memory 2", 19), found);
    }

    [Fact]
    public void Trials_recorded_beyond_those_asked_for_are_planned_too()
    {
        var found = JobContinuation.Find(Plan, 14, [Round(0, 0, 12), .. Trials(0, 12), Round(1, 12, 4), .. Trials(15, 1)]);

        Assert.Equal((12, 16), (found.Completed, found.Plan.Trials));
    }

    [Fact]
    public void Round_cut_short_is_done_again()
    {
        var found = JobContinuation.Find(Plan, 20, [Round(0, 0, 12), .. Trials(0, 12), Round(1, 12, 4), .. Trials(12, 3)]);

        Assert.Equal(new JobContinuation(Plan, 1, 12, "memory 0", 11), found);
    }

    private static JobEvent Round(int round, int first, int trials) =>
        JobEvent.OfRound(Noon, new RoundRecord(round, first, trials, $"memory {round}"));

    private static IEnumerable<JobEvent> Trials(int first, int count) => Enumerable.Range(first, count).Select(trial =>
        JobEvent.OfTrial(Noon, new TrialRecord(trial, 0, TrialState.Completed, trial, new ParameterSet([]), null, null)));
}
