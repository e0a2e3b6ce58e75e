namespace Trad.Training.Requests;

/// <summary>How many trades a trial needs when a request does not say.</summary>
/// <remarks>
/// A third of the square root of the candles in sample, rounded up, at least 10: 28 for 30 days of five minutes with a fifth held
/// out, 118 for 18 months of them, 28 for a year of hours, 13 for five years of days. An absolute number is met by ten lucky trades in
/// any range, the longer the more easily; a number in proportion to the range would refuse what trades seldom but long. The error of
/// a mean shrinks with the square root of what it is made of, and so does the error of the range's own returns.
/// </remarks>
public static class MinimumTradesRule
{
    /// <summary>The number whatever the range.</summary>
    public const int Least = 10;

    /// <summary>The number for a range.</summary>
    /// <param name="candles">Candles of the range, those held out included.</param>
    /// <param name="holdOut">The share that is held out.</param>
    public static int Compute(long candles, double holdOut) =>
        Math.Max(Least, (int)Math.Ceiling(Math.Sqrt(Math.Max(0, candles) * (1 - holdOut)) / 3));
}
