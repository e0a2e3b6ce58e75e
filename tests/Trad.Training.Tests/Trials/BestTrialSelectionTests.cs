using CsCheck;
using Trad.Backtesting.Metrics;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Trials;

namespace Trad.Training.Tests.Trials;

public sealed class BestTrialSelectionTests
{
    private static readonly BacktestMetrics Metrics = new()
    {
        FinalEquity = 1,
        TotalReturn = 0,
        MaximumDrawdown = 0,
        LongestDrawdownCandles = 0,
        Trades = 1,
        SkippedEntries = 0,
        Exposure = 0,
        FeesPaid = 0,
        BuyAndHoldReturn = 0,
        Candles = 1,
    };

    [Fact]
    public void One_objective_the_largest_score_wins_and_the_earliest_among_equals()
    {
        var trials = new[] { Trial(0, 1), Trial(1, 3), Trial(2, 3), Infeasible(3) };

        Assert.Equal(1, BestTrialSelection.Choose(trials)!.Trial);
        Assert.Null(BestTrialSelection.FrontOf(trials));
    }

    [Fact]
    public void No_completed_trial_no_winner() => Assert.Null(BestTrialSelection.Choose([Infeasible(0), Infeasible(1)]));

    [Fact]
    public void Two_objectives_the_compromise_of_the_front_wins()
    {
        var trials = new[] { Trial(0, 10, 0), Trial(1, 8, 8), Trial(2, 0, 10), Trial(3, 7, 7) };

        Assert.Equal([0, 1, 2], BestTrialSelection.FrontOf(trials)!);
        Assert.Equal(1, BestTrialSelection.Choose(trials)!.Trial);
    }

    [Fact]
    public void Two_objectives_the_front_is_what_nothing_dominates_by_brute_force() =>
        Gen.Select(Gen.Int[-3, 3], Gen.Int[-3, 3]).Array[1, 30].Sample(scores =>
        {
            var trials = scores.Select((score, i) => Trial(i, score.Item1, score.Item2)).ToArray();

            var expected = trials.Where(one => !trials.Any(other => Beats(other, one))).Select(trial => trial.Trial);

            Assert.Equal(expected.Order(), BestTrialSelection.FrontOf(trials)!.Order());
            Assert.Contains(BestTrialSelection.Choose(trials)!.Trial, BestTrialSelection.FrontOf(trials)!);
        });

    // Better in one and not worse in the other, or the same and earlier.
    private static bool Beats(TrialRecord other, TrialRecord one)
    {
        var (a, b) = (other.Scores!, one.Scores!);
        return a[0] >= b[0] && a[1] >= b[1] && (a[0] > b[0] || a[1] > b[1] || other.Trial < one.Trial);
    }

    private static TrialRecord Trial(int number, params double[] scores) =>
        new(number, 0, TrialState.Completed, scores[0], ParameterSet.Empty, Metrics, null) { Scores = scores.Length > 1 ? scores : null };

    private static TrialRecord Infeasible(int number) =>
        new(number, 0, TrialState.Infeasible, null, ParameterSet.Empty, null, "few trades");
}
