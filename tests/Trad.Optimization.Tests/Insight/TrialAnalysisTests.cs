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

        Assert.Equal(strong.OrderBy(point => point.Mean), strong);
        Assert.True(none.Max(point => point.Mean) - none.Min(point => point.Mean) < 0.05 * (strong[^1].Mean - strong[0].Mean));
        Assert.All(strong, point => Assert.InRange(point.Deviation, 0, 0.5));
    }

    [Fact]
    public void Convergence_is_the_running_maximum()
    {
        var trace = new TrialAnalysis(Space, History(20)).Convergence();

        Assert.Equal(20, trace.Count);
        Assert.Equal(trace.Select((_, i) => trace.Take(i + 1).Max(point => point.Objective)), trace.Select(point => point.Best));
    }

    [Fact]
    public void Analysis_of_no_trials_is_empty()
    {
        var analysis = new TrialAnalysis(Space, []);

        Assert.Empty(analysis.Importance());
        Assert.Empty(analysis.Convergence());
        Assert.Empty(analysis.Dependence("strong", 3));
        Assert.Throws<SearchSpaceException>(() => analysis.Dependence("other", 3));
    }

    private static List<TrialResult> History(int count)
    {
        var optimizer = OptimizerCatalog.Create(Space, new OptimizerOptions { Name = OptimizerNames.Sobol });
        return [.. optimizer.Ask(count, null, TestContext.Current.CancellationToken).Candidates.Select(candidate => new TrialResult(
            candidate.Trial, candidate.Parameters, TrialState.Completed, (3 * candidate.Parameters["strong"].Number) + candidate.Parameters["weak"].Number))];
    }
}
