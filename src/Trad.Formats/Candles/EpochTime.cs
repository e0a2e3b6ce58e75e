namespace Trad.Formats.Candles;

/// <summary>Whole numbers that are times: which unit they are in is told by their size.</summary>
internal static class EpochTime
{
    // The year 5138 in seconds, and the same number of milliseconds, microseconds and so on, each a thousand times as large.
    private const long FirstMilliseconds = 100_000_000_000;
    private const long FirstMicroseconds = 1000 * FirstMilliseconds;
    private const long FirstNanoseconds = 1000 * FirstMicroseconds;

    /// <summary>The time in epoch milliseconds, from seconds, milliseconds, microseconds or nanoseconds.</summary>
    public static long ToMilliseconds(long time) => time switch
    {
        >= FirstNanoseconds => time / 1_000_000,
        >= FirstMicroseconds => time / 1000,
        >= FirstMilliseconds => time,
        _ => FromSeconds(time),
    };

    /// <summary>The time in epoch milliseconds; the last representable one, which no candle has, for more than fits.</summary>
    public static long FromSeconds(long time) => time is > long.MinValue / 1000 and < long.MaxValue / 1000 ? time * 1000 : long.MaxValue;
}
