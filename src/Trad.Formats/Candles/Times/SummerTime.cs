namespace Trad.Formats.Candles.Times;

/// <summary>The hours that zones with summer time have twice in autumn.</summary>
internal static class SummerTime
{
    private const int LastHour = 3;
    private const int LastWeekOfOctober = 25;
    private const int FirstWeekOfNovember = 7;

    /// <summary>What to do with two rows of one time, to follow what is wrong; empty where no zone has the time twice.</summary>
    /// <param name="time">Epoch milliseconds.</param>
    public static string Remedy(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time) is { DayOfWeek: DayOfWeek.Sunday } day
        && day.Hour <= LastHour
        && ((day.Month == 10 && day.Day >= LastWeekOfOctober) || (day.Month == 11 && day.Day <= FirstWeekOfNovember))
            ? "; where the times are of a zone with summer time, which has this hour twice, write them in UTC or with their offset"
            : "";
}
