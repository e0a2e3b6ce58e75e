using CsCheck;
using Trad.Training.Trials;

namespace Trad.Training.Tests.Trials;

public sealed class TrainingPlanTests
{
    [Fact]
    public void Rounds_any_budget_add_up_to_it()
    {
        var plans =
            from trials in Gen.Int[1, 500]
            from initial in Gen.Int[1, trials]
            from batch in Gen.Int[1, 64]
            from isGrowing in Gen.Bool
            select new TrainingPlan(DateTimeOffset.UnixEpoch, trials, initial, batch, 2, 1) { IsGrowing = isGrowing };

        plans.Sample(plan =>
        {
            var completed = 0;
            while (completed < plan.Trials)
            {
                var size = plan.NextRoundSize(completed);
                Assert.InRange(size, 1, completed == 0 ? plan.InitialTrials : plan.BatchSize);
                completed += size;
            }

            Assert.Equal(plan.Trials, completed);
        });
    }

    [Fact]
    public void Rounds_behind_the_design_grow_from_two_to_the_batch_whatever_the_budget()
    {
        var plan = new TrainingPlan(DateTimeOffset.UnixEpoch, 100, 6, 4, 2, 1) { IsGrowing = true };

        Assert.Equal([6, 2, 2, 3, 4, 4], new[] { 0, 6, 16, 24, 32, 96 }.Select(plan.FullRoundSize));
        Assert.Equal(plan.FullRoundSize(16), (plan with { Trials = 17 }).FullRoundSize(16));
        Assert.Equal(1, (plan with { Trials = 17 }).NextRoundSize(16));
    }
}
