using System.Globalization;

namespace Trad.Formats.Candles.Times;

/// <summary>
/// Times of day that are written as numbers, as <c>93000</c> for half past nine: a number has lost the zeros in front, and <c>500</c> is
/// five o'clock among hours and minutes, and five minutes past midnight where seconds stand behind. All of a column tell.
/// </summary>
internal static class TimeOfDayDigits
{
    private const int Hours = 2;
    private const int Minutes = 4;
    private const int Seconds = 6;
    private const long LastHour = 23;
    private const long LastMinute = 2359;
    private const long LastSecond = 235_959;
    private const int SecondsOfMinute = 60;

    /// <summary>How many digits times of day have in full: 2, 4 or 6; 0 where they are no such numbers.</summary>
    /// <param name="texts">The times of day.</param>
    public static int Find(IEnumerable<string?> texts)
    {
        var (digits, isAny) = (Hours, false);
        foreach (var text in texts)
        {
            if (NumberText.IsNothing(text))
            {
                continue;
            }

            var plain = Whole(text);
            if (plain.Length > Seconds || !int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number > LastSecond)
            {
                return 0;
            }

            isAny = true;
            digits = Math.Max(
                digits,
                plain.Length > Minutes || number > LastMinute || number % 100 >= SecondsOfMinute ? Seconds
                : plain.Length > Hours || number > LastHour ? Minutes
                : Hours);
        }

        return isAny ? digits : 0;
    }

    /// <summary>The digits of a time of day in full; empty where it has more.</summary>
    /// <param name="text">The time of day.</param>
    /// <param name="digits">How many there are in full.</param>
    public static string Complete(ReadOnlySpan<char> text, int digits) =>
        Whole(text) is var whole && whole.Length <= digits ? whole.ToString().PadLeft(digits, '0') : "";

    // A column of numbers in which one is missing is often one of decimals.
    private static ReadOnlySpan<char> Whole(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;
    }
}
