using System.Globalization;

namespace Trad.Training;

/// <summary>
/// What people may write into names and notes, which others read in terminals and pages: nothing that moves the cursor, colours
/// the screen, or lets text be read in another order than it is stored in.
/// </summary>
public static class ReadableText
{
    /// <summary>The rule in words.</summary>
    public const string Rule = "no control characters, and none that change the direction of text";

    /// <summary>What is wrong with a text, as in <c>holds the character U+001B at 5</c>; null when nothing is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isMultiline">Whether line ends and tabs are allowed.</param>
    public static string? FindFault(string text, bool isMultiline = false)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (IsForbidden(text[i], isMultiline))
            {
                return string.Create(
                    CultureInfo.InvariantCulture, $"holds the character U+{(int)text[i]:X4} at {i + 1}; allowed are {Rule}");
            }
        }

        return null;
    }

    // The bidirectional controls of Unicode's annex 9: marks, embeddings, overrides, isolates.
    private static bool IsForbidden(char letter, bool isMultiline) =>
        (char.IsControl(letter) && !(isMultiline && letter is '\n' or '\r' or '\t'))
        || letter is '\u061c' or '\u200e' or '\u200f' or '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e')
            or (>= '\u2066' and <= '\u2069');
}
