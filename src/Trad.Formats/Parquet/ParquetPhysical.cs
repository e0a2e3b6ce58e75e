using Parquet.Meta;
using Parquet.Schema;
using Trad.Formats.Candles;
using PhysicalType = Parquet.Meta.Type;

namespace Trad.Formats.Parquet;

/// <summary>
/// What a column of a Parquet file holds underneath, by which it is read: whole numbers are read as such whatever they stand for,
/// because the library decodes fewer encodings for timestamps and decimals than for numbers.
/// </summary>
internal static class ParquetPhysical
{
    private const long Micros = 1000;
    private const long Nanos = 1_000_000;

    /// <summary>What the column holds.</summary>
    public static ColumnKind Kind(DataField field) => field.ClrType switch
    {
        var type when type == typeof(DateTime) => ColumnKind.Timestamp,
        var type when IsTimeOfDay(field) || type == typeof(TimeSpan) || type == typeof(TimeOnly) => ColumnKind.TimeOfDay,
        var type when type == typeof(long) || type == typeof(ulong) || type == typeof(int) || type == typeof(uint) || type == typeof(double)
            || type == typeof(decimal) => ColumnKind.Number,
        var type when type == typeof(float) || type == typeof(short) || type == typeof(ushort) || type == typeof(byte)
            || type == typeof(sbyte) => ColumnKind.CoarseNumber,
        var type when type == typeof(ReadOnlyMemory<char>) || type == typeof(string) => ColumnKind.Text,
        _ => ColumnKind.Other,
    };

    /// <summary>What people call its type.</summary>
    public static string TypeName(DataField field) => Kind(field) switch
    {
        ColumnKind.Timestamp => "timestamps",
        ColumnKind.Number => "numbers",
        ColumnKind.CoarseNumber => field.ClrType == typeof(float) ? "numbers with few digits (32-bit)" : "small whole numbers",
        ColumnKind.Text => "text",
        ColumnKind.TimeOfDay => "times of day",
        _ => field.ClrType == typeof(bool) ? "true and false"
            : field.ClrType == typeof(ReadOnlyMemory<byte>) || field.ClrType == typeof(byte[]) ? "bytes"
            : field.ClrType.Name,
    };

    /// <summary>The same column as the whole numbers that it is made of; null when it is made of something else.</summary>
    public static DataField? Whole(DataField field)
    {
        var type = field.SchemaElement?.Type switch
        {
            PhysicalType.INT64 => typeof(long),
            PhysicalType.INT32 => typeof(int),
            _ => null,
        };
        return type is null ? null : new ParquetSchema(new DataField(field.Name, type, field.IsNullable)).GetDataFields()[0];
    }

    /// <summary>
    /// How many of the numbers of a timestamp are a millisecond; where negative, how many milliseconds one of them is.
    /// </summary>
    public static long PerMillisecond(DataField field)
    {
        var element = field.SchemaElement!;
        return element.Type == PhysicalType.INT32 ? -TimeSpan.MillisecondsPerDay
            : element.LogicalType?.TIMESTAMP?.Unit is { } unit ? unit.NANOS is not null ? Nanos : unit.MICROS is not null ? Micros : 1
            : element.ConvertedType == ConvertedType.TIMESTAMP_MICROS ? Micros
            : 1;
    }

    /// <summary>How many of the numbers of a time of day are a millisecond.</summary>
    public static long OfDayPerMillisecond(DataField field) =>
        field.SchemaElement!.LogicalType?.TIME?.Unit is { } unit ? unit.NANOS is not null ? Nanos : unit.MICROS is not null ? Micros : 1
        : field.SchemaElement.ConvertedType == ConvertedType.TIME_MICROS ? Micros
        : 1;

    /// <summary>How the moments of a column are written: days as such, and with a zone only where the column has one.</summary>
    public static string TimeForm(DataField field) =>
        PerMillisecond(field) < 0 ? "yyyy-MM-dd"
        : field.SchemaElement?.LogicalType?.TIMESTAMP is { IsAdjustedToUTC: false } ? "yyyy-MM-ddTHH:mm:ss.fff"
        : "yyyy-MM-ddTHH:mm:ss.fffZ";

    /// <summary>By what the numbers of a decimal are divided.</summary>
    public static double Divisor(DataField field) => field.ClrType == typeof(decimal) ? Math.Pow(10, Scale(field)) : 1;

    private static int Scale(DataField field) =>
        field.SchemaElement!.LogicalType?.DECIMAL?.Scale ?? field.SchemaElement.Scale ?? 0;

    private static bool IsTimeOfDay(DataField field) => field.SchemaElement?.LogicalType?.TIME is not null
        || field.SchemaElement?.ConvertedType is ConvertedType.TIME_MICROS or ConvertedType.TIME_MILLIS;
}
