namespace Trad.Training.Jobs;

/// <summary>How much of a step is done, judged by how long such steps took before.</summary>
public static class StepEstimate
{
    // Up to here the fraction follows the clock; beyond, it approaches the end without reaching it.
    private const double Straight = 0.8;

    /// <summary>
    /// The fraction of a step after some time: proportional to the time up to four fifths of the expected duration, then
    /// ever slower, with no jump in value or speed; below 1 for every time, so that a slow step never looks finished.
    /// </summary>
    /// <param name="elapsed">Time since the step began.</param>
    /// <param name="expected">What such a step is expected to take; above zero.</param>
    public static double Fraction(TimeSpan elapsed, TimeSpan expected)
    {
        var ratio = elapsed / expected;
        return ratio <= Straight
            ? Math.Max(0, ratio)
            : Math.Min(0.999, 1 - ((1 - Straight) * Math.Exp((Straight - ratio) / (1 - Straight))));
    }
}
