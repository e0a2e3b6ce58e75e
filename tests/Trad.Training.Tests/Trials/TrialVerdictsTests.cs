using Trad.Backtesting.Metrics;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Trials;
using Trad.Training.Validation;

namespace Trad.Training.Tests.Trials;

public sealed class TrialVerdictsTests
{
    private static readonly TrainingRequest Request = new() { Symbol = "BTCUSDT", MinimumTrades = 10 };

    [Fact]
    public void Too_few_trades_in_every_trial_are_told_with_the_most_of_them() =>
        Assert.Equal(
            ["12 of 12 trials have fewer than 10 trades; the most was 7. Ask for fewer trades (minimumTrades) or a longer range."],
            TrialVerdicts.WhyNoneIsFeasible(Request, [.. Enumerable.Range(0, 12).Select(i => Few(i, i == 5 ? 7 : i % 4))]));

    [Fact]
    public void Entries_that_were_skipped_more_often_than_made_are_told_with_their_reasons_instead_of_the_usual_advice()
    {
        var skipping = Few(0, 3) with
        {
            Metrics = Metrics(3) with { SkippedEntries = 57, SkippedStopPassed = 50, SkippedTooSmall = 7 },
        };

        Assert.Equal(
            ["2 of 2 trials have fewer than 10 trades; the most was 4. 57 entries were skipped and 7 made: 50 as the price had passed the stop (skippedStopPassed): look at the side and the distance of the stop; 7 as their size was too small (skippedTooSmall): look at sizing, filters and account."],
            TrialVerdicts.WhyNoneIsFeasible(Request, [skipping, Few(1, 4)]));
    }

    [Fact]
    public void Nothing_feasible_is_insufficient_and_counted()
    {
        var judged = NothingFeasible.Judge(
            Request, [Few(0, 3), Few(1, 2), Few(2, 4), Other(3, TrialState.Failed, "no candles")]);

        Assert.Equal(Verdict.Insufficient, judged.Verdict);
        Assert.Null(judged.Trial);
        Assert.StartsWith(
            "There is too little to tell: none of 4 trials was feasible (3 infeasible, 1 failed), so that nothing was published. 3 of 4 trials have fewer",
            judged.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void No_trial_and_a_single_one_are_told_in_words()
    {
        Assert.Contains("no trial was carried out", NothingFeasible.Judge(Request, []).Summary, StringComparison.Ordinal);
        Assert.Contains(
            "the only trial was not feasible (1 infeasible)", NothingFeasible.Judge(Request, [Few(0, 3)]).Summary,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Other_reasons_follow_by_their_number() =>
        Assert.Equal(
            [
                "1 of 4 trials have fewer than 10 trades; the most was 3. Ask for fewer trades (minimumTrades) or a longer range.",
                "2 of 4 trials: Sharpe ratio is not defined: the returns do not vary.",
                "1 of 4 trials: no candles.",
            ],
            TrialVerdicts.WhyNoneIsFeasible(Request, [
                Other(0, TrialState.Failed, "no candles"),
                Few(1, 3),
                Other(2, TrialState.Infeasible, "Sharpe ratio is not defined: the returns do not vary"),
                Other(3, TrialState.Infeasible, "Sharpe ratio is not defined: the returns do not vary")]));

    [Fact]
    public void Of_several_symbols_the_one_that_trades_least_counts()
    {
        var trial = Few(0, 40) with
        {
            Symbols = new Dictionary<string, BacktestMetrics> { ["BTCUSDT"] = Metrics(36), ["ETHUSDT"] = Metrics(4) },
        };

        var told = TrialVerdicts.WhyNoneIsFeasible(new TrainingRequest { Symbols = ["BTCUSDT", "ETHUSDT"], MinimumTrades = 10 }, [trial]);

        Assert.StartsWith(
            "1 of 1 trials have fewer than 10 trades on some symbol; the most was 4.", Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_told_when_a_trial_was_feasible_or_there_is_none()
    {
        Assert.Empty(TrialVerdicts.WhyNoneIsFeasible(Request, [Few(0, 1), Other(1, TrialState.Completed, null)]));
        Assert.Empty(TrialVerdicts.WhyNoneIsFeasible(Request, []));
    }

    private static TrialRecord Few(int trial, int trades) =>
        new(trial, 0, TrialState.Infeasible, null, new ParameterSet([]), Metrics(trades), $"{trades} trades are fewer than 10");

    private static TrialRecord Other(int trial, TrialState state, string? reason) =>
        new(trial, 0, state, null, new ParameterSet([]), state == TrialState.Infeasible ? Metrics(20) : null, reason);

    private static BacktestMetrics Metrics(int trades) => new()
    {
        FinalEquity = 10_000,
        TotalReturn = 0,
        MaximumDrawdown = 0.1,
        LongestDrawdownCandles = 3,
        Trades = trades,
        SkippedEntries = 0,
        Exposure = 0.2,
        FeesPaid = 5,
        BuyAndHoldReturn = 0.1,
        Candles = 100,
    };
}
