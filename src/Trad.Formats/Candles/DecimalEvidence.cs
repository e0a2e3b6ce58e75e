using System.Buffers;

namespace Trad.Formats.Candles;

/// <summary>
/// What the numbers of a file tell of whether a comma stands before decimals (<c>42283,58</c>) or between thousands (<c>42,283.58</c>).
/// One with three digits behind its comma may be either; a file in which all are such does not tell.
/// </summary>
internal sealed class DecimalEvidence
{
    private const int Digits = 3;

    private static readonly SearchValues<char> Numeric = SearchValues.Create("0123456789.,-+ '’\u00a0\u202f");

    private bool _hasDecimalCommas;
    private bool _hasDecimalPoints;

    /// <summary>The first number that may be read in two ways; null while there is none.</summary>
    public string? Example { get; private set; }

    /// <summary>The first number with three digits behind its only point, and no more before it; null while there is none.</summary>
    public string? PointExample { get; private set; }

    /// <summary>Whether a comma stands before decimals; null where numbers may be read in two ways and nothing tells in which.</summary>
    /// <remarks>Where no number has a comma, points stand before decimals, also where three digits follow all of them.</remarks>
    public bool? HasComma => _hasDecimalPoints ? false : _hasDecimalCommas ? true : Example is null ? false : null;

    /// <summary>Whether some number can be read in one way only.</summary>
    public bool IsSure => _hasDecimalPoints || _hasDecimalCommas;

    /// <summary>Whether a comma stands before decimals: as the numbers show, else as was said; null where neither tells.</summary>
    public bool? Or(bool? said) => IsSure ? HasComma : said ?? HasComma;

    /// <summary>The refusal of a file that does not tell, in words.</summary>
    /// <param name="example">A number that may be read in two ways.</param>
    public static string Describe(string example)
    {
        var digits = string.Concat(example.Where(sign => char.IsAsciiDigit(sign) || sign is '-' or '+' or ','));
        var whole = digits.Replace(",", "", StringComparison.Ordinal);
        return $"'{example}' may be {digits.Replace(',', '.')} or {whole}, and no number of the file tells whether its commas stand before "
            + "decimals or between thousands; say so with --decimal-comma true or false (decimalComma=true or false)";
    }

    /// <summary>The refusal of a file of which nothing tells whether its points stand before decimals, in words.</summary>
    /// <param name="example">A number that may be read in two ways.</param>
    public static string DescribePoints(string example) =>
        $"'{example}' may be {example} or {example.Replace(".", "", StringComparison.Ordinal)}, and no number of the file tells whether its points "
        + "stand before decimals or between thousands; say --decimal-comma false (decimalComma=false) where they stand before decimals, or true";

    /// <summary>Looks at a field; what is no number tells nothing.</summary>
    public void Add(ReadOnlySpan<char> field)
    {
        // Amounts as 12,3K and changes as 0,5% are numbers as well.
        var text = field.Trim().Trim(NumberText.CurrencySigns).Trim().TrimEnd("KMBT%kmbt").Trim();
        if (text.ContainsAnyExcept(Numeric))
        {
            return;
        }

        var (comma, point) = (text.LastIndexOf(','), text.LastIndexOf('.'));
        if (comma < 0)
        {
            AddPoint(text, point);
        }
        else if (point > comma || text.IndexOf(',') != comma)
        {
            // A point behind it, or several of them.
            _hasDecimalPoints = true;
        }
        else if (point >= 0 || text.Length - comma != Digits + 1 || comma > Digits || text[..comma].TrimStart("+-") is "0")
        {
            _hasDecimalCommas = true;
        }
        else
        {
            Example ??= text.ToString();
        }
    }

    /// <summary>Takes what something else told.</summary>
    public void Decide(bool hasComma)
    {
        _hasDecimalCommas |= hasComma;
        _hasDecimalPoints |= !hasComma;
    }

    private void AddPoint(ReadOnlySpan<char> text, int point)
    {
        if (point < 0)
        {
            return;
        }

        var first = text.IndexOf('.');
        if (first == point)
        {
            if (text.Length - point != Digits + 1 || text[..point].TrimStart("+-") is { Length: 0 or > Digits } or "0")
            {
                _hasDecimalPoints = true;
            }
            else
            {
                PointExample ??= text.ToString();
            }

            return;
        }

        // Several points stand between thousands, unless this is a date.
        var isGrouped = text.Length - point == Digits + 1 && text[..first].TrimStart("+-").Length <= Digits;
        for (var next = first; isGrouped && next < point; next += Digits + 1)
        {
            isGrouped = next + Digits + 1 < text.Length && text[next + Digits + 1] == '.';
        }

        _hasDecimalCommas |= isGrouped;
    }
}
