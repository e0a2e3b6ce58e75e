using System.Globalization;

namespace Trad.Training.Validation.Verdicts;

/// <summary>
/// Takes back what passed on too little: what a few trades say for an asset is chance, whatever the statistic. What they say against
/// it stays.
/// </summary>
internal static class EvidenceMinimum
{
    // These do not rest on the trades in sample, or state what happened there; they have minimums of their own.
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal)
    {
        "in-sample", "holding", "unseen", "unseen-chance", "unseen-holding", "hold-out", "walk-forward", "walk-forward-rolling",
        "other-symbols",
    };

    /// <summary>The check, or that there is not enough for it.</summary>
    /// <param name="check">A check.</param>
    /// <param name="inSample">The published trial in sample.</param>
    /// <param name="options">The thresholds.</param>
    public static Finding Apply(Finding check, PartFigures? inSample, ValidationOptions options)
    {
        var trades = inSample?.Trades ?? 0;
        return check.Outcome == FindingOutcome.Passed && trades < options.FewestTrades && !Others.Contains(check.Check)
            ? NotEnough(check, $"{TradeCount.Describe(trades)} in sample")
            : check;
    }

    /// <summary>A check that says nothing because there is too little of something.</summary>
    public static Finding NotEnough(Finding check, string little) => check with
    {
        Outcome = FindingOutcome.NotEnough,
        Text = string.Create(
            CultureInfo.InvariantCulture, $"{check.Text} That rests on {little}, too little to count for it."),
    };
}
