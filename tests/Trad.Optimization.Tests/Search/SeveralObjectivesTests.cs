using Trad.Optimization.Pareto;
using Trad.Optimization.Spaces;
using Trad.Testing;

namespace Trad.Optimization.Tests.Search;

public sealed class SeveralObjectivesTests
{
    private static readonly SearchSpace Space = new([new ContinuousParameter("x", 0, 1), new ContinuousParameter("y", 0, 1)]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Bayesian_dominates_more_volume_than_random_after_the_same_trials(int objectives)
    {
        var reference = Enumerable.Repeat(-1.1, objectives).ToArray();

        Assert.True(Volume(OptimizerNames.Bayesian, objectives, reference) > Volume(OptimizerNames.Random, objectives, reference));
    }

    [Fact]
    public void Bayesian_without_a_reference_point_finds_both_ends_of_the_front()
    {
        // Minimise x² + y² and (x − 1)² + y²: the front is y = 0, x from 0 to 1.
        var front = ParetoFront.Find(Search(OptimizerNames.Bayesian, 2, null, 40));

        Assert.True(front[0].Objectives![0] > -0.02);
        Assert.True(front[^1].Objectives![1] > -0.02);
        Assert.True(front.Count >= 8);
    }

    [Fact]
    public void Rebuilding_from_history_and_memory_gives_the_same_candidates_bit_for_bit()
    {
        var options = new OptimizerOptions { Name = OptimizerNames.Auto, ObjectiveCount = 2, Seed = 4 };
        var living = OptimizerCatalog.Create(Space, options);
        var history = new List<TrialResult>();
        string? memory = null;
        for (var round = 0; round < 6; round++)
        {
            var rebuilt = OptimizerCatalog.Create(Space, options, history, memory).Ask(4, null, Stop);
            var proposal = living.Ask(4, null, Stop);

            Assert.Equal(proposal.Candidates, rebuilt.Candidates);
            Assert.Equal(4, proposal.Candidates.Select(candidate => candidate.Parameters).Distinct().Count());
            var results = proposal.Candidates.Select(candidate => Evaluate(candidate, 2)).ToList();
            living.Tell(results);
            history.AddRange(results);
            memory = proposal.Memory;
        }
    }

    [Fact]
    public void Tell_with_another_number_of_objectives_is_refused_and_a_nan_counts_as_failed()
    {
        var optimizer = OptimizerCatalog.Create(Space, new OptimizerOptions { Name = OptimizerNames.Bayesian, ObjectiveCount = 2 });
        var candidate = optimizer.Ask(1, null, Stop).Candidates[0];

        var wrong = Assert.Throws<ArgumentException>(() => optimizer.Tell([TrialResult.Completed(0, candidate.Parameters, [1, 2, 3])]));
        Assert.Contains("Trial 0 has 3 objectives; it must have 2", wrong.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => optimizer.Tell([new TrialResult(0, candidate.Parameters, TrialState.Completed, 1)]));
        for (var i = 0; i < 9; i++)
        {
            optimizer.Tell([TrialResult.Completed(i, candidate.Parameters, [1, double.NaN])]);
            candidate = Assert.Single(optimizer.Ask(1, null, Stop).Candidates);
        }
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        Assert.Equal("ObjectiveCount", Field(new OptimizerOptions { ObjectiveCount = 4 }));
        Assert.Equal("ObjectiveCount", Field(new OptimizerOptions { ObjectiveCount = 0 }));
        Assert.Equal("ReferencePoint", Field(new OptimizerOptions { ObjectiveCount = 2, ReferencePoint = [1] }));
        Assert.Equal("ReferencePoint", Field(new OptimizerOptions { ObjectiveCount = 2, ReferencePoint = [1, double.NaN] }));

        static string? Field(OptimizerOptions options) =>
            Assert.Throws<SearchSpaceException>(() => OptimizerCatalog.Create(Space, options)).Field;
    }

    [Fact]
    public void Patience_counts_trials_since_the_front_last_grew()
    {
        var optimizer =
            OptimizerCatalog.Create(Space, new OptimizerOptions { Name = OptimizerNames.Random, ObjectiveCount = 2, Patience = 2 });
        double[][] told = [[0, 0], [-1, 1], [1, -1], [0, 0], [-1, -1]];
        for (var i = 0; i < told.Length; i++)
        {
            var proposal = optimizer.Ask(1, null, Stop);
            Assert.Null(proposal.Stop);
            optimizer.Tell([TrialResult.Completed(i, proposal.Candidates[0].Parameters, told[i])]);
        }

        Assert.Equal(StopReason.Patience, optimizer.Ask(1, null, Stop).Stop);
    }

    private static double Volume(string name, int objectives, double[] reference) =>
        Hypervolume.Compute(Search(name, objectives, reference, 25).Select(trial => trial.Objectives!), reference);

    private static List<TrialResult> Search(string name, int objectives, double[]? reference, int trials)
    {
        var options = new OptimizerOptions { Name = name, Seed = 2, ObjectiveCount = objectives, ReferencePoint = reference };
        var optimizer = OptimizerCatalog.Create(Space, options);
        var history = new List<TrialResult>();
        for (var i = 0; i < trials; i++)
        {
            history.Add(Evaluate(optimizer.Ask(1, null, Stop).Candidates[0], objectives));
            optimizer.Tell([history[^1]]);
        }

        return history;
    }

    private static TrialResult Evaluate(Candidate candidate, int objectives)
    {
        var (x, y) = (candidate.Parameters["x"].Number, candidate.Parameters["y"].Number);
        double[] values = [-(x * x) - (y * y), -((x - 1) * (x - 1)) - (y * y), -(x * x) - ((y - 1) * (y - 1))];
        return TrialResult.Completed(candidate.Trial, candidate.Parameters, values[..objectives]);
    }
}
