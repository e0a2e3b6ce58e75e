using Trad.Optimization.Insight;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Tests.Insight;

public sealed class TrialAnalysisTests
{
    private static readonly SearchSpace Space = new(
        [new ContinuousParameter("strong", 0, 1), new ContinuousParameter("weak", 0, 1), new ContinuousParameter("none", 0, 1)]);

    [Fact]
    public void Importance_follows_the_known_shares_of_variance()
    {
        // f = 3 strong + weak: total effects are 9/10, 1/10 and 0.
        var importance = new TrialAnalysis(Space, History(40)).Importance().ToDictionary(entry => entry.Name, entry => entry.Importance);

        Assert.Equal(0.9, importance["strong"], 0.05);
        Assert.Equal(0.1, importance["weak"], 0.05);
        Assert.Equal(0, importance["none"], 0.02);
    }

    [Fact]
    public void Dependence_rises_with_a_parameter_that_helps_and_is_flat_for_one_that_does_not()
    {
        var analysis = new TrialAnalysis(Space, History(40));

        var strong = analysis.Dependence("strong", 5);
        var none = analysis.Dependence("none", 5);

        // In units of the objective: 3 strong plus the mean of weak, 1/2.
        Assert.All(strong, point => Assert.Equal((3 * point.Value.Number) + 0.5, point.Expected, 0.1));
        Assert.All(none, point => Assert.Equal(2, point.Expected, 0.1));
        Assert.All(strong, point => Assert.InRange(point.Expected, point.Low, point.High));
        Assert.All(strong, point => Assert.InRange(point.High - point.Low, 0, 1));
    }

    [Fact]
    public void Dependence_on_two_parameters_is_their_sum_and_marks_pairs_that_constraints_forbid()
    {
        var ordered = new SearchSpace(Space.Parameters, [new OrderConstraint("weak", "strong")]);

        var surface = new TrialAnalysis(ordered, History(40, ordered)).Dependence("strong", "weak", 4);

        Assert.Equal(16, surface.Count);
        Assert.All(surface, point => Assert.Equal(point.Second.Number < point.First.Number, point.IsAllowed));
        Assert.All(surface.Where(point => point.IsAllowed), point =>
        {
            Assert.Equal((3 * point.First.Number) + point.Second.Number, point.Expected, 0.15);
            Assert.InRange(point.Expected, point.Low, point.High);
        });
        Assert.True(surface.Max(point => point.High - point.Low) > 0);
    }

    [Fact]
    public void Analysis_of_one_of_several_objectives_equals_that_of_the_objective_alone()
    {
        var history = History(20);
        var doubled = history.Select(trial => trial with { Objectives = [0, trial.Objective!.Value] }).ToList();

        var alone = new TrialAnalysis(Space, history);
        var second = new TrialAnalysis(Space, doubled, objective: 1);

        Assert.Equal(alone.Importance(), second.Importance());
        Assert.Throws<ArgumentOutOfRangeException>(() => new TrialAnalysis(Space, doubled, objective: 2));
    }

    [Fact]
    public void Analysis_of_a_thousand_trials_still_knows_the_shares()
    {
        var importance = new TrialAnalysis(Space, History(1000)).Importance().ToDictionary(entry => entry.Name, entry => entry.Importance);

        Assert.Equal(0.9, importance["strong"], 0.02);
        Assert.Equal(0.1, importance["weak"], 0.02);
    }

    [Fact]
    public void Convergence_is_the_running_maximum()
    {
        var trace = new TrialAnalysis(Space, History(20)).Convergence();

        Assert.Equal(20, trace.Count);
        Assert.Equal(trace.Select((_, i) => trace.Take(i + 1).Max(point => point.Objective)), trace.Select(point => point.Best));
    }

    [Fact]
    public void Convergence_leaves_out_the_score_of_a_pruned_trial()
    {
        var history = History(3);
        history = [history[0], history[1] with { State = TrialState.Pruned, Objective = 1e6 }, history[2]];

        var trace = new TrialAnalysis(Space, history).Convergence();

        Assert.Null(trace[1].Objective);
        Assert.Equal(trace[0].Objective, trace[1].Best);
    }

    [Fact]
    public void Analysis_of_no_trials_is_empty()
    {
        var analysis = new TrialAnalysis(Space, []);

        Assert.Empty(analysis.Importance());
        Assert.Empty(analysis.Convergence());
        Assert.Empty(analysis.Dependence("strong", 3));
        Assert.Empty(analysis.Dependence("strong", "weak", 3));
        Assert.Throws<SearchSpaceException>(() => analysis.Dependence("other", 3));
        Assert.Throws<SearchSpaceException>(() => analysis.Dependence("strong", 1));
        Assert.Throws<SearchSpaceException>(() => analysis.Dependence("strong", "strong", 3));
    }

    private static List<TrialResult> History(int count, SearchSpace? space = null)
    {
        var optimizer = OptimizerCatalog.Create(space ?? Space, new OptimizerOptions { Name = OptimizerNames.Sobol });
        return [.. optimizer.Ask(count, null, TestContext.Current.CancellationToken).Candidates.Select(candidate => new TrialResult(
            candidate.Trial, candidate.Parameters, TrialState.Completed,
            (3 * candidate.Parameters["strong"].Number) + candidate.Parameters["weak"].Number))];
    }
}
