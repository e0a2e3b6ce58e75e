using System.Globalization;

namespace Trad.Training.Validation.Verdicts;

/// <summary>What the statistics of the search mean for a trader.</summary>
internal static class OverfittingFindings
{
    /// <summary>The findings.</summary>
    public static IEnumerable<Finding> Evaluate(int trials, PartFigures? inSample, OverfittingEvidence? evidence, ValidationOptions options)
    {
        if (evidence is null || inSample is null)
        {
            yield break;
        }

        if (evidence is { DeflatedSharpe: { } deflated, ExpectedMaximumSharpe: { } byLuck, Sharpe: { } sharpe })
        {
            yield return Finding.Measured(
                "deflated-sharpe",
                deflated >= options.DeflatedSharpe ? FindingOutcome.Passed : FindingOutcome.Failed,
                trials == 1
                    ? (FormattableString)$"A single trial has a Sharpe ratio of {sharpe:0.0}: above zero with a probability of {deflated:0%}."
                    : $"The best of {trials:N0} trials{Independent(evidence)} would reach a Sharpe ratio of {byLuck:0.0} by luck alone; this one has {sharpe:0.0}: above luck with a probability of {deflated:0%}.",
                deflated,
                options.DeflatedSharpe);
        }

        if (evidence.ProbabilityOfOverfitting is { } overfit)
        {
            yield return Finding.Measured(
                "probability-of-overfitting",
                overfit <= options.ProbabilityOfOverfitting ? FindingOutcome.Passed
                    : evidence.ProbabilityOfLoss > options.ProbabilityOfLoss || overfit > options.HopelessOverfitting
                        ? FindingOutcome.Failed
                    : FindingOutcome.Noted,
                $"Chosen on one half of the days, the best trial was below the median on the other half in {overfit:0%} of all ways to halve them, and lost there in {evidence.ProbabilityOfLoss:0%}.",
                overfit,
                options.ProbabilityOfOverfitting);
        }

        if (evidence.SuperiorAbilityAgainstNothing is { } superior)
        {
            yield return Finding.Measured(
                "superior-ability",
                superior <= options.Significance ? FindingOutcome.Passed
                    : superior > options.HopelessChance ? FindingOutcome.Failed
                    : FindingOutcome.Noted,
                $"If none of {LookedAt(evidence)} had an edge, the best would look this good with a probability of {superior:0%} (Hansen's test).",
                superior,
                options.Significance);
        }

        if (evidence.MinimumTrackRecordDays is { } days)
        {
            yield return Finding.Measured(
                "minimum-track-record",
                days <= evidence.Days ? FindingOutcome.Passed : FindingOutcome.Noted,
                $"Such returns need {Math.Ceiling(days):N0} days to be told from chance, without any search; there are {evidence.Days:N0}.",
                Math.Ceiling(days),
                evidence.Days);
        }

        if (evidence.RandomEntries is { } random)
        {
            yield return Finding.Measured(
                "random-entries",
                random <= options.Significance ? FindingOutcome.Passed : FindingOutcome.Noted,
                $"Random entries with the same holding times did as well in {random:0%} of the draws.",
                random,
                options.Significance);
        }
    }

    // Trials that do much the same are not many trials.
    private static string Independent(OverfittingEvidence evidence) => evidence.EffectiveTrials is { } effective
        ? string.Create(
            CultureInfo.InvariantCulture,
            $", as many as {effective:#,0} that have nothing in common{(IsSampled(evidence) ? $" (estimated on {evidence.Trials:N0} of them)" : "")},")
        : "";

    private static string LookedAt(OverfittingEvidence evidence) => IsSampled(evidence)
        ? string.Create(CultureInfo.InvariantCulture, $"{evidence.Trials:N0} of the {evidence.TrialsBacktested:N0} trials")
        : "the trials";

    private static bool IsSampled(OverfittingEvidence evidence) => evidence.Trials < evidence.TrialsBacktested;
}
