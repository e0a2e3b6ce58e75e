using System.Globalization;

namespace Trad.Formats.Candles.Times;

/// <summary>Reads the date at the beginning of a text.</summary>
internal static class DateText
{
    private const int FirstYear = 1900;
    private const int LastYear = 2199;
    private const int Century = 2000;
    private const int ShortYear = 2;
    private const int WholeYear = 4;

    // Nothing was traded before 2009, so that a shorter year is none while there is another reading.
    private const int FirstShortYear = 2009;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    /// <summary>Reads a date.</summary>
    /// <param name="cursor">Where the date begins; afterwards behind it.</param>
    /// <param name="order">
    /// How 03/04/2024 and 2024-03-04 are meant; the day first and the standard's order where that is not known and possible.
    /// </param>
    /// <param name="milliseconds">Its midnight in epoch milliseconds.</param>
    /// <param name="readings">In which orders such a date can be meant; none of another.</param>
    public static TimeTextFault Read(ref TimeCursor cursor, DateOrder order, out long milliseconds, out DateReadings readings)
    {
        (milliseconds, readings) = (0, DateReadings.None);
        if (cursor.Peek() is var sign && char.IsAsciiLetter(sign))
        {
            return ReadMonthFirst(ref cursor, out milliseconds);
        }

        var digits = cursor.ReadNumber(out var number);
        return digits switch
        {
            8 => Day(number / 10_000, number / 100 % 100, number % 100, out milliseconds),
            12 or 14 => ReadCompact(ref cursor, digits, out milliseconds),
            4 => ReadYearFirst(ref cursor, number, order, out milliseconds, out readings),
            1 or 2 => ReadYearLast(ref cursor, number, order, digits, out milliseconds, out readings),
            _ => TimeTextFault.NoTime,
        };
    }

