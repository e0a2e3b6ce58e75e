using Trad.Optimization.Spaces;

namespace Trad.Optimization.Tests;

public sealed class RoundSizesTests
{
    private static readonly SearchSpace Space = new(
        [
            new IntegerParameter("fast", 2, 12), new ChoiceParameter("rule", ["a", "b", "c"], isOrdered: false),
            new IntegerParameter("slow", 5, 14),
        ],
        [new OrderConstraint("fast", "slow")]);

    public static TheoryData<string> Names => [.. OptimizerCatalog.Descriptions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Free_optimisers_and_no_others_give_the_same_trials_in_rounds_of_any_size(string name)
    {
        var one = Search(name, [1]);

        // The space is finite, so that duplicates are drawn and left out.
        var other = new[] { new[] { 64 }, [3, 17, 1], [5, 40] }.Select(sizes => Search(name, sizes));

        Assert.Equal(80, one.Count);
        Assert.Equal(RoundSizes.AreFree(name), other.All(one.SequenceEqual));
    }

    private static List<ParameterSet> Search(string name, int[] sizes)
    {
        var optimizer = OptimizerCatalog.Create(Space, new OptimizerOptions { Name = name, Seed = 7 });
        var told = new List<TrialResult>();
        for (var round = 0; told.Count < 80; round++)
        {
            var proposal = optimizer.Ask(
                Math.Min(sizes[round % sizes.Length], 80 - told.Count), cancellationToken: TestContext.Current.CancellationToken);
            TrialResult[] results = [.. proposal.Candidates.Select(Evaluate)];
            optimizer.Tell(results);
            told.AddRange(results);
        }

        return told.ConvertAll(result => result.Parameters);
    }

    private static TrialResult Evaluate(Candidate candidate)
    {
        var (fast, slow) = (candidate.Parameters["fast"].Number, candidate.Parameters["slow"].Number);
        return new TrialResult(
            candidate.Trial, candidate.Parameters, TrialState.Completed, -Math.Pow(fast - 5, 2) - Math.Pow(slow - 11, 2));
    }
}
