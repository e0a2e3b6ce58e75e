using System.Text.Json;
using Azure.Data.Tables;
using Trad.Candles.Stores;

namespace Trad.Storage.Tables;

/// <summary>Reads rows of which one may be damaged, or be of a newer version, without the others suffering for it.</summary>
internal static class StoredRow
{
    private const int LongestProblem = 300;

    /// <summary>Reads a row that must be readable.</summary>
    /// <param name="kind">What it is the record of, for the message.</param>
    /// <param name="row">The row.</param>
    /// <param name="idOf">The identity of what it records, from its key.</param>
    /// <param name="convert">Reads it.</param>
    /// <exception cref="DamagedRecordException">It cannot be read.</exception>
    public static T Read<T>(string kind, TableEntity row, Func<TableEntity, string> idOf, Func<TableEntity, T> convert)
    {
        try
        {
            return convert(row);
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            throw new DamagedRecordException(kind, new DamagedRecord(idOf(row), Describe(damage)), damage);
        }
    }

    /// <summary>Reads a row; false, with what is wrong, when it cannot be read.</summary>
    public static bool TryRead<T>(TableEntity row, Func<TableEntity, T> convert, out T value, out string problem)
    {
        try
        {
            value = convert(row);
            problem = "";
            return true;
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            value = default!;
            problem = Describe(damage);
            return false;
        }
    }

    /// <summary>The value of a column that every row has.</summary>
    /// <exception cref="FormatException">It is missing, or of another type.</exception>
    public static T Required<T>(this TableEntity row, string column) => row.TryGetValue(column, out var value) && value is T typed
        ? typed
        : throw new FormatException(
            value is null
                ? $"the column '{column}' is missing" : $"the column '{column}' holds {value.GetType().Name}, not {typeof(T).Name}");

    // What reading throws: of JSON, of missing or wrongly typed columns, of names and numbers that say nothing.
    private static bool IsDamage(Exception exception) =>
        exception is DamagedRecordException or JsonException or FormatException or InvalidOperationException or InvalidCastException
        or ArgumentException or OverflowException or NullReferenceException or KeyNotFoundException or NotSupportedException
            or InvalidDataException;

    private static string Describe(Exception damage)
    {
        var text = damage switch
        {
            JsonException { Path: { } path } json => $"its JSON breaks at '{path}', byte {json.BytePositionInLine ?? 0}",
            JsonException => "its JSON cannot be read",
            DamagedRecordException { Damaged: { } damaged } => damaged.Problem,
            FormatException or InvalidDataException => damage.Message,
            _ => "a column is missing or holds something else than it should",
        };
        return text.Length <= LongestProblem ? text.TrimEnd('.') : $"{text[..LongestProblem]}…";
    }
}
