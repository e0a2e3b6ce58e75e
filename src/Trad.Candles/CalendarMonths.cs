namespace Trad.Candles;

/// <summary>
/// Calendar months UTC, numbered from January 1970, which is 0. Unlike the calendar of the runtime it has no first and last year,
/// so that ranges without an end need no care, and makes no object of a moment.
/// </summary>
/// <remarks>
/// Days and dates of the proleptic Gregorian calendar after Hinnant (2013), chrono-Compatible Low-Level Date Algorithms: a year that
/// begins in March, so that the leap day is its last, in eras of 400 years, each of 146,097 days.
/// </remarks>
internal static class CalendarMonths
{
    private const long DayLength = 86_400_000;
    private const long DaysPerEra = 146_097;

    // From the first of March of the year 0 to the epoch.
    private const long DaysBeforeEpoch = 719_468;
    private const long MonthsBeforeEpoch = 1970 * 12;

    /// <summary>The number of the month that contains the moment (epoch milliseconds).</summary>
    public static long NumberOf(long time)
    {
        var days = Floor(time, DayLength) + DaysBeforeEpoch;
        var era = Floor(days, DaysPerEra);
        var dayOfEra = days - (era * DaysPerEra);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var monthFromMarch = ((5 * dayOfYear) + 2) / 153;

        // January and February are the last months of the year that began in March.
        return (((era * 400) + yearOfEra) * 12) + monthFromMarch + 2 - MonthsBeforeEpoch;
    }

    /// <summary>The first moment of the month with a number, epoch milliseconds.</summary>
    public static long StartOf(long number)
    {
        var months = number + MonthsBeforeEpoch - 2;
        var year = Floor(months, 12);
        var monthFromMarch = months - (year * 12);
        var era = Floor(year, 400);
        var yearOfEra = year - (era * 400);
        var dayOfYear = ((153 * monthFromMarch) + 2) / 5;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return ((era * DaysPerEra) + dayOfEra - DaysBeforeEpoch) * DayLength;
    }

    private static long Floor(long value, long divisor)
    {
        var (quotient, rest) = Math.DivRem(value, divisor);
        return rest < 0 ? quotient - 1 : quotient;
    }
}
