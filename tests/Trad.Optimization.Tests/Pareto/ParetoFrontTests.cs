using CsCheck;
using Trad.Optimization.Pareto;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Tests.Pareto;

public sealed class ParetoFrontTests
{
    [Fact]
    public void Of_keeps_what_no_other_trial_dominates_and_the_first_of_equals()
    {
        TrialResult[] trials =
        [
            Trial(0, 1, 5), Trial(1, 3, 3), Trial(2, 2, 3), Trial(3, 3, 3), Trial(4, 5, 1), Trial(5, 0, 4),
            new TrialResult(6, ParameterSet.Empty, TrialState.Infeasible, null),
        ];

        Assert.Equal([4, 1, 0], ParetoFront.Find(trials).Select(trial => trial.Trial));
        Assert.Equal([4, 1, 0], ParetoFront.Find(trials.Reverse()).Select(trial => trial.Trial));
    }

    [Fact]
    public void Of_trials_with_one_objective_is_the_best_one() =>
        Assert.Equal(1, Assert.Single(ParetoFront.Find([Single(0, 1), Single(1, 4), Single(2, 4)])).Trial);

    [Fact]
    public void Of_any_trials_dominates_every_trial_left_out() =>
        Gen.Int[0, 6].Array[3].Array[1, 30].Sample(vectors =>
        {
            var trials = vectors.Select(
                (vector, i) => TrialResult.Completed(i, ParameterSet.Empty, [.. vector.Select(value => (double)value)])).ToList();
            var front = ParetoFront.Find(trials);
            return trials.Except(front).All(out_ => front.Any(kept =>
                    ParetoFront.Dominates(kept.Objectives!, out_.Objectives!) || kept.Objectives!.SequenceEqual(out_.Objectives!)))
                && !front.Any(one => front.Any(other => ParetoFront.Dominates(one.Objectives!, other.Objectives!)));
        });

    [Fact]
    public void Dominates_of_vectors_of_different_length_is_refused() =>
        Assert.Throws<ArgumentException>(() => ParetoFront.Dominates([1, 2], [1, 2, 3]));

    private static TrialResult Trial(int number, double first, double second) =>
        TrialResult.Completed(number, ParameterSet.Empty, [first, second]);

    private static TrialResult Single(int number, double objective) => new(number, ParameterSet.Empty, TrialState.Completed, objective);
}
