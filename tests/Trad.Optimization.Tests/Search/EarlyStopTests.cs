using Trad.Optimization.Spaces;

namespace Trad.Optimization.Tests.Search;

public sealed class EarlyStopTests
{
    private static readonly SearchSpace Space = new([new ContinuousParameter("x", 0, 1)]);

    [Fact]
    public void Patience_stops_after_that_many_trials_without_a_better_objective()
    {
        var optimizer = OptimizerCatalog.Create(Space, new OptimizerOptions { Name = OptimizerNames.Random, Patience = 3 });

        Assert.Equal(StopReason.Patience, Run(optimizer, trial => trial == 2 ? 1 : 0, out var trials));
        Assert.Equal(6, trials);
    }

    [Fact]
    public void Expected_improvement_below_the_threshold_stops_a_search_that_has_converged()
    {
        var optimizer =
            OptimizerCatalog.Create(Space, new OptimizerOptions { Name = OptimizerNames.Bayesian, MinimumExpectedImprovement = 1e-3 });

        Assert.Equal(StopReason.ExpectedImprovement, Run(optimizer, _ => null, out var trials));
        Assert.InRange(trials, 4, 25);
    }

    private static StopReason? Run(IOptimizer optimizer, Func<int, double?> objective, out int trials)
    {
        for (trials = 0; trials < 40; trials++)
        {
            var proposal = optimizer.Ask(1, null, TestContext.Current.CancellationToken);
            if (proposal.Stop is { } stop)
            {
                return stop;
            }

            var candidate = proposal.Candidates[0];
            var value = objective(candidate.Trial) ?? -Math.Pow(candidate.Parameters["x"].Number - 0.3, 2);
            optimizer.Tell([new TrialResult(candidate.Trial, candidate.Parameters, TrialState.Completed, value)]);
        }

        return null;
    }
}
