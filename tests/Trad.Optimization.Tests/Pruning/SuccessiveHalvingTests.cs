using Trad.Optimization.Pruning;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Tests.Pruning;

public sealed class SuccessiveHalvingTests
{
    [Fact]
    public void Fractions_grow_by_the_reduction_up_to_the_whole() =>
        Assert.Equal([1.0 / 9, 1.0 / 3, 1], new SuccessiveHalving(3, 3).Fractions);

    [Fact]
    public void Promote_keeps_the_best_third_and_no_trial_without_an_objective()
    {
        TrialResult[] stage =
        [
            Completed(0, 1), Completed(1, 5), Completed(2, 3), Completed(3, 5), Completed(4, -2),
            new TrialResult(5, ParameterSet.Empty, TrialState.Infeasible, null),
        ];

        Assert.Equal([1, 3], new SuccessiveHalving(2, 3).Promote(stage));
        Assert.Equal([1, 3], new SuccessiveHalving(2, 3).Promote([.. stage.Reverse()]));
    }

    [Theory]
    [InlineData(0, 3, "rungs")]
    [InlineData(3, 1, "reduction")]
    public void Plan_out_of_range_is_refused(int rungs, int reduction, string field) =>
        Assert.Equal(field, Assert.Throws<SearchSpaceException>(() => new SuccessiveHalving(rungs, reduction)).Field);

    private static TrialResult Completed(int trial, double objective) => new(trial, ParameterSet.Empty, TrialState.Completed, objective);
}
