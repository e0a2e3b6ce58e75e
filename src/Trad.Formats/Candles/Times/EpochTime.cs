namespace Trad.Formats.Candles.Times;

/// <summary>Numbers that are times since 1970: which unit they are in is told by their size.</summary>
internal static class EpochTime
{
    // The year 5138 in seconds, and the same number of milliseconds, microseconds and so on, each a thousand times as large.
    private const long FirstMilliseconds = 100_000_000_000;
    private const long FirstMicroseconds = 1000 * FirstMilliseconds;
    private const long FirstNanoseconds = 1000 * FirstMicroseconds;

    // What a double of today's nanoseconds can be off, in milliseconds, and four times as much.
    private const double Tolerance = 1e-3;

    // Beyond this a double is no 64-bit number any more.
    private const double Largest = 9e18;

    /// <summary>The time in epoch milliseconds; false when it is finer than milliseconds.</summary>
    /// <param name="time">Seconds, milliseconds, microseconds or nanoseconds.</param>
    /// <param name="milliseconds">The time.</param>
    /// <param name="form">The unit that the number was taken to be in.</param>
    public static bool TryRead(long time, out long milliseconds, out TimeForms form)
    {
        var (isWhole, result, unit) = time switch
        {
            >= FirstNanoseconds => (time % 1_000_000 == 0, time / 1_000_000, TimeForms.Nanoseconds),
            >= FirstMicroseconds => (time % 1000 == 0, time / 1000, TimeForms.Microseconds),
            >= FirstMilliseconds => (true, time, TimeForms.Milliseconds),
            _ => (true, FromSeconds(time), TimeForms.Seconds),
        };
        (milliseconds, form) = (result, unit);
        return isWhole;
    }

    /// <summary>The time in epoch milliseconds; false when the number is no time, or finer than milliseconds.</summary>
    public static bool TryRead(double time, out long milliseconds, out TimeForms form)
    {
        (milliseconds, form) = (0, TimeForms.None);
        if (!double.IsFinite(time) || Math.Abs(time) > Largest)
        {
            return false;
        }

        (var exact, form) = time switch
        {
            >= FirstNanoseconds => (time / 1_000_000, TimeForms.Nanoseconds),
            >= FirstMicroseconds => (time / 1000, TimeForms.Microseconds),
            >= FirstMilliseconds => (time, TimeForms.Milliseconds),
            _ => (time * 1000, TimeForms.Seconds),
        };
        var whole = Math.Round(exact);
        milliseconds = (long)whole;
        return Math.Abs(exact - whole) <= Tolerance;
    }

    /// <summary>The time in epoch milliseconds; the last representable one, which no candle has, for more than fits.</summary>
    public static long FromSeconds(long time) => time is > long.MinValue / 1000 and < long.MaxValue / 1000 ? time * 1000 : long.MaxValue;
}
