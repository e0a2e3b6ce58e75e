using Trad.Optimization.Spaces;

namespace Trad.Optimization.Tests.Search;

public sealed class OptimizerContractTests
{
    public static TheoryData<string> Names => [OptimizerNames.Auto, OptimizerNames.Bayesian, OptimizerNames.CmaEs, OptimizerNames.Grid,
        OptimizerNames.Random, OptimizerNames.Sobol];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static SearchSpace Space { get; } = new(
        [
            new IntegerParameter("fast", 2, 40),
            new IntegerParameter("slow", 5, 200, isLogarithmic: true),
            new ContinuousParameter("depth", 0.0005, 0.005, isLogarithmic: true),
            new ChoiceParameter("rule", ["a", "b", "c"], isOrdered: false),
            new FixedParameter("fee", 0.001),
        ],
        [new OrderConstraint("fast", "slow")]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Rebuilding_from_history_and_memory_gives_the_same_candidates_bit_for_bit(string name)
    {
        var options = new OptimizerOptions { Name = name, Seed = 42 };
        var living = OptimizerCatalog.Create(Space, options);
        var history = new List<TrialResult>();
        string? memory = null;

        for (var round = 0; round < 7; round++)
        {
            var rebuilt = OptimizerCatalog.Create(Space, options, history, memory).Ask(4, null, Stop);
            var proposal = living.Ask(4, null, Stop);

            Assert.Equal(proposal.Candidates, rebuilt.Candidates);
            Assert.Equal(proposal.Memory, rebuilt.Memory);
            Assert.All(proposal.Candidates, candidate => Assert.True(Space.Contains(candidate.Parameters)));
            var results = proposal.Candidates.Select(Evaluate).ToList();
            living.Tell(results);
            history.AddRange(results);
            memory = proposal.Memory;
        }

        Assert.Equal(28, history.Select(result => result.Parameters).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 28), history.Select(result => result.Trial));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_finite_space_is_proposed_once_completely_and_then_ends(string name)
    {
        var space = new SearchSpace(
            [new IntegerParameter("a", 1, 4), new ChoiceParameter("b", [1, 2, 3], isOrdered: true)], [new OrderConstraint("b", "a")]);
        var optimizer = OptimizerCatalog.Create(space, new OptimizerOptions { Name = name });
        var seen = new HashSet<ParameterSet>();
        Proposal proposal;

        do
        {
            proposal = optimizer.Ask(2, null, Stop);
            Assert.All(proposal.Candidates, candidate => Assert.True(seen.Add(candidate.Parameters)));
            optimizer.Tell(
                [.. proposal.Candidates.Select(
                    candidate => new TrialResult(candidate.Trial, candidate.Parameters, TrialState.Completed, candidate.Trial))]);
        }
        while (!proposal.IsExhausted);

        Assert.Equal(6, seen.Count);
        Assert.Empty(optimizer.Ask(1, null, Stop).Candidates);
    }

    [Fact]
    public void Enqueued_points_come_first_and_a_cancelled_ask_leaves_nothing_pending()
    {
        var known = new ParameterSet([new("fast", 10), new("slow", 50), new("depth", 0.002), new("rule", "b")]);
        var optimizer = OptimizerCatalog.Create(Space, new OptimizerOptions { Name = OptimizerNames.Random, Enqueued = [known] });
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => optimizer.Ask(2, null, stop.Token));
        var proposal = optimizer.Ask(2, null, Stop);

        Assert.Equal(0, proposal.Candidates[0].Trial);
        Assert.Equal(Space.Normalize(known), proposal.Candidates[0].Parameters);
    }

