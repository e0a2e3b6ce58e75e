namespace Trad.Formats.Csv;

/// <summary>How a text stands in a comma-separated file (RFC 4180).</summary>
public static class CsvField
{
    /// <summary>The text, in quotes where it needs them: with a comma, a quote or the end of a line in it, or with a
    /// hash at its beginning, which many readers take for a comment.</summary>
    public static string Quote(string text) =>
        text.AsSpan().ContainsAny(",\"\r\n") || text.StartsWith('#') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>
    /// The text for a file that people open in a spreadsheet, where one with <c>=</c>, <c>+</c>, <c>@</c> or a tab at its beginning
    /// would be a formula: it has an apostrophe before it, and quotes around it.
    /// </summary>
    public static string QuoteForSpreadsheet(string text) => text is ['=' or '+' or '@' or '\t', ..]
        ? $"\"'{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : Quote(text);
}
