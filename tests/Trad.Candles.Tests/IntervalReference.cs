using System.Globalization;

namespace Trad.Candles.Tests;

/// <summary>Where candles open, told by the calendar of the runtime.</summary>
internal static class IntervalReference
{
    /// <summary>The open time of the candle that contains a moment, epoch milliseconds.</summary>
    public static long OpenOf(string code, long time)
    {
        var moment = DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime;
        var opened = code switch
        {
            "1M" => new DateTime(moment.Year, moment.Month, 1, 0, 0, 0, DateTimeKind.Utc),
            "1w" => ISOWeek.ToDateTime(ISOWeek.GetYear(moment), ISOWeek.GetWeekOfYear(moment), DayOfWeek.Monday),
            "3d" => moment.Date.AddDays(-Remainder((moment.Date - DateTime.UnixEpoch).Days, 3)),
            "1d" => moment.Date,
            _ => moment.Date + (Math.Floor(moment.TimeOfDay / Length(code)) * Length(code)),
        };
        return (long)(opened - DateTime.UnixEpoch).TotalMilliseconds;
    }

    private static int Remainder(int value, int divisor) => ((value % divisor) + divisor) % divisor;

    private static TimeSpan Length(string code)
    {
        var count = int.Parse(code[..^1], CultureInfo.InvariantCulture);
        return code[^1] switch
        {
            's' => TimeSpan.FromSeconds(count),
            'm' => TimeSpan.FromMinutes(count),
            _ => TimeSpan.FromHours(count),
        };
    }
}
