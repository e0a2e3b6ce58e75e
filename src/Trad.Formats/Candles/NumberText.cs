using System.Globalization;

namespace Trad.Formats.Candles;

/// <summary>Numbers as people write them.</summary>
internal static class NumberText
{
    private const int Longest = 64;

    /// <summary>Signs of currencies, which stand before a number or behind it.</summary>
    public const string CurrencySigns = "$€£¥₩₹₿₽";

    private static readonly string[] Nothing =
        ["", "nan", "null", "none", "na", "n/a", "#n/a", "nil", "-", "--", "\\n", "<na>", "nat", "."];

    /// <summary>Whether the text says that there is no value.</summary>
    public static bool IsNothing(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        foreach (var nothing in Nothing)
        {
            if (text.Equals(nothing, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Reads a number: with a decimal point or comma, with or without separators of thousands (<c>42,283.58</c>), with a sign of a
    /// currency in front or behind, and with K, M, B or T behind (<c>12.3K</c>).
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="hasDecimalComma">Whether the comma stands before decimals, and the point between thousands.</param>
    /// <param name="number">The number; NaN where the text says that there is none.</param>
    public static bool TryRead(ReadOnlySpan<char> text, bool hasDecimalComma, out double number)
    {
        if (!hasDecimalComma && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        if (IsNothing(text))
        {
            number = double.NaN;
            return true;
        }

        return TryReadWritten(text.Trim(), hasDecimalComma, out number);
    }

    private static bool TryReadWritten(ReadOnlySpan<char> text, bool hasDecimalComma, out double number)
    {
        number = 0;
        if (text.Length is 0 or > Longest)
        {
            return false;
        }

        text = text.Trim(CurrencySigns).Trim();

        var (factor, unit) = text.Length == 0 ? (1, false) : char.ToUpperInvariant(text[^1]) switch
        {
            'K' => (1e3, true),
            'M' => (1e6, true),
            'B' => (1e9, true),
            'T' => (1e12, true),
            _ => (1, false),
        };
        text = unit ? text[..^1] : text;
        var (point, thousands) = hasDecimalComma ? (',', '.') : ('.', ',');
        Span<char> plain = stackalloc char[Longest];
        var length = 0;
        var sinceSeparator = -1;
        var hasPoint = false;
        foreach (var sign in text)
        {
            if (!hasPoint && (sign == thousands || sign is '\'' or '’' or ' ' or '\u00a0' or '\u202f'))
            {
                // Between thousands there are three digits each, and before the first at least one, which is no zero.
                if (length == 0 || sinceSeparator is not (-1 or 3) || (sinceSeparator < 0 && IsZero(plain[..length])))
                {
                    return false;
                }

                sinceSeparator = 0;
                continue;
            }

            if (sign == point)
            {
                if (sinceSeparator is not (-1 or 3))
                {
                    return false;
                }

                (hasPoint, sinceSeparator) = (true, -1);
                plain[length++] = '.';
                continue;
            }

            sinceSeparator += sinceSeparator >= 0 ? 1 : 0;
            plain[length++] = sign;
        }

        if (sinceSeparator is not (-1 or 3)
            || !double.TryParse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        number *= factor;
        return true;
    }

    private static bool IsZero(ReadOnlySpan<char> whole) => whole.TrimStart("+-") is "0";
}
