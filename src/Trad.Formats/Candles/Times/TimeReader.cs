using System.Globalization;

namespace Trad.Formats.Candles.Times;

/// <summary>Reads the times of one file from text, and remembers how they were written.</summary>
/// <param name="order">How 03/04/2024 and 2024-03-04 are meant.</param>
internal sealed class TimeReader(DateOrder order)
{
    private const string Allowed = "allowed are seconds, milliseconds, microseconds or nanoseconds since 1970, "
        + "ISO 8601 as 2024-01-31T00:00:00Z, yyyy-MM-dd HH:mm:ss, dd.MM.yyyy HH:mm and MM/dd/yyyy HH:mm";

    // Whole numbers of 8, 12 and 14 digits are dates as 20240131, and read as text; so are smaller ones, which are refused with a reason.
    private const long FirstSeconds = 1_000_000_000;

    // Up to here a double is the number that was written, whatever it was read from.
    private const double ExactDigits = 1e15;

    private const string TwoTimes = "has a time of day already, and so has the column of times beside it; leave one of them";

    private readonly SpreadsheetText _spreadsheet = new();

    /// <summary>How the times that were read were written.</summary>
    public TimeForms Forms { get; private set; }

    /// <summary>Reads a time.</summary>
    /// <param name="text">The text.</param>
    /// <param name="milliseconds">Epoch milliseconds.</param>
    /// <returns>What is wrong, in words that go on after the text; null when nothing is.</returns>
    public string? Read(ReadOnlySpan<char> text, out long milliseconds)
    {
        if (text.Length is > 8 and not 12 and not 14 and <= 19
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return ReadNumber(number, out milliseconds);
        }

        return ReadText(text.Trim(), out milliseconds);
    }

    /// <summary>
    /// How many digits times of day have that are written as numbers, <see cref="Times.TimeOfDayDigits"/>; 0 where none is.
    /// </summary>
    public int TimeOfDayDigits { get; init; }

    /// <summary>Whether a date that may be read in two ways is refused where it is not known how it is meant.</summary>
    public bool RefusesTwoReadings { get; init; }

    /// <summary>Reads a time from a whole number.</summary>
    public string? Read(long number, out long milliseconds) => IsEpoch(number)
        ? ReadNumber(number, out milliseconds)
        : ReadText(number.ToString(CultureInfo.InvariantCulture), out milliseconds);

    /// <summary>Reads a time from a number that may have decimals.</summary>
    public string? Read(double number, out long milliseconds)
    {
        if (number == Math.Floor(number) && Math.Abs(number) < ExactDigits)
        {
            return Read((long)number, out milliseconds);
        }

        var isWhole = EpochTime.TryRead(number, out milliseconds, out var form);
        Forms |= form;
        return ForeignCount.Find(number) ?? (isWhole ? null : Describe(TimeTextFault.TooFine));
    }

    /// <summary>Reads a time from a day and a time of day.</summary>
    public string? Read(ReadOnlySpan<char> day, ReadOnlySpan<char> timeOfDay, out long milliseconds) =>
        Read(day, out milliseconds) ?? Add(ref milliseconds, timeOfDay);

    /// <summary>Adds a time of day to a day.</summary>
    /// <param name="day">The day, epoch milliseconds; it becomes the time.</param>
    /// <param name="timeOfDay">The time of day.</param>
    /// <returns>What is wrong, in words that go on after the text; null when nothing is.</returns>
    public string? Add(ref long day, ReadOnlySpan<char> timeOfDay)
    {
        var unread = TimeText.ReadTimeOfDay(
            TimeOfDayDigits > 0 ? Times.TimeOfDayDigits.Complete(timeOfDay, TimeOfDayDigits) : timeOfDay, out var ofDay);
        return unread == TimeTextFault.None ? Add(ref day, ofDay) : Describe(unread);
    }

    /// <summary>Adds milliseconds since midnight to a day.</summary>
    public string? Add(ref long day, long sinceMidnight)
    {
        var isDay = day % TimeCursor.Day == 0;
        day += sinceMidnight;
        Forms |= TimeForms.TextWithoutZone;
        return isDay ? null : TwoTimes;
    }

    /// <summary>Remembers times that were no text.</summary>
    public void Add(TimeForms forms) => Forms |= forms;

    /// <summary>What comes first in dates of an order, in words that follow an article.</summary>
    public static string Describe(DateOrder order) => order switch
    {
        DateOrder.DayFirst => "day first",
        DateOrder.MonthFirst => "month first",
        DateOrder.YearFirst => "year first",
        DateOrder.YearMonthDay => "year first, then the month",
        _ => "year first, then the day",
    };

    private string? ReadText(ReadOnlySpan<char> text, out long milliseconds)
    {
        var fault = TimeText.Read(text, order, out var time);
        if (fault == TimeTextFault.None)
        {
            Forms |= time.Form;
            milliseconds = time.Milliseconds;
            return RefusesTwoReadings && order == DateOrder.Unknown && DateOrderEvidence.HasTwo(text, time)
                ? "may be read with the day or the month first, and no row of the file tells which; write the dates as yyyy-MM-dd"
                : null;
        }

        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return ReadNumber(whole, out milliseconds);
        }

        milliseconds = 0;
        if (fault == TimeTextFault.NoTime && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            var isWhole = EpochTime.TryRead(number, out milliseconds, out var form);
            Forms |= form;
            return ForeignCount.Find(number) ?? _spreadsheet.FindRepeated(text)
                ?? (isWhole ? null : Describe(double.IsFinite(number) ? TimeTextFault.TooFine : fault));
        }

        return SpreadsheetText.FindDamage(text) ?? (fault == TimeTextFault.NoTime && text.Contains(':')
            && TimeText.ReadTimeOfDay(text, out _) == TimeTextFault.None
                ? "is a time of day without its day; write both, as yyyy-MM-dd HH:mm, or a column of days beside it"
                : Describe(fault));
    }

    private static bool IsEpoch(long number) => number >= FirstSeconds
        && number is not (>= 100 * FirstSeconds and < 1000 * FirstSeconds) and not (>= 10_000 * FirstSeconds and < 100_000 * FirstSeconds);

    private string? ReadNumber(long number, out long milliseconds)
    {
        var isWhole = EpochTime.TryRead(number, out milliseconds, out var form);
        Forms |= form;
        return ForeignCount.Find(number) ?? (isWhole ? null : Describe(TimeTextFault.TooFine));
    }

    private string Describe(TimeTextFault fault) => fault switch
    {
        TimeTextFault.NoSuchTime when order != DateOrder.Unknown =>
            $"is no day or time with the {Describe(order)}, as other rows of the file show",
        TimeTextFault.NoSuchTime => $"is no day or time that there is; {Allowed}",
        TimeTextFault.NamedZone => "is in a zone by a name; write UTC, or an offset as +01:00",
        TimeTextFault.TooFine => "is not a time in whole milliseconds; round the times to the opens of candles",
        _ => $"is not a time; {Allowed}",
    };
}