    [Fact]
    public void Tell_with_bad_results_takes_none_and_names_what_is_wrong()
    {
        var optimizer = OptimizerCatalog.Create(Space, new OptimizerOptions { Name = OptimizerNames.Random });
        var candidate = optimizer.Ask(1, null, Stop).Candidates[0];
        var good = new TrialResult(0, candidate.Parameters, TrialState.Completed, 1);

        var unknown = Assert.Throws<SearchSpaceException>(() =>
            optimizer.Tell([good, new TrialResult(1, candidate.Parameters.With("stop", 1), TrialState.Completed, 1)]));
        Assert.Contains("'stop'", unknown.Message, StringComparison.Ordinal);
        optimizer.Tell([good]);
        optimizer.Tell([good]);
        var twice = Assert.Throws<ArgumentException>(() => optimizer.Tell([good with { Objective = 2 }]));
        Assert.Contains("Trial 0 was told before", twice.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(OptimizerNames.Bayesian, double.NaN, TrialState.Completed)]
    [InlineData(OptimizerNames.Bayesian, double.PositiveInfinity, TrialState.Completed)]
    [InlineData(OptimizerNames.Bayesian, 3.0, TrialState.Completed)]
    [InlineData(OptimizerNames.Bayesian, null, TrialState.Infeasible)]
    [InlineData(OptimizerNames.CmaEs, double.NaN, TrialState.Completed)]
    [InlineData(OptimizerNames.CmaEs, 3.0, TrialState.Completed)]
    [InlineData(OptimizerNames.CmaEs, null, TrialState.Failed)]
    public void Search_goes_on_when_all_trials_are_unusable_or_equal(string name, double? objective, TrialState state)
    {
        var optimizer = OptimizerCatalog.Create(Space, new OptimizerOptions { Name = name });

        for (var i = 0; i < 24; i++)
        {
            var candidate = Assert.Single(optimizer.Ask(1, null, Stop).Candidates);
            optimizer.Tell([new TrialResult(candidate.Trial, candidate.Parameters, state, objective)]);
        }
    }

    [Theory]
    [InlineData(OptimizerNames.Bayesian)]
    [InlineData(OptimizerNames.CmaEs)]
    public void Search_proposes_valid_points_in_50_dimensions_and_for_a_one_point_space(string name)
    {
        var wide = new SearchSpace([.. Enumerable.Range(0, 50).Select(i => new ContinuousParameter($"x{i}", -1, 1))]);
        var optimizer = OptimizerCatalog.Create(wide, new OptimizerOptions { Name = name });
        for (var i = 0; i < 14; i++)
        {
            var candidate = Assert.Single(optimizer.Ask(1, null, Stop).Candidates);
            Assert.True(wide.Contains(candidate.Parameters));
            optimizer.Tell(
                [new TrialResult(
                    i, candidate.Parameters, TrialState.Completed,
                    -candidate.Parameters.Values.Sum(value => value.Number * value.Number))]);
        }

        var single = new SearchSpace([new IntegerParameter("only", 7, 7)]);
        var proposal = OptimizerCatalog.Create(single, new OptimizerOptions { Name = name }).Ask(3, null, Stop);
        Assert.Equal(7, Assert.Single(proposal.Candidates).Parameters["only"].Number);
        Assert.True(proposal.IsExhausted);
    }

    [Fact]
    public void Bayesian_finds_the_top_of_a_parabola_far_closer_than_random()
    {
        var space = new SearchSpace([new ContinuousParameter("x", -5, 5), new ContinuousParameter("y", -5, 5)]);

        Assert.True(Best(OptimizerNames.Bayesian) > -1e-4);
        Assert.True(Best(OptimizerNames.Random) < -1e-2);

        double Best(string name)
        {
            var optimizer = OptimizerCatalog.Create(space, new OptimizerOptions { Name = name, Seed = 1 });
            var best = double.NegativeInfinity;
            for (var i = 0; i < 25; i++)
            {
                var candidate = optimizer.Ask(1, null, Stop).Candidates[0];
                var value = -Math.Pow(candidate.Parameters["x"].Number - 1.3, 2) - Math.Pow(candidate.Parameters["y"].Number + 2.1, 2);
                best = Math.Max(best, value);
                optimizer.Tell([new TrialResult(i, candidate.Parameters, TrialState.Completed, value)]);
            }

            return best;
        }
    }

    [Theory]
    [InlineData(AcquisitionKind.NoisyExpectedImprovement, BatchStrategy.Believer)]
    [InlineData(AcquisitionKind.UpperConfidenceBound, BatchStrategy.Liar)]
    [InlineData(AcquisitionKind.ThompsonSampling, BatchStrategy.Believer)]
    [InlineData(AcquisitionKind.LogExpectedImprovement, BatchStrategy.Liar)]
    public void Every_acquisition_proposes_batches_that_can_be_rebuilt(AcquisitionKind acquisition, BatchStrategy batch)
    {
        var options = new OptimizerOptions { Name = OptimizerNames.Bayesian, Acquisition = acquisition, Batch = batch };
        var living = OptimizerCatalog.Create(Space, options);
        var first = living.Ask(10, null, Stop);
        var history = first.Candidates.Select(Evaluate).ToList();
        living.Tell(history);

        var proposal = living.Ask(4, null, Stop);
        var rebuilt = OptimizerCatalog.Create(Space, options, history, first.Memory).Ask(4, null, Stop);

        Assert.Equal(4, proposal.Candidates.Select(candidate => candidate.Parameters).Distinct().Count());
        Assert.Equal(proposal.Candidates, rebuilt.Candidates);
    }

    [Fact]
    public void Grid_above_its_limit_is_refused_with_its_size()
    {
        var space = new SearchSpace([new IntegerParameter("a", 1, 1000), new IntegerParameter("b", 1, 1000)]);

        var error = Assert.Throws<SearchSpaceException>(
            () => OptimizerCatalog.Create(space, new OptimizerOptions { Name = OptimizerNames.Grid }));

        Assert.Contains("1000000 points", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Objectives_beyond_any_scale_do_not_break_the_model()
    {
        var optimizer = OptimizerCatalog.Create(Space, new OptimizerOptions { Name = OptimizerNames.Bayesian });
        double[] wild = [1e300, -1e300, 1e-300, 0, 5e-324, -1e12];

        for (var i = 0; i < 16; i++)
        {
            var candidate = Assert.Single(optimizer.Ask(1, null, Stop).Candidates);
            Assert.True(Space.Contains(candidate.Parameters));
            optimizer.Tell([new TrialResult(candidate.Trial, candidate.Parameters, TrialState.Completed, wild[i % wild.Length])]);
        }
    }

    [Fact]
    public void Enqueued_points_are_checked_like_any_other()
    {
        var outside = new ParameterSet([new("fast", 10), new("slow", 5), new("depth", 0.002), new("rule", "b")]);

        var error = Assert.Throws<SearchSpaceException>(
            () => OptimizerCatalog.Create(Space, new OptimizerOptions { Enqueued = [outside] }));

        Assert.Contains("fast < slow", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        Assert.Equal("Name", Field(new OptimizerOptions { Name = "simulated-annealing" }));
        Assert.Equal("InitialTrials", Field(new OptimizerOptions { InitialTrials = 0 }));
        Assert.Equal("Patience", Field(new OptimizerOptions { Patience = 0 }));
        Assert.Equal("MinimumExpectedImprovement", Field(new OptimizerOptions { MinimumExpectedImprovement = double.NaN }));
        Assert.Equal("ObjectiveCount", Field(new OptimizerOptions { Name = OptimizerNames.CmaEs, ObjectiveCount = 2 }));

        static string? Field(OptimizerOptions options) =>
            Assert.Throws<SearchSpaceException>(() => OptimizerCatalog.Create(Space, options)).Field;
    }

    private static TrialResult Evaluate(Candidate candidate)
    {
        var parameters = candidate.Parameters;
        var isFailed = parameters["fast"].Number > 30;
        var value = -Math.Abs(
            parameters["fast"].Number - 12) - (parameters["rule"].Text == "b" ? 0 : 3) - (1000 * Math.Abs(
                parameters["depth"].Number - 0.002));
        return new TrialResult(
            candidate.Trial, parameters, isFailed ? TrialState.Infeasible : TrialState.Completed, isFailed ? null : value);
    }
}
