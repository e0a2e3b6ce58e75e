using Sylvan.Data.Csv;

namespace Trad.Formats.Csv;

/// <summary>How the CSV library is used.</summary>
internal static class CsvText
{
    /// <summary>The longest row, characters.</summary>
    public const int LongestRow = 1 << 16;

    private const char NoComment = '\0';
    private const int ShortestRule = 3;

    /// <summary>A reader of rows, in which lines of comments and blank lines are rows like others: so a row is a line.</summary>
    public static CsvDataReader Open(TextReader text, CandleCsvLayout layout) =>
        Open(layout.HasBlanksBeforeQuotes ? new TrimmedQuotes(text, layout.Delimiter) : text, layout.Delimiter);

    /// <summary>The same of a text whose layout is not known yet.</summary>
    public static CsvDataReader Open(TextReader text, char delimiter) => CsvDataReader.Create(text, new CsvDataReaderOptions
    {
        HasHeaders = false,
        BufferSize = LongestRow,
        MaxBufferSize = LongestRow,
        Delimiter = delimiter,
        Comment = NoComment,
    });

    /// <summary>Whether the row that the reader stands on says nothing: a blank line, a comment, a rule, or separators alone.</summary>
    public static bool IsIdle(CsvDataReader csv)
    {
        if (csv.RowFieldCount > 0 && SaysNothing(csv.GetFieldSpan(0), csv.RowFieldCount))
        {
            return true;
        }

        for (var i = 0; i < csv.RowFieldCount; i++)
        {
            if (!csv.GetFieldSpan(i).IsWhiteSpace())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a row is a comment, or a rule that is drawn.</summary>
    /// <param name="first">The row's first field.</param>
    /// <param name="count">How many fields it has.</param>
    public static bool SaysNothing(ReadOnlySpan<char> first, int count) => IsComment(first, count) || (count == 1 && IsRule(first));

    /// <summary>
    /// Whether a row is a comment: it begins with a #, but not with a cell of ##### as a spreadsheet shows one that is too narrow.
    /// </summary>
    /// <param name="first">The row's first field.</param>
    /// <param name="count">How many fields it has.</param>
    private static bool IsComment(ReadOnlySpan<char> first, int count)
    {
        first = first.Trim();
        return first.StartsWith("#") && (count == 1 || first.Length < 2 || first.ContainsAnyExcept('#'));
    }

    /// <summary>Whether a line is drawn, as <c>+----+----+</c> of MySQL's tables and <c>----+----</c> of PostgreSQL's.</summary>
    private static bool IsRule(ReadOnlySpan<char> line) => line.Trim() is { Length: >= ShortestRule } drawn
        && !drawn.ContainsAnyExcept('-', '+', '=') && drawn.Contains("--", StringComparison.Ordinal);

    /// <summary>Whether a line counts the rows above it, as <c>(60 rows)</c> of PostgreSQL and <c>60 rows in set</c> of MySQL.</summary>
    public static bool IsRowCount(ReadOnlySpan<char> line) => line.Trim().TrimStart('(') is var text
        && text.IndexOfAnyExceptInRange('0', '9') is var end and > 0 && text[end..].StartsWith(" row", StringComparison.Ordinal);

    /// <summary>The name of a delimiter.</summary>
    public static string Name(char delimiter) => delimiter switch
    {
        ',' => "comma",
        ';' => "semicolon",
        '\t' => "tab",
        _ => "pipe",
    };
}
