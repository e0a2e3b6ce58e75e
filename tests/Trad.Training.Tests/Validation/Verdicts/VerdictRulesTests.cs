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
    public void Less_than_holding_with_less_risk_may_be_robust() =>
        Assert.Equal(Verdict.Robust, Judge(Convincing, inSample: Good with { BuyAndHoldReturn = 2, BuyAndHoldSharpe = 1 }).Verdict);

    [Fact]
    public void Without_any_unseen_day_it_is_insufficient() => Assert.Equal(Verdict.Insufficient, Judge(null).Verdict);

    private static Judgement Judge(
        UnseenEvidence? unseen, OverfittingEvidence? overfitting = null, PartFigures? inSample = null,
        Finding? robustness = null) => VerdictRules.Judge(
        new VerdictFacts(
            50,
            inSample ?? Good,
            new AssetValidation
            {
                Unseen = unseen,
                Overfitting = overfitting ?? Skilled,
                Robustness = new RobustnessEvidence(robustness is null ? [] : [robustness]),
            },
            []),
        new ValidationOptions());
}
