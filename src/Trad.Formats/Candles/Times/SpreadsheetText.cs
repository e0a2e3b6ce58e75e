namespace Trad.Formats.Candles.Times;

/// <summary>What spreadsheets make of times when a file is opened in one and saved: what they show, and not what was written.</summary>
internal sealed class SpreadsheetText
{
    // 1.70467E+12 is what a cell of the usual width shows of a time in milliseconds.
    private const int DigitsShown = 7;

    private const string Remedy = "; open the original file as it is, or give the column a format that shows all of it before it is saved";

    private string? _previous;

    /// <summary>What is wrong with a text that is no time, in words that go on after it; null where no spreadsheet made it.</summary>
    public static string? FindDamage(ReadOnlySpan<char> text) =>
        text.Length > 1 && !text.ContainsAnyExcept('#') ? "is what a spreadsheet shows where a column is too narrow" + Remedy
        : IsMinuteAndSecond(text) ? "has minutes and seconds without their day and hour, as spreadsheets show times with fractions" + Remedy
        : null;

    /// <summary>
    /// What is wrong with a number in exponent notation with few digits, which the row before had as well; null where nothing is.
    /// </summary>
    public string? FindRepeated(ReadOnlySpan<char> text)
    {
        var isShown = HasLostDigits(text);
        var isAgain = isShown && text.SequenceEqual(_previous);
        _previous = isShown && !isAgain ? text.ToString() : _previous;
        return isAgain ? $"stands in several rows, and {LostDigits}" : null;
    }

    /// <summary>What is said of such a number.</summary>
    public static string LostDigits => "has lost its last digits, as spreadsheets show long numbers" + Remedy;

    /// <summary>Whether a text is a number in exponent notation with as few digits as spreadsheets show.</summary>
    public static bool HasLostDigits(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var exponent = text.IndexOfAny('e', 'E');
        return exponent > 0 && exponent <= DigitsShown && char.IsAsciiDigit(text[^1]);
    }

    private static bool IsMinuteAndSecond(ReadOnlySpan<char> text) =>
        text.Length is 6 or 7 && text[^2] == '.' && text[^5] == ':' && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1])
        && char.IsAsciiDigit(text[^3]) && char.IsAsciiDigit(text[^4]);
}
