using System.Text.Json;
using Trad.Backtesting.Metrics;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Requests;
using Trad.Training.Trials;
using Trad.Training.Validation;
using Trad.Training.Validation.Selection;

namespace Trad.Training.Tests.Validation.Selection;

public sealed class TrialSelectionTests
{
    private const int Days = 300;
    private const int Lucky = 3;

    [Fact]
    public void Choose_steady_trial_is_taken_before_the_lucky_one_with_the_higher_objective()
    {
        var chosen = TrialSelection.Choose(Request(SelectionRule.Robust), Trials(120), 60, ReturnsOf)!;

        Assert.Equal(Lucky, chosen.HighestTrial);
        Assert.NotEqual(Lucky, chosen.Trial);
        Assert.Contains("it earned more often on days that were left out", chosen.Why, StringComparison.Ordinal);
        var lucky = chosen.Scores.Single(score => score.Trial == Lucky);
        Assert.Equal(0, lucky.OutOfSample!.Earned);

        // Sixths that earned cannot tell them apart as well.
        Assert.True(lucky.OutOfSample.Share < lucky.ConsistencyShare);
        Assert.All(
            chosen.Scores,
            score => Assert.Equal(score.Plateau * score.TradesShare * score.OutOfSample!.Share, score.Score, 1e-12));
    }

    [Fact]
    public void Choose_the_maximum_stays_the_highest_objective()
    {
        var chosen = TrialSelection.Choose(Request(SelectionRule.Maximum), Trials(120), 60, ReturnsOf)!;

        Assert.Equal((Lucky, Lucky), (chosen.Trial, chosen.HighestTrial));
        Assert.Empty(chosen.Scores);
    }

    [Fact]
    public void Choose_search_that_gathers_around_its_best_still_tells_plateaus_apart()
    {
        // Most trials lie where it is best, and so does their median; what surrounds them is far below it.
        var trials = Gathered().Select((each, trial) => Trial(trial, each.Fast, each.Slow, each.Score, 120)).ToArray();

        var chosen = TrialSelection.Choose(Request(SelectionRule.Robust), trials, 60, _ => [.. Enumerable.Repeat(0.001, Days)])!;

        Assert.Contains(chosen.Scores, score => score.Plateau > 0);
        Assert.All(chosen.Scores, score => Assert.InRange(score.Plateau, 0, 1));
        Assert.Equal(chosen.Scores.Max(score => score.Score), chosen.Scores.Single(score => score.Trial == chosen.Trial).Score);
        Assert.True(chosen.Scores[0].Score > 0);
    }

    [Fact]
    public void Choose_twice_is_the_same_bit_for_bit()
    {
        var request = Request(SelectionRule.Robust);

        Assert.Equal(
            JsonSerializer.Serialize(TrialSelection.Choose(request, Trials(120), 60, ReturnsOf), TradJson.Options),
            JsonSerializer.Serialize(TrialSelection.Choose(request, Trials(120), 60, ReturnsOf), TradJson.Options));
    }

    [Fact]
    public void Choose_trials_without_a_trade_have_no_score_and_the_highest_objective_is_taken()
    {
        var chosen = TrialSelection.Choose(Request(SelectionRule.Robust), Trials(0), 60, _ => new double[Days])!;

        Assert.Equal(Lucky, chosen.Trial);
        Assert.All(chosen.Scores, score => Assert.Equal(0, score.Score));
    }

    [Fact]
    public void Evidence_of_before_there_was_an_out_of_sample_share_is_read()
    {
        var score = JsonSerializer.Deserialize<RobustScore>(
            """{"trial":1,"objective":2,"plateau":0.5,"tradesShare":1,"consistencyShare":0.5,"score":0.25}""", TradJson.Options)!;

        Assert.Null(score.OutOfSample);
        Assert.Equal(0.25, score.Score);
    }

    // One trial made everything in one stretch and has the highest objective, the others earn every day.
    private static double[] ReturnsOf(TrialRecord trial) =>
    [
        .. Enumerable.Range(0, Days).Select(
            day => trial.Trial != Lucky ? 0.0005 + (day % 2 * 0.0005) : day is >= 120 and < 150 ? 0.03 : -0.0002),
    ];

    private static TrainingRequest Request(SelectionRule rule) => TrainingRequestRules.Check(
        new TrainingRequest
        {
            Exchange = "binance",
            Symbol = "SIMUSDT",
            Interval = "1h",
            LookbackDays = Days,
            Strategy = "moving-average-crossover",
            Trials = 10,
            Selection = rule,
        },
        new ValidationErrors())!;

    private static IEnumerable<(int Fast, int Slow, double Score)> Gathered()
    {
        for (var fast = 20; fast <= 22; fast++)
        {
            for (var slow = 70; slow <= 74; slow++)
            {
                yield return (fast, slow, 2 - (0.01 * (Math.Abs(fast - 21) + Math.Abs(slow - 72))));
            }
        }

        foreach (var (fast, slow) in ((int, int)[])[
            (12, 72), (16, 72), (26, 72), (31, 72), (21, 34), (21, 53), (21, 91), (21, 110), (12, 40), (30, 120)])
        {
            yield return (fast, slow, 0.2);
        }
    }

    private static TrialRecord[] Trials(int trades) =>
    [
        .. Enumerable.Range(0, 10).Select(
            trial => Trial(trial, 8 + trial, 40 + (2 * trial), trial == Lucky ? 2.2 : 1.9 + (0.01 * trial), trades)),
    ];

    private static TrialRecord Trial(int trial, int fast, int slow, double score, int trades) => new(
        trial,
        0,
        TrialState.Completed,
        score,
        new ParameterSet([KeyValuePair.Create("fast_period", (ParameterValue)fast), KeyValuePair.Create(
            "slow_period", (ParameterValue)slow)]),
        new BacktestMetrics
        {
            FinalEquity = 1,
            TotalReturn = 0,
            MaximumDrawdown = 0,
            LongestDrawdownCandles = 0,
            Trades = trades,
            SkippedEntries = 0,
            Exposure = 0,
            FeesPaid = 0,
            BuyAndHoldReturn = 0,
            Candles = 1,
        },
        null);
}
