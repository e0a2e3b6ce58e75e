using Trad.Optimization.Spaces;
using Trad.Training.Validation;
using Trad.Training.Validation.Robustness;

namespace Trad.Training.Tests.Validation.Robustness;

public sealed class SearchAgreementTests
{
    [Theory]
    [InlineData("2/0.9 2/0.9 0.9/0.9 2/0.2", 0.5, FindingOutcome.Passed)]
    [InlineData("2/0.9 0.9/0.9 2/0.2", 1.0 / 3, FindingOutcome.Noted)]
    [InlineData("1/0.3", 1, FindingOutcome.Passed)]
    [InlineData("-/- 5/0.9", 0.5, FindingOutcome.Passed)]
    [InlineData("-/-", 0, FindingOutcome.Noted)]
    [InlineData("2/-", 0, FindingOutcome.Noted)]
    public void A_winner_agrees_with_half_of_the_sharpe_ratio_and_days_that_go_together(
        string sharpeByCorrelation, double share, FindingOutcome outcome)
    {
        var finding = SearchAgreement.Evaluate([.. sharpeByCorrelation.Split(' ').Select(Search)], Figures(2), new ValidationOptions());

        Assert.Equal(outcome, finding.Outcome);
        Assert.Equal(share, finding.Value!.Value, 1e-12);
        Assert.DoesNotContain("NaN", finding.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    public void A_published_trial_that_did_not_earn_leaves_nothing_to_agree_with(double? sharpe) =>
        Assert.Equal(FindingOutcome.Unknown, SearchAgreement.Evaluate([Search("2/0.9")], Figures(sharpe), new ValidationOptions()).Outcome);

    private static RepeatedSearch Search(string text) => text.Split('/') is [var sharpe, var correlation] && sharpe != "-"
        ? new RepeatedSearch(1, 8, ParameterSet.Empty, Figures(Number(sharpe)), Number(correlation), null)
        : new RepeatedSearch(1, 8, null, null, null, "None of 8 trials was feasible.");

    private static double? Number(string text) =>
        text == "-" ? null : double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static PartFigures Figures(double? sharpe) => new(30, 0.1, 0.2, sharpe, 0.05, 0.1);
}
