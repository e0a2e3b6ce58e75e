using System.Globalization;
using System.Text;
using Superpower.Model;

namespace Trad.Backtesting.Strategies.Rules.Syntax;

/// <summary>What other languages write, and what it is called here.</summary>
internal static class RuleSpelling
{
    private const string Signs = "()[],+-*/%<>=!@";

    private static readonly string[] Words = ["and", "or", "not", "true", "false"];

    /// <summary>What somebody seems to have meant where an expression breaks off, and the place; null when that is not known.</summary>
    /// <param name="words">The expression.</param>
    /// <param name="position">Where it breaks off, in characters from 0.</param>
    public static (int Position, string Hint)? Find(TokenList<RuleToken> words, int position)
    {
        Token<RuleToken>? before = null;
        foreach (var word in words)
        {
            if (word.Position.Absolute == position)
            {
                return (before is { } last ? OfPair(last, word) : null) ?? OfWord(word) ?? (before is { } name ? OfWord(name) : null);
            }

            before = word;
        }

        return before is { } end ? OfWord(end) : null;
    }

    /// <summary>The place at which no word can be read, and what is said of it.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="position">Where reading ended, in characters from 0.</param>
    public static (int Position, string Hint) Unreadable(string text, int position)
    {
        // A word that has no end is sound up to the sign behind it.
        var end = position;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '.'))
        {
            end++;
        }

        return end == position || (end < text.Length && !char.IsWhiteSpace(text[end]) && !Signs.Contains(text[end]))
            ? (end, OfSign(text, end))
            : (position, $"'{text[position..end]}' is neither a number nor a name");
    }

    private static string OfSign(string text, int position) => position >= text.Length
        ? "the expression is empty or ends within a word"
        : text[position] switch
        {
            '&' => "'&' is not known; write 'and'",
            '=' when position > 0 && text[position - 1] is '<' or '>' or '=' or '!' => "'=' is one too many here",
            '=' when position + 1 < text.Length && text[position + 1] is '>' or '<' =>
                $"'={text[position + 1]}' is not known; write '{text[position + 1]}='",
            '?' => "'?' is not known; write if(condition, then, otherwise)",
            '"' or '\'' => "there are no texts in rules; write the name without quotes",
            '{' or '}' or ';' => $"'{text[position]}' cannot stand here; a rule is one expression, its parts go into definitions",
            '\u2264' => "'\u2264' is not known; write '<='",
            '\u2265' => "'\u2265' is not known; write '>='",
            '\u2260' => "'\u2260' is not known; write '!='",
            '\u2212' or '\u2013' => "this dash is not known; write '-'",
            '\u00d7' => "'\u00d7' is not known; write '*'",
            '\u00f7' => "'\u00f7' is not known; write '/'",
            '|' => "'|' is not known; write 'or'",
            '!' => "'!' is not known; write 'not'",
            '=' => "'=' is not known; write '==' to compare",
            '^' => "'^' is not known; write power(x, y)",
            '.' => "'.' cannot stand here; write a number with a digit before it, for example 0.5",
            _ => $"{Shown(text, position)} cannot stand here",
        };

    // Half a character is none, and what cannot be seen is told by its number.
    private static string Shown(string text, int position) =>
        !Rune.TryGetRuneAt(text, position, out var sign) ? $"U+{(int)text[position]:X4}"
        : sign.IsAscii && !Rune.IsControl(sign) ? $"'{sign}'"
        : IsVisible(Rune.GetUnicodeCategory(sign)) ? $"'{sign}' (U+{sign.Value:X4})"
        : $"U+{sign.Value:X4}";

    /// <summary>Tells a letter of another alphabet from the one that it looks like; empty where all are of ASCII.</summary>
    public static string Foreign(string name)
    {
        var first = name.AsSpan().IndexOfAnyExceptInRange('\0', '\x7f');
        return first < 0
            ? string.Empty
            : string.Create(CultureInfo.InvariantCulture, $" (its character {first + 1} is {Shown(name, first)})");
    }

    private static bool IsVisible(UnicodeCategory category) => category is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
        or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);

    /// <summary>What is said of a word that cannot stand where it does.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="position">The place of the word; the end where one is missing.</param>
    /// <param name="parsed">What the parser found.</param>
    public static string Unexpected(string text, int position, TokenListParserResult<RuleToken, RuleExpression> parsed)
    {
        var expected = parsed.Expectations is { Length: > 0 } words ? $"; expected {string.Join(", ", words.Distinct())}" : string.Empty;
        return position >= text.Length ? $"the expression ends too early{expected}" : $"{parsed.FormatErrorMessageFragment()}";
    }

    private static (int Position, string Hint)? OfWord(Token<RuleToken> word)
    {
        var written = word.ToStringValue();
        var meant = Words.FirstOrDefault(known => known.Equals(written, StringComparison.OrdinalIgnoreCase));
        return word.Kind == RuleToken.Name && meant is not null
            ? (word.Position.Absolute, $"'{written}' is not known; write '{meant}'")
            : null;
    }

    private static (int Position, string Hint)? OfPair(Token<RuleToken> first, Token<RuleToken> second) => (first.Kind, second.Kind) switch
    {
        (RuleToken.Less, RuleToken.Greater) => (first.Position.Absolute, "'<>' is not known; write '!='"),
        (RuleToken.Times, RuleToken.Times) => (first.Position.Absolute, "'**' is not known; write power(x, y)"),
        (RuleToken.Number, RuleToken.Comma) => (second.Position.Absolute, "',' cannot stand here; the decimal sign is '.'"),
        _ => null,
    };
}
