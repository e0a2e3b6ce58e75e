using Azure.Data.Tables;

namespace Trad.Storage;

/// <summary>
/// Texts in table rows that may be longer than the 32 Ki characters a column holds: the rest goes into columns beside it.
/// </summary>
internal static class LongText
{
    private const int ColumnLength = 30_000;

    public static void SetText(this TableEntity entity, string column, string text)
    {
        for (var part = 0; part == 0 || part * ColumnLength < text.Length; part++)
        {
            entity[Column(column, part)] = text.Substring(part * ColumnLength, Math.Min(ColumnLength, text.Length - (part * ColumnLength)));
        }
    }

    public static string? GetText(this TableEntity entity, string column)
    {
        var text = entity.GetString(column);
        for (var part = 1; text?.Length == part * ColumnLength && entity.GetString(Column(column, part)) is { } rest; part++)
        {
            text += rest;
        }

        return text;
    }

    private static string Column(string column, int part) => part == 0 ? column : $"{column}_{part}";
}
