using Trad.Training.Data;
using Trad.Training.Validation;
using Trad.Training.Validation.Verdicts;

namespace Trad.Training.Tests.Validation.Verdicts;

public sealed class VerdictRulesTests
{
    private static readonly PartFigures Good = new(100, 0.5, 0.5, 2, 0.1, 0.2) { BuyAndHoldSharpe = 0.5 };
    private static readonly UnseenEvidence Convincing = new(300, Good, 0.01, Good with { Trades = 20 }, 0.1);
    private static readonly OverfittingEvidence Skilled = new()
    {
        Trials = 50,
        TrialsOfJob = 50,
        Days = 400,
        Sharpe = 2,
        DeflatedSharpe = 0.97,
        ExpectedMaximumSharpe = 1,
    };

    private static readonly WalkForwardEvidence Walked = new(Walk(8, 8, 0.6), null, 20, 1);

    [Fact]
    public void Convincing_unseen_days_and_no_doubt_are_robust() => Assert.Equal(Verdict.Robust, Judge(Convincing).Verdict);

    [Fact]
    public void A_doubt_makes_it_fragile_and_comes_first()
    {
        var judgement =
            Judge(Convincing, robustness: new Finding("doubled-costs", FindingOutcome.Failed, "With fees and slippage doubled it lost."));

        Assert.Equal(Verdict.Fragile, judgement.Verdict);
        Assert.Equal("doubled-costs", judgement.Findings[0].Check);
        Assert.Contains("doubled", judgement.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_search_explains_is_overfit_in_spite_of_good_unseen_days()
    {
        var judgement = Judge(Convincing, Skilled with { DeflatedSharpe = 0.4, ExpectedMaximumSharpe = 1.9, Sharpe = 1.7 });

        Assert.Equal(Verdict.Overfit, judgement.Verdict);
        Assert.Contains(
            "The best of 50 trials would reach a Sharpe ratio of 1.9 by luck alone; this one has 1.7", judgement.Summary,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_on_unseen_days_is_overfit() =>
        Assert.Equal(Verdict.Overfit, Judge(Convincing with { Figures = Good with { TotalReturn = -0.1 }, PValue = 0.7 }).Verdict);

    [Fact]
    public void A_plain_loss_on_few_unseen_days_is_insufficient_as_it_says() =>
        Assert.Equal(
            Verdict.Insufficient,
            Judge(Convincing with { Days = 20, Figures = Good with { TotalReturn = -0.1, Trades = 12 }, PValue = 0.95 }).Verdict);

    [Theory]
    [InlineData(20, 100, "20 days")]
    [InlineData(300, 5, "5 trades")]
    public void Few_unseen_days_or_trades_are_insufficient(int days, int trades, string why)
    {
        var judgement = Judge(Convincing with { Days = days, Figures = Good with { Trades = trades } });

        Assert.Equal(Verdict.Insufficient, judgement.Verdict);
        Assert.Contains(why, judgement.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Unseen_days_that_chance_explains_are_insufficient_when_the_search_does_not() =>
        Assert.Equal(Verdict.Insufficient, Judge(Convincing with { PValue = 0.2 }).Verdict);

    [Fact]
    public void A_loss_in_sample_is_no_edge() =>
        Assert.Equal(Verdict.NoEdge, Judge(Convincing, inSample: Good with { TotalReturn = -0.01 }).Verdict);

    [Fact]
    public void What_never_traded_in_sample_is_insufficient() =>
        Assert.Equal(Verdict.Insufficient, Judge(Convincing, inSample: Good with { TotalReturn = 0, Trades = 0 }).Verdict);

    [Fact]
    public void Less_than_holding_with_more_risk_is_no_edge() =>
        Assert.Equal(Verdict.NoEdge, Judge(Convincing, inSample: Good with { BuyAndHoldReturn = 2, BuyAndHoldSharpe = 3 }).Verdict);

    [Fact]
    public void Less_than_holding_in_sample_and_a_loss_on_unseen_days_is_overfit()
    {
        var behind = Good with { BuyAndHoldReturn = 2, BuyAndHoldSharpe = 3 };
        var lost = Convincing with { Figures = Good with { TotalReturn = -0.1 }, PValue = 0.7 };

        Assert.Equal(Verdict.Overfit, Judge(lost, inSample: behind).Verdict);
        Assert.Equal(Verdict.NoEdge, Judge(lost with { Days = 59 }, inSample: behind).Verdict);
        Assert.Equal(Verdict.NoEdge, Judge(lost, inSample: behind with { TotalReturn = -0.01 }).Verdict);
    }

    [Fact]
    public void Less_than_holding_on_unseen_days_that_chance_explains_is_overfit_since_it_was_more_in_sample()
    {
        var behind = Good with { TotalReturn = 0.1, Sharpe = 0.4, BuyAndHoldReturn = 0.6, BuyAndHoldSharpe = 1.5 };

        var judgement = Judge(Convincing with { Figures = behind, PValue = 0.3 });

        Assert.Equal(Verdict.Overfit, judgement.Verdict);
        Assert.Contains("On days that no choice saw, buying and holding returned 60.0%", judgement.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Less_than_holding_with_less_risk_may_be_robust() =>
        Assert.Equal(Verdict.Robust, Judge(Convincing, inSample: Good with { BuyAndHoldReturn = 2, BuyAndHoldSharpe = 1 }).Verdict);

    [Fact]
    public void Without_any_unseen_day_it_is_insufficient() => Assert.Equal(Verdict.Insufficient, Judge(null).Verdict);

    [Fact]
    public void Without_a_walk_forward_it_is_fragile_at_most_and_says_why()
    {
        var judgement =
            Judge(Convincing, isWalked: false, untold: Finding.Untold("walk-forward", "The request asks for the hold-out alone."));

        Assert.Equal(Verdict.Fragile, judgement.Verdict);
        Assert.Contains("walk-forward: The request asks for the hold-out alone", judgement.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_statistics_of_the_search_it_is_fragile_at_most() =>
        Assert.Equal(
            Verdict.Fragile,
            Judge(Convincing, new OverfittingEvidence { Trials = 1, TrialsOfJob = 1, Days = 400 }).Verdict);

    [Fact]
    public void What_contradicts_itself_is_not_robust()
    {
        Assert.Equal(Verdict.Fragile, Judge(Convincing, Skilled with { ProbabilityOfOverfitting = 0.95, ProbabilityOfLoss = 0 }).Verdict);
        Assert.Equal(Verdict.Fragile, Judge(Convincing, Skilled with { SuperiorAbilityAgainstNothing = 0.9 }).Verdict);
    }

    [Theory]
    [InlineData(8, 1, FindingOutcome.Failed)]
    [InlineData(8, 4, FindingOutcome.Passed)]
    [InlineData(2, 2, FindingOutcome.NotEnough)]
    public void Walk_forward_passes_only_where_enough_windows_traded_and_half_of_them_earned(
        int windows, int earning, FindingOutcome expected)
    {
        var judgement = Judge(Convincing, walked: new WalkForwardEvidence(Walk(windows, earning, 0.6), null, 20, 1));

        Assert.Equal(expected, judgement.Findings.Single(finding => finding.Check == "walk-forward").Outcome);
        Assert.Equal(expected == FindingOutcome.Passed ? Verdict.Robust : Verdict.Fragile, judgement.Verdict);
    }

    [Theory]
    [InlineData(1, "1 trade in sample")]
    [InlineData(9, "9 trades in sample")]
    public void Nothing_in_sample_passes_with_fewer_than_ten_trades(int trades, string told)
    {
        var judgement = Judge(
            Convincing,
            Skilled with { MinimumTrackRecordDays = 10, RandomEntries = 0.01, SuperiorAbilityAgainstNothing = 0.01 },
            Good with { Trades = trades },
            new Finding("range-ends", FindingOutcome.Passed, "Its best sixth is the third."));

        var little = judgement.Findings.Where(finding => finding.Outcome == FindingOutcome.NotEnough).ToList();
        Assert.Equal(
            ["deflated-sharpe", "minimum-track-record", "random-entries", "range-ends", "superior-ability"],
            little.Select(finding => finding.Check).Order());
        Assert.All(little, finding => Assert.Contains(told, finding.Text, StringComparison.Ordinal));
        Assert.NotEqual(Verdict.Robust, judgement.Verdict);
    }

    [Fact]
    public void A_hold_out_with_a_few_trades_does_not_count_for_it()
    {
        var judgement = Judge(Convincing with { HoldOut = Good with { Trades = 1 } });

        Assert.Equal(FindingOutcome.NotEnough, judgement.Findings.Single(finding => finding.Check == "hold-out").Outcome);
    }

    // Every input is worsened in one respect at a time; the verdict must never be better for it.
    [Fact]
    public void Making_one_thing_worse_never_improves_the_verdict_and_no_failed_check_is_robust()
    {
        var random = new Random(17);
        var seen = new HashSet<Verdict>();
        for (var i = 0; i < 5_000; i++)
        {
            // Half of the numbers are good ones, so that every verdict comes up.
            var each = new Case(
                Between(random, -0.2, 1), random.Next(0, 200), Between(random, 0, 0.1), Between(random, 0.8, 1), Between(random, 0, 1),
                random.Next(0, 9), Between(random, -0.1, 0.5), Between(random, 0, 0.9), Between(random, 0, 0.6), random.Next(4) > 0,
                random.Next(4) > 0);
            var judgement = each.Judge();
            seen.Add(judgement.Verdict);
            Assert.True(
                judgement.Verdict != Verdict.Robust || judgement.Findings.All(finding => finding.Outcome != FindingOutcome.Failed),
                judgement.Summary);
            foreach (var worse in each.Worse())
            {
                Assert.True(Rank(worse.Judge()) <= Rank(judgement), $"{each} is {judgement.Verdict}, {worse} {worse.Judge().Verdict}");
            }
        }

        Assert.All([Verdict.Robust, Verdict.Fragile, Verdict.Overfit, Verdict.NoEdge], verdict => Assert.Contains(verdict, seen));
    }

    private static double Between(Random random, double low, double high) => low + (random.NextDouble() * (high - low));

    private static int Rank(Judgement judgement) => judgement.Verdict switch
    {
        Verdict.Robust => 2,
        Verdict.Fragile => 1,
        _ => 0,
    };

    private sealed record Case(
        double Earned, int Trades, double P, double Deflated, double Efficiency, int Earning, double UnseenReturn, double Overfitting,
        double Superior, bool IsWalked, bool IsShaken)
    {
        public Judgement Judge() => VerdictRulesTests.Judge(
            Convincing with { PValue = P, Figures = Good with { TotalReturn = UnseenReturn } },
            Skilled with
            {
                DeflatedSharpe = Deflated,
                ProbabilityOfOverfitting = Overfitting,
                ProbabilityOfLoss = Overfitting / 2,
                SuperiorAbilityAgainstNothing = Superior,
            },
            Good with { TotalReturn = Earned, Trades = Trades },
            new Finding("doubled-costs", IsShaken ? FindingOutcome.Passed : FindingOutcome.Failed, "With doubled costs."),
            new WalkForwardEvidence(Walk(8, Earning, Efficiency), null, 20, 1),
            IsWalked);

        public IEnumerable<Case> Worse() =>
        [
            this with { Earned = Earned - 0.3 },
            this with { Trades = Trades / 10 },
            this with { P = Math.Min(1, P + 0.3) },
            this with { Deflated = Deflated / 2 },
            this with { Efficiency = Efficiency - 0.4 },
            this with { Earning = Earning / 2 },
            this with { UnseenReturn = UnseenReturn - 0.2 },
            this with { Overfitting = Math.Min(1, Overfitting + 0.3) },
            this with { Superior = 0.9 },
            this with { IsWalked = false },
            this with { IsShaken = false },
        ];
    }

    private static WalkForwardResult Walk(int windows, int earning, double efficiency)
    {
        var day = new Period(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        return new WalkForwardResult(
            WalkForwardMode.Anchored,
            [
                .. Enumerable.Range(0, windows).Select(i => new WalkForwardWindow(
                    day, day, 20, null, Good, Good with { TotalReturn = i < earning ? 0.1 : -0.1 }, null)),
            ],
            Good, efficiency, [], []);
    }

    private static Judgement Judge(
        UnseenEvidence? unseen, OverfittingEvidence? overfitting = null, PartFigures? inSample = null,
        Finding? robustness = null, WalkForwardEvidence? walked = null, bool isWalked = true, Finding? untold = null) => VerdictRules.Judge(
        new VerdictFacts(
            50,
            inSample ?? Good,
            new AssetValidation
            {
                Unseen = unseen,
                Overfitting = overfitting ?? Skilled,
                WalkForward = isWalked ? walked ?? Walked : null,
                Robustness = new RobustnessEvidence(robustness is null ? [] : [robustness]),
            },
            untold is null ? [] : [untold]),
        new ValidationOptions());
}
