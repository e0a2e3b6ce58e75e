namespace Trad.Training.Jobs;

/// <summary>How much of a step is done, judged by how long such steps took before.</summary>
public static class StepEstimate
{
    // Up to here the fraction follows the clock; beyond, it approaches the end without reaching it.
    private const double Straight = 0.8;

    /// <summary>
    /// The fraction of a step after some time: proportional to the time up to four fifths of the expected duration, then
    /// ever slower, with no jump in value or speed, so that it still moves when the step takes ten times as long. Below 1
    /// for every time: a slow step never looks finished.
    /// </summary>
    /// <param name="elapsed">Time since the step began.</param>
    /// <param name="expected">What such a step is expected to take; above zero.</param>
    public static double Fraction(TimeSpan elapsed, TimeSpan expected)
    {
        var ratio = elapsed / expected;
        if (ratio <= Straight)
        {
            return Math.Max(0, ratio);
        }

        // A hyperbola: the fifth that is left halves whenever the time beyond doubles.
        const double Left = 1 - Straight;
        return Math.Min(Math.BitDecrement(1.0), 1 - (Left / (1 + ((ratio - Straight) / Left))));
    }
}
