namespace Trad.Formats.Candles.Times;

/// <summary>A moment, day or time of day as it was read from text.</summary>
/// <param name="Milliseconds">Epoch milliseconds UTC.</param>
/// <param name="Form">Whether it had a zone.</param>
/// <param name="HasTimeOfDay">Whether it had a time of day, and is not only a day.</param>
/// <param name="Readings">In which orders a date as 03/04/2024 or 2024-03-04 can be meant; none of another.</param>
internal readonly record struct TimeText(long Milliseconds, TimeForms Form, bool HasTimeOfDay, DateReadings Readings)
{
    /// <summary>
    /// Reads a moment: ISO 8601 with or without zone, <c>yyyy-MM-dd HH:mm[:ss[.fff]]</c> with <c>-</c>, <c>/</c> or <c>.</c>,
    /// <c>dd.MM.yyyy</c>, <c>MM/dd/yyyy</c> or <c>yy-MM-dd</c> with the same, <c>Jan 02, 2024</c>, <c>02-Jan-2024</c>,
    /// <c>yyyyMMdd[ HHmmss]</c>, with AM and PM, and with the zones Z, UTC, GMT and offsets.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="order">How 03/04/2024 is meant; as the day first where that is not known, and 2024-03-04 as the month first.</param>
    /// <param name="time">The moment.</param>
    public static TimeTextFault Read(ReadOnlySpan<char> text, DateOrder order, out TimeText time)
    {
        time = default;
        var cursor = new TimeCursor(text.Trim());
        var fault = DateText.Read(ref cursor, order, out var day, out var readings);
        if (fault != TimeTextFault.None)
        {
            return fault;
        }

        if (cursor.IsAtEnd)
        {
            time = new TimeText(day, TimeForms.TextWithoutZone, false, readings);
            return TimeTextFault.None;
        }

        cursor.SkipSeparator();
        fault = TimeOfDayText.Read(ref cursor, out var ofDay);
        if (fault != TimeTextFault.None)
        {
            return fault;
        }

        fault = ZoneText.Read(ref cursor, out var offset, out var form);
        time = new TimeText(day + ofDay - offset, form, true, readings);
        return fault;
    }

    /// <summary>Reads a time of day, as <c>09:30</c>, <c>9:30:00.000</c>, <c>930</c>, <c>093000</c> or <c>09:30 PM</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="milliseconds">Milliseconds since midnight.</param>
    public static TimeTextFault ReadTimeOfDay(ReadOnlySpan<char> text, out long milliseconds)
    {
        var cursor = new TimeCursor(text.Trim());
        var fault = TimeOfDayText.Read(ref cursor, out milliseconds);
        if (fault == TimeTextFault.None && !cursor.IsAtEnd)
        {
            fault = ZoneText.Read(ref cursor, out var offset, out _);
            milliseconds -= offset;
        }

        return fault;
    }
}
