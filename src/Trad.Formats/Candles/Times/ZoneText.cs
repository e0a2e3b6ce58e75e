namespace Trad.Formats.Candles.Times;

/// <summary>Reads the zone at the end of a text.</summary>
internal static class ZoneText
{
    /// <summary>Reads a zone up to the end of the text.</summary>
    /// <param name="cursor">Where it begins; afterwards at the end.</param>
    /// <param name="offset">What must be taken off to get UTC, milliseconds.</param>
    /// <param name="form">Whether there was a zone.</param>
    public static TimeTextFault Read(ref TimeCursor cursor, out long offset, out TimeForms form)
    {
        (offset, form) = (0, TimeForms.TextWithoutZone);
        cursor.SkipBlanks();
        while (!cursor.IsAtEnd)
        {
            if (cursor.Peek() is '[' or '(' && form is TimeForms.TextWithOffset or TimeForms.TextUtc)
            {
                // What an offset is called in brackets, as browsers write it: GMT+0100 (Central European Standard Time).
                return cursor.Rest[^1] is ']' or ')' ? TimeTextFault.None : TimeTextFault.NoTime;
            }

            if (char.IsAsciiLetter(cursor.Peek()) || cursor.Peek() is '[' or '(')
            {
                var rest = cursor.Rest;
                var name = rest.TrimStart("[( ");
                var length = 0;
                while (length < name.Length && char.IsAsciiLetter(name[length]))
                {
                    length++;
                }

                if (!IsUtc(name[..length]))
                {
                    return length >= 2 ? TimeTextFault.NamedZone : TimeTextFault.NoTime;
                }

                form = form == TimeForms.TextWithOffset ? form : TimeForms.TextUtc;
                cursor.Skip(name[length..].Trim("]) ").IsEmpty ? rest.Length : rest.Length - (name.Length - length));
            }
            else if (cursor.Peek() is '+' or '-' or '\u2212')
            {
                if (!TryReadOffset(ref cursor, out offset))
                {
                    return TimeTextFault.NoTime;
                }

                form = offset == 0 ? TimeForms.TextUtc : TimeForms.TextWithOffset;
            }
            else
            {
                return TimeTextFault.NoTime;
            }

            cursor.SkipBlanks();
        }

        return TimeTextFault.None;
    }

    private static bool IsUtc(ReadOnlySpan<char> name) =>
        name.Equals("z", StringComparison.OrdinalIgnoreCase) || name.Equals("utc", StringComparison.OrdinalIgnoreCase)
        || name.Equals("gmt", StringComparison.OrdinalIgnoreCase);

    private static bool TryReadOffset(ref TimeCursor cursor, out long offset)
    {
        var sign = cursor.Peek() == '+' ? 1 : -1;
        cursor.Skip();
        var digits = cursor.ReadNumber(out var hours);
        var minutes = 0;
        if (digits == 4)
        {
            (hours, minutes) = (hours / 100, hours % 100);
        }
        else if (cursor.Peek() == ':')
        {
            cursor.Skip();
            digits = cursor.ReadNumber(out minutes) == 2 ? digits : 0;
        }

        offset = sign * ((hours * TimeCursor.Hour) + (minutes * TimeCursor.Minute));
        return digits is 1 or 2 or 4 && hours <= 14 && minutes <= 59;
    }
}
