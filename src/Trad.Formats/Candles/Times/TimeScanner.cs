namespace Trad.Formats.Candles.Times;

/// <summary>Goes over the text of a moment from left to right.</summary>
/// <param name="text">The text, without white space around it.</param>
internal ref struct TimeScanner(ReadOnlySpan<char> text)
{
    private const int FirstYear = 1900;
    private const int LastYear = 2199;
    private const int Century = 2000;
    private const long Second = 1000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsAtEnd => _at >= _text.Length;

    /// <summary>Reads a date.</summary>
    /// <param name="order">How 03/04/2024 is meant; the day first where that is not known.</param>
    /// <param name="milliseconds">Its midnight in epoch milliseconds.</param>
    /// <param name="first">The first number of a date as 03/04/2024; 0 of another.</param>
    /// <param name="second">The second number of such a date.</param>
    public TimeTextFault ReadDate(DateOrder order, out long milliseconds, out int first, out int second)
    {
        (milliseconds, first, second) = (0, 0, 0);
        if (Peek() is var sign && char.IsAsciiLetter(sign))
        {
            return ReadMonthFirst(out milliseconds);
        }

        var digits = ReadNumber(out var number);
        return digits switch
        {
            8 => Day(number / 10_000, number / 100 % 100, number % 100, out milliseconds),
            12 or 14 => ReadCompact(digits, out milliseconds),
            4 => ReadYearFirst(number, out milliseconds),
            1 or 2 => ReadYearLast(number, order, out milliseconds, out first, out second),
            _ => TimeTextFault.NoTime,
        };
    }

    /// <summary>Goes past what stands between a date and a time of day.</summary>
    public void SkipSeparator()
    {
        if (Peek() is 'T' or 't' or '_' or ',' or ';')
        {
            _at++;
        }

        SkipBlanks();
    }

    /// <summary>Reads a time of day.</summary>
    public TimeTextFault ReadTimeOfDay(out long milliseconds)
    {
        milliseconds = 0;
        var digits = ReadNumber(out var hour);
        int minute = 0, second = 0;
        if (digits is >= 3 and <= 6)
        {
            (hour, minute, second) = digits <= 4 ? (hour / 100, hour % 100, 0) : (hour / 10_000, hour / 100 % 100, hour % 100);
        }
        else if (digits is not (1 or 2))
        {
            return TimeTextFault.NoTime;
        }
        else if (Peek() == ':')
        {
            _at++;
            if (ReadNumber(out minute) != 2)
            {
                return TimeTextFault.NoTime;
            }

            if (Peek() == ':')
            {
                _at++;
                if (ReadNumber(out second) != 2)
                {
                    return TimeTextFault.NoTime;
                }
            }
        }

        var fault = ReadFraction(out var fraction);
        if (fault != TimeTextFault.None)
        {
            return fault;
        }

        if (!TryReadHalf(ref hour) || hour > 24 || minute > 59 || second > 59 || (hour == 24 && (minute > 0 || second > 0)))
        {
            return TimeTextFault.NoSuchTime;
        }

        milliseconds = (hour * Hour) + (minute * Minute) + (second * Second) + fraction;
        return TimeTextFault.None;
    }

    /// <summary>Reads a zone up to the end of the text.</summary>
    /// <param name="offset">What must be taken off to get UTC, milliseconds.</param>
    /// <param name="form">Whether there was a zone.</param>
    public TimeTextFault ReadZone(out long offset, out TimeForms form)
    {
        (offset, form) = (0, TimeForms.TextWithoutZone);
        SkipBlanks();
        while (!IsAtEnd)
        {
            if (char.IsAsciiLetter(Peek()) || Peek() is '[' or '(')
            {
                var name = _text[_at..].Trim("[]() ");
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
                _at = length == name.Length ? _text.Length : _text.Length - (name.Length - length);
            }
            else if (Peek() is '+' or '-' or '\u2212')
            {
                if (!TryReadOffset(out offset))
                {
                    return TimeTextFault.NoTime;
                }

                form = offset == 0 ? TimeForms.TextUtc : TimeForms.TextWithOffset;
            }
            else
            {
                return TimeTextFault.NoTime;
            }

            SkipBlanks();
        }

        return TimeTextFault.None;
    }

    private static bool IsUtc(ReadOnlySpan<char> name) =>
        name.Equals("z", StringComparison.OrdinalIgnoreCase) || name.Equals("utc", StringComparison.OrdinalIgnoreCase)
        || name.Equals("gmt", StringComparison.OrdinalIgnoreCase);

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

    private TimeTextFault ReadYearFirst(int year, out long milliseconds)
    {
        milliseconds = 0;
        var separator = Peek();
        if (separator is not ('-' or '/' or '.'))
        {
            return TimeTextFault.NoTime;
        }

        _at++;
        if (ReadNumber(out var month) is not (1 or 2) || Peek() != separator)
        {
            return TimeTextFault.NoTime;
        }

        _at++;
        return ReadNumber(out var day) is 1 or 2 ? Day(year, month, day, out milliseconds) : TimeTextFault.NoTime;
    }

    private TimeTextFault ReadYearLast(int number, DateOrder order, out long milliseconds, out int first, out int second)
    {
        (milliseconds, first, second) = (0, 0, 0);
        var separator = Peek();
        if (separator is not ('-' or '/' or '.' or ' '))
        {
            return TimeTextFault.NoTime;
        }

        _at++;
        if (char.IsAsciiLetter(Peek()))
        {
            var named = ReadMonthName(out var month);
            SkipDateSeparators();
            return named && ReadYear(out var ofName) ? Day(ofName, month, number, out milliseconds) : TimeTextFault.NoTime;
        }

        if (separator == ' ' || ReadNumber(out var other) is not (1 or 2) || Peek() != separator)
        {
            return TimeTextFault.NoTime;
        }

        _at++;
        if (!ReadYear(out var year))
        {
            return TimeTextFault.NoTime;
        }

        // With points it is the day that comes first wherever people write so.
        if (separator == '.')
        {
            return Day(year, other, number, out milliseconds);
        }

        (first, second) = (number, other);
        if (number > 12 && other > 12)
        {
            return TimeTextFault.NoSuchTime;
        }

        var isMonthFirst = order == DateOrder.MonthFirst || (order == DateOrder.Unknown && other > 12);
        return isMonthFirst ? Day(year, number, other, out milliseconds) : Day(year, other, number, out milliseconds);
    }

    private TimeTextFault ReadMonthFirst(out long milliseconds)
    {
        milliseconds = 0;
        if (IsOneOf(Weekdays) >= 0)
        {
            SkipLetters();
            SkipDateSeparators();
            if (char.IsAsciiDigit(Peek()))
            {
                return ReadDate(DateOrder.Unknown, out milliseconds, out _, out _);
            }
        }

        if (!ReadMonthName(out var month))
        {
            return TimeTextFault.NoTime;
        }

        SkipDateSeparators();
        if (ReadNumber(out var day) is not (1 or 2))
        {
            return TimeTextFault.NoTime;
        }

        SkipDateSeparators();
        return ReadYear(out var year) ? Day(year, month, day, out milliseconds) : TimeTextFault.NoTime;
    }

    /// <summary>Goes back over the number that was read, of which the first eight digits are the day and the others the time.</summary>
    private TimeTextFault ReadCompact(int digits, out long milliseconds)
    {
        _at -= digits;
        var day = int.Parse(_text.Slice(_at, 8), System.Globalization.CultureInfo.InvariantCulture);
        _at += 8;
        return Day(day / 10_000, day / 100 % 100, day % 100, out milliseconds);
    }

    private bool ReadYear(out int year)
    {
        var digits = ReadNumber(out year);
        year += digits == 2 ? Century : 0;
        return digits is 2 or 4;
    }

    private bool ReadMonthName(out int month)
    {
        month = IsOneOf(Months) + 1;
        SkipLetters();
        return month > 0;
    }

    private readonly int IsOneOf(string[] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            if (_text[_at..].StartsWith(names[i], StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    private TimeTextFault ReadFraction(out long milliseconds)
    {
        milliseconds = 0;
        if (Peek() is not ('.' or ','))
        {
            return TimeTextFault.None;
        }

        _at++;
        var digits = 0;
        for (; char.IsAsciiDigit(Peek()); _at++, digits++)
        {
            if (digits >= 3 && Peek() != '0')
            {
                return TimeTextFault.TooFine;
            }

            milliseconds = digits < 3 ? (milliseconds * 10) + (Peek() - '0') : milliseconds;
        }

        for (; digits < 3; digits++)
        {
            milliseconds *= 10;
        }

        return TimeTextFault.None;
    }

    /// <summary>AM or PM, with or without something before it.</summary>
    private bool TryReadHalf(ref int hour)
    {
        var at = _at;
        while (at < _text.Length && _text[at] is ' ' or '-' or '\u202f' or '\u00a0')
        {
            at++;
        }

        if (at + 1 >= _text.Length || char.ToUpperInvariant(_text[at + 1]) != 'M' || char.ToUpperInvariant(_text[at]) is not ('A' or 'P'))
        {
            return true;
        }

        var isAfternoon = char.ToUpperInvariant(_text[at]) == 'P';
        _at = at + 2;
        if (hour is < 1 or > 12)
        {
            return false;
        }

        hour = (hour % 12) + (isAfternoon ? 12 : 0);
        return true;
    }

    private bool TryReadOffset(out long offset)
    {
        var sign = Peek() == '+' ? 1 : -1;
        _at++;
        var digits = ReadNumber(out var hours);
        var minutes = 0;
        if (digits == 4)
        {
            (hours, minutes) = (hours / 100, hours % 100);
        }
        else if (Peek() == ':')
        {
            _at++;
            digits = ReadNumber(out minutes) == 2 ? digits : 0;
        }

        offset = sign * ((hours * Hour) + (minutes * Minute));
        return digits is 1 or 2 or 4 && hours <= 14 && minutes <= 59;
    }

    /// <summary>Reads up to 18 digits; gives how many there were, and the number where it has at most nine.</summary>
    private int ReadNumber(out int number)
    {
        number = 0;
        var start = _at;
        for (; _at - start < 18 && char.IsAsciiDigit(Peek()); _at++)
        {
            number = _at - start < 9 ? (number * 10) + (Peek() - '0') : 0;
        }

        return _at - start;
    }

    private void SkipBlanks()
    {
        while (Peek() is ' ' or '\t' or '\u00a0' or '\u202f')
        {
            _at++;
        }
    }

    private void SkipLetters()
    {
        while (char.IsAsciiLetter(Peek()))
        {
            _at++;
        }
    }

    private void SkipDateSeparators()
    {
        while (Peek() is ' ' or ',' or '-' or '.' or '/')
        {
            _at++;
        }
    }

    private readonly char Peek() => _at < _text.Length ? _text[_at] : '\0';
}
