using Trad.Optimization.Spaces;

namespace Trad.Optimization.Tests.Bayesian;

public sealed class BayesianSearchTests
{
    private static readonly SearchSpace Space = new([.. Enumerable.Range(0, 4).Select(i => new ContinuousParameter($"x{i}", 0, 1))]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // Six tenths of the space are infeasible: 12 of 20 points would be.
    [Theory]
    [InlineData(0.2, 10, -0.003)]
    [InlineData(0.5, 20, -0.015)]
    public void Search_learns_where_trials_are_infeasible_and_finds_the_best_inside_or_at_the_border(
        double center, int mostInfeasible, double enough)
    {
        var infeasible = new List<int>();
        var best = new List<double>();
        for (var seed = 0UL; seed < 5; seed++)
        {
            var optimizer = OptimizerCatalog.Create(Space, new OptimizerOptions { Name = OptimizerNames.Bayesian, Seed = seed });
            var history = new List<TrialResult>();
            while (history.Count < 40)
            {
                history.AddRange(
                    Tell(
                        optimizer, optimizer.Ask(1, null, Stop),
                        parameters => parameters["x0"].Number > 0.4 ? null : Bowl(parameters, center)));
            }

            infeasible.Add(history.Skip(20).Count(trial => trial.State == TrialState.Infeasible));
            best.Add(history.Max(trial => trial.Objective)!.Value);
        }

        Assert.InRange(infeasible.Order().ElementAt(2), 0, mostInfeasible);
        Assert.InRange(best.Order().ElementAt(2), enough, 0);
    }

    [Fact]
    public void Search_of_hundreds_of_trials_stays_near_the_best_and_goes_on_improving()
    {
        var sobol = OptimizerCatalog.Create(Space, new OptimizerOptions { Name = OptimizerNames.Sobol });
        List<TrialResult> history = [.. sobol.Ask(400, null, Stop).Candidates.Select(candidate =>
            new TrialResult(candidate.Trial, candidate.Parameters, TrialState.Completed, Bowl(candidate.Parameters, 0.3)))];
        var before = history.Max(trial => trial.Objective)!.Value;
        var optimizer = OptimizerCatalog.Create(Space, new OptimizerOptions { Name = OptimizerNames.Bayesian }, history);

        var proposal = optimizer.Ask(4, null, Stop);

        Assert.Contains("trust region", proposal.Explanation, StringComparison.Ordinal);
        Assert.True(proposal.Candidates.Max(candidate => Bowl(candidate.Parameters, 0.3)) > before / 2);
    }

    [Theory]
    [InlineData(BatchStrategy.Believer)]
    [InlineData(BatchStrategy.Liar)]
    public void Batches_do_not_crowd_around_one_point(BatchStrategy strategy)
    {
        var optimizer = OptimizerCatalog.Create(Space, new OptimizerOptions { Name = OptimizerNames.Bayesian, Batch = strategy });
        Tell(optimizer, optimizer.Ask(12, null, Stop), parameters => Bowl(parameters, 0.3));

        var batch = optimizer.Ask(4, null, Stop).Candidates;

        var distances = batch.SelectMany(one => batch.Where(other => other.Trial > one.Trial).Select(other => one.Parameters.Values
            .Zip(other.Parameters.Values, (a, b) => Math.Pow(a.Number - b.Number, 2)).Sum()));
        Assert.True(Math.Sqrt(distances.Min()) > 0.02);
    }

    private static List<TrialResult> Tell(IOptimizer optimizer, Proposal proposal, Func<ParameterSet, double?> objective)
    {
        List<TrialResult> results = [.. proposal.Candidates.Select(candidate => objective(candidate.Parameters) is { } value
            ? new TrialResult(candidate.Trial, candidate.Parameters, TrialState.Completed, value)
            : new TrialResult(candidate.Trial, candidate.Parameters, TrialState.Infeasible, null))];
        optimizer.Tell(results);
        return results;
    }

    private static double Bowl(ParameterSet parameters, double center) =>
        -parameters.Values.Sum(value => Math.Pow(value.Number - center, 2));
}
