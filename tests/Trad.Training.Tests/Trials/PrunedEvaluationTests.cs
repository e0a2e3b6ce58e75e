using CsCheck;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Trials;

namespace Trad.Training.Tests.Trials;

public sealed class PrunedEvaluationTests
{
    [Fact]
    public void Trials_of_the_first_round_get_every_candle_and_leave_their_scores()
    {
        var trial = Evaluate([Trial(0, 0, 9, 9, 9)], 1, 0, -1, -2, -3);

        Assert.Equal((TrialState.Completed, -3.0), (trial.State, trial.Score));
        Assert.Equal([-1, -2], trial.RungScores!);
    }

    [Fact]
    public void A_bad_start_ends_a_later_trial_after_a_ninth_and_says_so()
    {
        var measured = new List<double>();
        var trial = PrunedEvaluation.Evaluate([Trial(0, 0, 5, 5, 5), Trial(1, 0, 4, 4, 4)], 1, part =>
        {
            measured.Add(part);
            return Measured(2, 1, 3);
        });

        Assert.Equal([1.0 / 9], measured);
        Assert.Equal((TrialState.Pruned, 3.0), (trial.State, trial.Score));
        Assert.Equal([3], trial.RungScores!);
        Assert.Null(trial.CompletedScore);
        Assert.Equal("pruned after a ninth of the candles: 2 of 2 earlier trials were at least as good there", trial.Reason);
        Assert.Null(BestTrialSelection.Choose([trial]));
    }

    [Fact]
    public void A_trial_that_falls_back_ends_after_a_third()
    {
        var trial = Evaluate([Trial(0, 0, 5, 5, 5), Trial(1, 0, 4, 4, 4)], 2, 1, 6, 3, 9);

        Assert.Equal((TrialState.Pruned, 3.0), (trial.State, trial.Score));
        Assert.Equal([6, 3], trial.RungScores!);
        Assert.StartsWith("pruned after a third of the candles", trial.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_without_an_objective_leave_the_judgement_to_all_candles()
    {
        var trial = Evaluate([Trial(0, 0, 5, 5, 5)], 1, 1, null, null, 1);

        Assert.Equal((TrialState.Completed, 1.0), (trial.State, trial.Score));
        Assert.Equal([null, null], trial.RungScores!);
    }

    [Fact]
    public void How_a_round_is_cut_and_in_which_order_it_is_evaluated_changes_nothing() =>
        Gen.Select(Gen.Int[-3, 3].Array[3].Array[1, 40], Gen.Int[1, 6], Gen.Int[0, int.MaxValue]).Sample((scores, batch, seed) =>
        {
            var inOrder = Search(scores, batch, round => [round]);
            var cut = Search(scores, batch, round =>
            {
                var random = new Random(seed);
                var shuffled = round.OrderBy(_ => random.Next()).ToArray();
                return [.. shuffled.Chunk(random.Next(1, batch + 1))];
            });

            Assert.Equal(inOrder.Select(Describe), cut.Select(Describe));
        });

    // Rounds of trials; the chunks of a round know the rounds before, as the journal has them, and nothing of each other.
    private static List<TrialRecord> Search(int[][] scores, int batch, Func<int[], int[][]> cut)
    {
        var recorded = new List<TrialRecord>();
        foreach (var (round, trials) in Enumerable.Range(0, scores.Length).Chunk(batch).Index())
        {
            var earlier = recorded.ToList();
            recorded.AddRange(cut(trials).SelectMany(chunk => chunk).Select(trial =>
                Evaluate(earlier, trial, round, scores[trial][0], scores[trial][1], scores[trial][2])));
        }

        return [.. recorded.OrderBy(trial => trial.Trial)];
    }

    private static string Describe(TrialRecord trial) =>
        $"{trial.Trial} {trial.State} {trial.Score} [{string.Join(' ', trial.RungScores!)}] {trial.Reason}";

    private static TrialRecord Evaluate(IReadOnlyList<TrialRecord> earlier, int number, int round, params double?[] scores) =>
        PrunedEvaluation.Evaluate(earlier, round, part => Measured(number, round, scores[part < 0.2 ? 0 : part < 1 ? 1 : 2]));

    private static TrialRecord Trial(int number, int round, double ninth, double third, double all) =>
        Measured(number, round, all) with { RungScores = [ninth, third] };

    private static TrialRecord Measured(int number, int round, double? score) =>
        new(number, round, score is null ? TrialState.Infeasible : TrialState.Completed, score, ParameterSet.Empty, null, null);
}
