using Trad.Training.Validation.Backtests;

namespace Trad.Training.Validation.Robustness;

/// <summary>The published trial under harder conditions.</summary>
internal static class ConditionChecks
{
    /// <summary>With fees, slippage and spread doubled.</summary>
    public static Finding DoubledCosts(PartResult published, PartResult? costlier) =>
        Compare("doubled-costs", "With fees and slippage doubled", published, costlier);

    /// <summary>With every signal acted upon one candle later.</summary>
    public static Finding LaterEntries(PartResult published, PartResult? later) =>
        Compare("later-entries", "Acting one candle later", published, later);

    private static Finding Compare(string check, string change, PartResult published, PartResult? changed)
    {
        var before = published.Figures.TotalReturn;
        if (before <= 0 || changed is null)
        {
            return Finding.Untold(check, "The published trial did not earn in sample, so a change tells nothing.");
        }

        var after = changed.Figures.TotalReturn;
        return after > 0
            ? Finding.Measured(
                check, FindingOutcome.Passed, $"{change} it still earned {after:0.0%} instead of {before:0.0%}.", after, 0)
            : Finding.Measured(
                check, FindingOutcome.Failed, $"{change} it lost {-after:0.0%} instead of earning {before:0.0%}.", after, 0);
    }
}
