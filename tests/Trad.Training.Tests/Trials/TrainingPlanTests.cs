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
            select new TrainingPlan(DateTimeOffset.UnixEpoch, trials, initial, batch, 2, 1);

        plans.Sample(plan =>
        {
            var completed = 0;
            for (var round = 0; completed < plan.Trials; round++)
            {
                var size = plan.NextRoundSize(round, completed);
                Assert.InRange(size, 1, round == 0 ? plan.InitialTrials : plan.BatchSize);
                completed += size;
            }

            Assert.Equal(plan.Trials, completed);
        });
    }
}
