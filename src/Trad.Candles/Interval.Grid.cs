namespace Trad.Candles;

/// <content>
/// The moments at which candles open. With a fixed length each answer is a division or a multiplication; calendar months are counted.
/// </content>
public readonly partial record struct Interval
{
    /// <summary>The open time of the candle that contains the moment (epoch milliseconds).</summary>
    public long OpenOf(long time) => _months == 0 ? time - Modulo(time - _anchor, _length) : OpenAt(NumberOf(time));

    /// <summary>The first open time that is not before the moment (epoch milliseconds).</summary>
    public long OpenAtOrAfter(long time)
    {
        var open = OpenOf(time);
        return open == time ? time : CloseOf(open);
    }

    /// <summary>Whether the moment (epoch milliseconds) is a candle's open time.</summary>
    public bool IsAligned(long time) => _months == 0 ? (time - _anchor) % _length == 0 : OpenOf(time) == time;

    /// <summary>The close of the candle that opens at the time, which is when the next one opens; epoch milliseconds.</summary>
    public long CloseOf(long openTime) => _months == 0 ? openTime + _length : OpenAt(NumberOf(openTime) + 1);

    /// <summary>
    /// The open time of the candle that lies so many candles after the one that opens at the time, or before it where the number is
    /// negative. With a fixed length any moment may be moved so.
    /// </summary>
    public long Shift(long openTime, long candles) =>
        _months == 0 ? openTime + (candles * _length) : OpenAt(NumberOf(openTime) + candles);

    /// <summary>
    /// The latest time at which a candle may open to be closed at the moment; every candle that opened until then is closed by then.
    /// </summary>
    public long LatestOpenClosedAt(long moment) => _months == 0 ? moment - _length : OpenAt(NumberOf(moment) - 1);

    /// <summary>How many candles open from a moment, inclusive, to another, exclusive; zero when that is no later.</summary>
    public long CountOpens(long start, long end) => end <= start ? 0 : NumberOf(end - 1) - NumberOf(start - 1);

    /// <summary>Whether a candle of the interval can be so long, in milliseconds: a month has 28 to 31 whole days.</summary>
    public bool IsLength(long milliseconds) => _months == 0
        ? milliseconds == _length
        : milliseconds >= ShortestMilliseconds && milliseconds <= LongestMilliseconds && milliseconds % Day == 0;

    /// <summary>
    /// Whether every candle is made up of whole candles of another interval, one after the other, without anything left over: a week is
    /// of days and hours, but not of three days, and a month of whatever divides a day. An interval is made up of itself.
    /// </summary>
    public bool IsTiledBy(Interval parts) => this == parts
        || (parts._months == 0 && parts._length > 0
            && (_months > 0
                ? Day % parts._length == 0 && parts._anchor == 0
                : _length % parts._length == 0 && (_anchor - parts._anchor) % parts._length == 0));

    /// <summary>How many candles of an interval that it <see cref="IsTiledBy"/> the candle that opens at the time is made up of.</summary>
    public int CountParts(long openTime, Interval parts) =>
        this == parts ? 1 : (int)((CloseOf(openTime) - openTime) / parts._length);

    // Candles are numbered: that of a month by the month, the others from the one that opens at the anchor.
    private long NumberOf(long time) => _months == 0 ? Floor(time - _anchor, _length) : CalendarMonths.NumberOf(time);

    private static long OpenAt(long month) => CalendarMonths.StartOf(month);

    private static long Modulo(long value, long divisor)
    {
        var rest = value % divisor;
        return rest < 0 ? rest + divisor : rest;
    }

    private static long Floor(long value, long divisor)
    {
        var (quotient, rest) = Math.DivRem(value, divisor);
        return rest < 0 ? quotient - 1 : quotient;
    }
}
