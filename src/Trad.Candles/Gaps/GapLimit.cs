namespace Trad.Candles.Gaps;

/// <summary>How long a hole in a series may be before it is more than an interruption.</summary>
public static class GapLimit
{
    /// <summary>Candles of which a hole has more when it is long, whatever the interval.</summary>
    public const int FewestCandles = 3;

    /// <summary>
    /// The longest hole across which a position is held when nobody says otherwise: a day, or three candles where these are
    /// longer. Exchanges were down for hours; days are missing because nobody stored them.
    /// </summary>
    public static TimeSpan Default(Interval interval) =>
        TimeSpan.FromMilliseconds(Math.Max(Interval.OneDay.Milliseconds, FewestCandles * interval.Milliseconds));
}
