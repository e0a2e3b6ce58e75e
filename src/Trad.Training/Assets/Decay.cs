namespace Trad.Training.Assets;

/// <summary>How much of an objective is lost on other candles.</summary>
public static class Decay
{
    /// <summary>
    /// The share lost: 0 when nothing was, 1 when all of it, more when it turned against the trader, below 0 when it grew.
    /// Null when the objective is not defined on either side, or zero in sample.
    /// </summary>
    /// <param name="inSample">The objective in sample, larger is better.</param>
    /// <param name="elsewhere">The objective on other candles, larger is better.</param>
    public static double? Of(double? inSample, double? elsewhere) =>
        inSample is { } before and not 0 && elsewhere is { } after ? (before - after) / Math.Abs(before) : null;
}
