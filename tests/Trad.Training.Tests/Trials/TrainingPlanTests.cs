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

    [Theory]
    [InlineData(0.5, 10, 10)]
    [InlineData(5, 10, 5)]
    [InlineData(5, 4, 4)]
    [InlineData(100, 10, 5)]
    [InlineData(100, 1, 1)]
    public void Chunks_are_worth_their_orchestration_and_keep_both_workers_busy(double trialMs, int candidates, int expected)
    {
        var plan = new TrainingPlan(DateTimeOffset.UnixEpoch, 100, 10, 4, Parallelism: 2, trialMs);

        Assert.Equal(expected, plan.ChunkSize(candidates));
    }
}