    private static TimeTextFault Day(int year, int month, int day, out long milliseconds)
    {
        milliseconds = 0;
        if (year is < FirstYear or > LastYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return TimeTextFault.NoSuchTime;
        }

        milliseconds = (new DateTime(year, month, day).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
        return TimeTextFault.None;
    }

    private static TimeTextFault ReadYearFirst(
        ref TimeCursor cursor, int year, DateOrder order, out long milliseconds, out DateReadings readings)
    {
        (milliseconds, readings) = (0, DateReadings.None);
        var separator = cursor.Peek();
        if (separator is not ('-' or '/' or '.'))
        {
            return TimeTextFault.NoTime;
        }

        cursor.Skip();
        if (cursor.ReadNumber(out var month) is not (1 or 2) || cursor.Peek() != separator)
        {
            return TimeTextFault.NoTime;
        }

        cursor.Skip();
        if (cursor.ReadNumber(out var day) is not (1 or 2))
        {
            return TimeTextFault.NoTime;
        }

        var fault = Day(year, month, day, out var standard);

        // With a T behind it is ISO 8601, which has one order.
        if (order == DateOrder.YearMonthDay || cursor.Peek() is 'T' or 't')
        {
            readings = order == DateOrder.YearMonthDay && fault == TimeTextFault.None ? DateReadings.YearMonthDay : DateReadings.None;
            milliseconds = standard;
            return fault;
        }

        readings |= fault == TimeTextFault.None ? DateReadings.YearMonthDay : 0;
        readings |= Day(year, day, month, out var exchanged) == TimeTextFault.None ? DateReadings.YearDayMonth : 0;
        var isExchanged = order == DateOrder.YearDayMonth
            || (order == DateOrder.Unknown && readings == DateReadings.YearDayMonth);
        milliseconds = isExchanged ? exchanged : standard;
        return readings.HasFlag(isExchanged ? DateReadings.YearDayMonth : DateReadings.YearMonthDay)
            ? TimeTextFault.None
            : TimeTextFault.NoSuchTime;
    }

    private static TimeTextFault ReadYearLast(
        ref TimeCursor cursor, int number, DateOrder order, int digits, out long milliseconds, out DateReadings readings)
    {
        (milliseconds, readings) = (0, DateReadings.None);
        var separator = cursor.Peek();
        if (separator is not ('-' or '/' or '.' or ' '))
        {
            return TimeTextFault.NoTime;
        }

        cursor.Skip();
        if (char.IsAsciiLetter(cursor.Peek()))
        {
            var named = ReadMonthName(ref cursor, out var month);
            cursor.SkipDateSeparators();
            return named && ReadYear(ref cursor, out var ofName) ? Day(ofName, month, number, out milliseconds) : TimeTextFault.NoTime;
        }

        if (separator == ' ' || cursor.ReadNumber(out var other) is not (1 or 2) || cursor.Peek() != separator)
        {
            return TimeTextFault.NoTime;
        }

        cursor.Skip();
        var last = cursor.ReadNumber(out var third);
        if (last is not (ShortYear or WholeYear))
        {
            return TimeTextFault.NoTime;
        }

        var year = last == ShortYear ? Century + third : third;

        // 24-01-13 is a day of 2024 to some and one of 2013 to others.
        var yearFirst = digits == ShortYear && last == ShortYear ? Century + number : 0;
        return Choose([(year, other, number), (year, number, other), (yearFirst, other, third)], order, out milliseconds, out readings);
    }

    /// <summary>Chooses among three readings of the same numbers, day, month and year first.</summary>
    private static TimeTextFault Choose(
        ReadOnlySpan<(int Year, int Month, int Day)> dates, DateOrder order, out long milliseconds, out DateReadings readings)
    {
        (milliseconds, readings) = (0, DateReadings.None);
        Span<long> times = stackalloc long[dates.Length];
        var old = DateReadings.None;
        for (var i = 0; i < dates.Length; i++)
        {
            if (Day(dates[i].Year, dates[i].Month, dates[i].Day, out times[i]) == TimeTextFault.None)
            {
                readings |= dates[i].Year >= FirstShortYear ? Reading(i) : DateReadings.None;
                old |= Reading(i);
            }
        }

        readings = readings == DateReadings.None ? old : readings;
        for (var i = 0; i < dates.Length; i++)
        {
            if (readings.HasFlag(Reading(i)) && (order == DateOrder.Unknown || (int)order == i + 1))
            {
                milliseconds = times[i];
                return TimeTextFault.None;
            }
        }

        return TimeTextFault.NoSuchTime;
    }

    private static DateReadings Reading(int order) => (DateReadings)(1 << order);

    private static TimeTextFault ReadMonthFirst(ref TimeCursor cursor, out long milliseconds)
    {
        milliseconds = 0;
        if (cursor.IsOneOf(Weekdays) >= 0)
        {
            cursor.SkipLetters();
            cursor.SkipDateSeparators();
            if (char.IsAsciiDigit(cursor.Peek()))
            {
                return Read(ref cursor, DateOrder.Unknown, out milliseconds, out _);
            }
        }

        if (!ReadMonthName(ref cursor, out var month))
        {
            return TimeTextFault.NoTime;
        }

        cursor.SkipDateSeparators();
        if (cursor.ReadNumber(out var day) is not (1 or 2))
        {
            return TimeTextFault.NoTime;
        }

        cursor.SkipDateSeparators();
        return ReadYear(ref cursor, out var year) ? Day(year, month, day, out milliseconds) : TimeTextFault.NoTime;
    }

    /// <summary>Goes back over the number that was read, of which the first eight digits are the day and the others the time.</summary>
    private static TimeTextFault ReadCompact(ref TimeCursor cursor, int digits, out long milliseconds)
    {
        cursor.Skip(-digits);
        var day = int.Parse(cursor.Rest[..8], CultureInfo.InvariantCulture);
        cursor.Skip(8);
        return Day(day / 10_000, day / 100 % 100, day % 100, out milliseconds);
    }

    private static bool ReadYear(ref TimeCursor cursor, out int year)
    {
        var digits = cursor.ReadNumber(out year);
        year += digits == ShortYear ? Century : 0;
        return digits is ShortYear or WholeYear;
    }

    private static bool ReadMonthName(ref TimeCursor cursor, out int month)
    {
        month = cursor.IsOneOf(Months) + 1;
        cursor.SkipLetters();
        return month > 0;
    }
}
