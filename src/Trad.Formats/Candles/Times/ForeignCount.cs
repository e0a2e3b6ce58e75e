namespace Trad.Formats.Candles.Times;

/// <summary>
/// Numbers that count from another moment than 1970, or in another unit than the seconds and their thousandths, told by the years to which
/// they would lead: between 2009, before which nothing was traded, and 2100.
/// </summary>
internal static class ForeignCount
{
    private const double Year2009 = 1_230_768_000;
    private const double Year2100 = 4_102_444_800;

    // Seconds between these moments and 1970.
    private const double From1601 = 11_644_473_600;
    private const double From1900 = 2_208_988_800;
    private const double From1904 = 2_082_844_800;

    // Days from the beginning of each count to 1970.
    private const double Matlab = 719_529;
    private const double Julian = 2_440_587.5;

    private const double Minute = 60;
    private const double Hour = 3600;
    private const double Day = 86_400;
    private const double Million = 1e6;
    private const double TicksPerSecond = 1e7;

    // Spreadsheets count days from 1900 on, or from 1904 in old files, of the years 1955 to 2119, and R and NumPy from 1970 on.
    private const double FirstDay = 10_000;
    private const double FirstSpreadsheetDay = 20_000;
    private const double LastSpreadsheetDay = 80_000;

    /// <summary>What the number counts, with the remedy, in words that go on after it; null where it may count from 1970.</summary>
    public static string? Find(double number)
    {
        if (IsBetween(number / 1000))
        {
            return null;
        }

        if (number is >= FirstSpreadsheetDay and <= LastSpreadsheetDay)
        {
            return "is the number of a day as spreadsheets count them; write the times as yyyy-MM-dd HH:mm, by giving the column that format";
        }

        var found = number switch
        {
            >= FirstDay and < FirstSpreadsheetDay => "counts days, as R and NumPy do",
            < Year2009 when IsDay(number) => "is a day written as yyMMdd",
            < Year2009 when IsDay(number - Million) => "is a day written as 1yyMMdd, as of AmiBroker and TradeStation",
            < Year2009 when IsBetween((number - Matlab) * Day) => "counts days since the year 0, as MATLAB does",
            < Year2009 when IsBetween((number - Julian) * Day) => "counts Julian days",
            < Year2009 when IsBetween(number * Hour) => "counts hours since 1970",
            < Year2009 when IsBetween(number * Minute) => "counts minutes since 1970",
            _ when IsDayAndMinute(number) => "is a day and its time written as yyMMddHHmm",
            _ when IsDayAndHour(number) => "is a day and its hour written as yyyyMMddHH",
            > From1904 + Year2009 and < Year2100 when IsBetween(number - From1904) || IsBetween(number - From1900) =>
                "would be after 2070 in seconds since 1970, and may count seconds since 1900 or 1904",
            _ when IsBetween((number / Million) - From1601) => "counts microseconds since 1601, as WebKit does",
            _ when IsBetween((number / TicksPerSecond) - From1601) => "counts tenths of a microsecond since 1601, as Windows does (FILETIME)",
            _ when IsBetween((number - DateTime.UnixEpoch.Ticks) / TicksPerSecond) =>
                "counts tenths of a microsecond since the year 1, as .NET does (ticks)",
            _ => null,
        };
        return found is null ? null : $"{found}; write the times as yyyy-MM-dd HH:mm, or in seconds since 1970";
    }

    private static bool IsBetween(double seconds) => seconds is >= Year2009 and < Year2100;

    // Where minutes and hours do not lead to the same years: yyMMdd of 2009 to 2033.
    private static bool IsDay(double number) => number is >= 90_101 and <= 331_231 && number == Math.Floor(number)
        && IsDate(2000 + ((int)number / 10_000), (int)number / 100 % 100, (int)number % 100);

    // From 2020 on, since smaller numbers are seconds up to 2033.
    private static bool IsDayAndMinute(double number) => number is >= 2_001_010_000 and < 3_400_000_000
        && IsDay(Math.Floor(number / 10_000)) && number % 10_000 / 100 < 24 && number % 100 < 60;

    private static bool IsDayAndHour(double number) => number is >= 2_009_010_100 and <= 2_099_123_123 && number == Math.Floor(number)
        && (long)number % 100 < 24
        && IsDate((int)((long)number / Million), (int)((long)number / 10_000 % 100), (int)((long)number / 100 % 100));

    private static bool IsDate(int year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
}
