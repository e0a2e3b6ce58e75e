using System.Globalization;

namespace Trad.Training.Validation;

/// <summary>One check of an asset with its number.</summary>
/// <param name="Check">The check's name, kebab-case, for example <c>deflated-sharpe</c>.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Text">One sentence that a trader reads.</param>
/// <param name="Value">The number; absent when it is not defined. Fractions, ratios and probabilities, never per cent.</param>
/// <param name="Threshold">What the number was held against; absent when nothing was.</param>
public sealed record Finding(string Check, FindingOutcome Outcome, string Text, double? Value = null, double? Threshold = null)
{
    /// <summary>A check that could not be carried out.</summary>
    /// <param name="check">The check's name.</param>
    /// <param name="why">Why, one sentence.</param>
    public static Finding Untold(string check, string why) => new(check, FindingOutcome.Unknown, why);

    /// <summary>A check with its number, and a sentence with figures in it, which are written the same in every country.</summary>
    /// <param name="check">The check's name.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="text">The sentence.</param>
    /// <param name="value">The number.</param>
    /// <param name="threshold">What it was held against.</param>
    public static Finding Measured(string check, FindingOutcome outcome, FormattableString text, double value, double threshold) =>
        new(check, outcome, text.ToString(CultureInfo.InvariantCulture), value, threshold);
}
