namespace Trad.Formats.Candles.Times;

/// <summary>Goes over the text of a moment from left to right.</summary>
/// <param name="text">The text, without white space around it.</param>
internal ref struct TimeCursor(ReadOnlySpan<char> text)
{
    /// <summary>Milliseconds of a second.</summary>
    public const long Second = 1000;

    /// <summary>Milliseconds of a minute.</summary>
    public const long Minute = 60 * Second;

    /// <summary>Milliseconds of an hour.</summary>
    public const long Hour = 60 * Minute;

    /// <summary>Milliseconds of a day.</summary>
    public const long Day = 24 * Hour;

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsAtEnd => _at >= _text.Length;

    /// <summary>What is left.</summary>
    public readonly ReadOnlySpan<char> Rest => _text[_at..];

    /// <summary>Goes on by some characters, or back.</summary>
    public void Skip(int characters = 1) => _at += characters;

    /// <summary>Goes past what stands between a date and a time of day.</summary>
    public void SkipSeparator()
    {
        // Interactive Brokers writes 20240131-23:30:00 for UTC; of an offset, which may follow a date as well, hours and minutes only.
        if (Peek() is 'T' or 't' or '_' or ',' or ';' || (Peek() is '-' && Rest.Count(':') == 2))
        {
            _at++;
        }

        SkipBlanks();
    }

    /// <summary>Which of some names the rest begins with, whatever the case; -1 for none.</summary>
    public readonly int IsOneOf(string[] names)
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

    /// <summary>Reads up to 18 digits; gives how many there were, and the number where it has at most nine.</summary>
    public int ReadNumber(out int number)
    {
        number = 0;
        var start = _at;
        for (; _at - start < 18 && char.IsAsciiDigit(Peek()); _at++)
        {
            number = _at - start < 9 ? (number * 10) + (Peek() - '0') : 0;
        }

        return _at - start;
    }

    /// <summary>Goes past spaces of every kind.</summary>
    public void SkipBlanks()
    {
        while (Peek() is ' ' or '\t' or '\u00a0' or '\u202f')
        {
            _at++;
        }
    }

    /// <summary>Goes past letters.</summary>
    public void SkipLetters()
    {
        while (char.IsAsciiLetter(Peek()))
        {
            _at++;
        }
    }

    /// <summary>Goes past what stands between the parts of a date.</summary>
    public void SkipDateSeparators()
    {
        while (Peek() is ' ' or ',' or '-' or '.' or '/')
        {
            _at++;
        }
    }

    /// <summary>The next character; a zero at the end.</summary>
    public readonly char Peek() => _at < _text.Length ? _text[_at] : '\0';
}
