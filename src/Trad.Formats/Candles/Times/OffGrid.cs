using Trad.Candles;

namespace Trad.Formats.Candles.Times;

/// <summary>What to do with a time that is none at which candles open.</summary>
internal static class OffGrid
{
    private const long Minute = 60_000;
    private const long QuarterHour = 15 * Minute;
    private const long Hour = 60 * Minute;

    /// <summary>The remedy, to follow what is wrong; empty where the time itself tells none.</summary>
    /// <param name="time">Epoch milliseconds.</param>
    /// <param name="interval">The candles' interval.</param>
    public static string Remedy(long time, Interval interval)
    {
        var late = time - interval.OpenOf(time);
        if (late <= 0 || late % QuarterHour != 0 || interval < Interval.OneHour)
        {
            return "";
        }

        var ofDay = DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        return interval >= Interval.OneDay && late < Interval.OneDay.Milliseconds
            ? $". Where {ofDay} is when a stock exchange closes, as in Google Sheets, write the days alone, as yyyy-MM-dd; where days open "
                + $"then, as at 16:00 UTC in Hong Kong, import hours and let days be made of them; where it is midnight of a zone, write "
                + "the days alone, or the offset"
            : interval < Interval.OneDay && late % Hour != 0
                ? ". Where the times are of a zone that is half an hour or a quarter off, as India's, write them in UTC or with the offset "
                    + $"(+05:30); where candles open at :{ofDay[3..]}, import shorter ones and let {interval} be made of them"
                : interval < Interval.OneDay
                    ? $". Where the times are of a zone, write them in UTC or with the offset; where candles open then, import shorter ones "
                        + $"and let {interval} be made of them"
                    : "";
    }
}
