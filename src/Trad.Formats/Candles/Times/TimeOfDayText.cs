namespace Trad.Formats.Candles.Times;

/// <summary>Reads the time of day in a text.</summary>
internal static class TimeOfDayText
{
    /// <summary>Reads a time of day.</summary>
    /// <param name="cursor">Where it begins; afterwards behind it.</param>
    /// <param name="milliseconds">Milliseconds since midnight.</param>
    public static TimeTextFault Read(ref TimeCursor cursor, out long milliseconds)
    {
        milliseconds = 0;
        var digits = cursor.ReadNumber(out var hour);
        int minute = 0, second = 0;
        if (digits is >= 3 and <= 6)
        {
            (hour, minute, second) = digits <= 4 ? (hour / 100, hour % 100, 0) : (hour / 10_000, hour / 100 % 100, hour % 100);
        }
        else if (digits is not (1 or 2))
        {
            return TimeTextFault.NoTime;
        }
        else if (cursor.Peek() is ':' or '.')
        {
            // Finns and Danes write 23.30; a fraction of an hour is written by nobody.
            var separator = cursor.Peek();
            cursor.Skip();
            if (cursor.ReadNumber(out minute) != 2)
            {
                return TimeTextFault.NoTime;
            }

            if (cursor.Peek() == separator)
            {
                cursor.Skip();
                if (cursor.ReadNumber(out second) != 2)
                {
                    return TimeTextFault.NoTime;
                }
            }
        }

        var fault = ReadFraction(ref cursor, out var fraction);
        if (fault != TimeTextFault.None)
        {
            return fault;
        }

        if (!TryReadHalf(ref cursor, ref hour) || hour > 24 || minute > 59 || second > 59 || (hour == 24 && (minute > 0 || second > 0)))
        {
            return TimeTextFault.NoSuchTime;
        }

        milliseconds = (hour * TimeCursor.Hour) + (minute * TimeCursor.Minute) + (second * TimeCursor.Second) + fraction;
        return TimeTextFault.None;
    }

    private static TimeTextFault ReadFraction(ref TimeCursor cursor, out long milliseconds)
    {
        milliseconds = 0;
        if (cursor.Peek() is not ('.' or ','))
        {
            return TimeTextFault.None;
        }

        cursor.Skip();
        var digits = 0;
        for (; char.IsAsciiDigit(cursor.Peek()); cursor.Skip(), digits++)
        {
            if (digits >= 3 && cursor.Peek() != '0')
            {
                return TimeTextFault.TooFine;
            }

            milliseconds = digits < 3 ? (milliseconds * 10) + (cursor.Peek() - '0') : milliseconds;
        }

        for (; digits < 3; digits++)
        {
            milliseconds *= 10;
        }

        return TimeTextFault.None;
    }

    /// <summary>AM or PM, with or without something before it.</summary>
    private static bool TryReadHalf(ref TimeCursor cursor, ref int hour)
    {
        var rest = cursor.Rest;
        var at = 0;
        while (at < rest.Length && rest[at] is ' ' or '-' or '\u202f' or '\u00a0')
        {
            at++;
        }

        if (at + 1 >= rest.Length || char.ToUpperInvariant(rest[at + 1]) != 'M' || char.ToUpperInvariant(rest[at]) is not ('A' or 'P'))
        {
            return true;
        }

        var isAfternoon = char.ToUpperInvariant(rest[at]) == 'P';
        cursor.Skip(at + 2);
        if (hour is < 1 or > 12)
        {
            return false;
        }

        hour = (hour % 12) + (isAfternoon ? 12 : 0);
        return true;
    }
}
