using Azure.Data.Tables;

namespace Trad.Storage.Tables;

/// <summary>
/// Texts in table rows that may be longer than the 32 Ki characters a column holds: the rest goes into columns beside it.
/// </summary>
internal static class LongText
{
    private const int ColumnLength = 30_000;

    /// <summary>Writes a text into <c>column</c>, <c>column_1</c>, <c>column_2</c> …</summary>
    public static void SetText(this TableEntity entity, string column, string text) => entity.SetText(part => Column(column, part), text);

    /// <summary>Writes a text into columns with names of their own, given the 0-based number of the part.</summary>
    public static void SetText(this TableEntity entity, Func<int, string> column, string text)
    {
        for (var part = 0; part == 0 || part * ColumnLength < text.Length; part++)
        {
            entity[column(part)] = text.Substring(part * ColumnLength, Math.Min(ColumnLength, text.Length - (part * ColumnLength)));
        }
    }

    /// <summary>The text that begins in a column; null when there is none.</summary>
    public static string? GetText(this TableEntity entity, string column) => entity.GetText(part => Column(column, part));

    /// <summary>The text in columns with names of their own; null when there is none.</summary>
    public static string? GetText(this TableEntity entity, Func<int, string> column)
    {
        var text = entity.GetString(column(0));
        for (var part = 1; text?.Length == part * ColumnLength && entity.GetString(column(part)) is { } rest; part++)
        {
            text += rest;
        }

        return text;
    }

    private static string Column(string column, int part) => part == 0 ? column : $"{column}_{part}";
}
