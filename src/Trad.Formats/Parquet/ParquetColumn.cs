using Parquet.Schema;
using Trad.Formats.Candles;

namespace Trad.Formats.Parquet;

/// <summary>Reads one column of a Parquet row group as what Trad needs, whatever it was written as.</summary>
internal static class ParquetColumn
{
    /// <summary>The column as whole numbers; null where it holds none.</summary>
    private static async Task<long?[]?> ReadWholeAsync(GuardedParquetReader reader, int group, DataField field)
    {
        var isUnsigned = field.ClrType == typeof(ulong) || field.ClrType == typeof(uint);
        if (ParquetPhysical.Whole(field) is not { } whole)
        {
            return null;
        }

        return whole.ClrType == typeof(long)
            ? await ReadAsync<long, long?>(reader, group, whole, value => isUnsigned && value < 0 ? long.MaxValue : value, null)
            : await ReadAsync<int, long?>(reader, group, whole, value => isUnsigned ? (uint)value : value, null);
    }

    /// <summary>The column as what may be times; null where it holds nothing of that kind.</summary>
    public static async Task<TypedTimes?> ReadTimesAsync(GuardedParquetReader reader, int group, DataField field)
    {
        switch (ParquetPhysical.Kind(field))
        {
            case ColumnKind.Text:
                return new TypedTimes.Text(await reader.ReadTextAsync(group, field));
            case ColumnKind.Timestamp:
                return await ReadWholeAsync(reader, group, field) is { } moments
                    ? new TypedTimes.Moments(moments, ParquetPhysical.PerMillisecond(field), ParquetPhysical.TimeForm(field))
                    : new TypedTimes.Moments(
                        await ReadTicksAsync(reader, group, field), TimeSpan.TicksPerMillisecond, ParquetPhysical.TimeForm(field));
            case ColumnKind.TimeOfDay:
                return await ReadWholeAsync(reader, group, field) is { } ofDay
                    ? new TypedTimes.OfDay(ofDay, ParquetPhysical.OfDayPerMillisecond(field))
                    : null;
            case ColumnKind.Number or ColumnKind.CoarseNumber when field.ClrType != typeof(decimal):
                if (await ReadWholeAsync(reader, group, field) is { } whole)
                {
                    return new TypedTimes.Whole(whole);
                }

                break;
        }

        return ParquetPhysical.Kind(field) == ColumnKind.Number && await ReadNumbersAsync(reader, group, field) is { } numbers
            ? new TypedTimes.Decimals(numbers)
            : null;
    }

    /// <summary>The column as marks of yes and no in words; null where it holds none.</summary>
    public static async Task<string?[]?> ReadMarksAsync(GuardedParquetReader reader, int group, DataField field) =>
        field.ClrType == typeof(bool) ? await ReadAsync<bool, string?>(reader, group, field, value => value ? "true" : "false", null)
        : ParquetPhysical.Kind(field) == ColumnKind.Text ? await reader.ReadTextAsync(group, field)
        : await ReadNumbersAsync(reader, group, field) is { } numbers ? ClosedFlag.FromNumbers(numbers) : null;

    private static Task<long?[]> ReadTicksAsync(GuardedParquetReader reader, int group, DataField field) =>
        ReadAsync<DateTime, long?>(reader, group, field, value => value.Ticks - DateTime.UnixEpoch.Ticks, null);

    /// <summary>The column as numbers, NaN where there is none; null where it holds none, or text.</summary>
    public static async Task<double[]?> ReadNumbersAsync(GuardedParquetReader reader, int group, DataField field)
    {
        if (ParquetPhysical.Kind(field) is not (ColumnKind.Number or ColumnKind.CoarseNumber))
        {
            return null;
        }

        if (field.ClrType == typeof(double))
        {
            return await ReadAsync<double, double>(reader, group, field, value => value, double.NaN);
        }

        if (field.ClrType == typeof(float))
        {
            return await ReadAsync<float, double>(reader, group, field, value => value, double.NaN);
        }

        var divisor = ParquetPhysical.Divisor(field);
        if (ParquetPhysical.Whole(field) is not { } whole)
        {
            return field.ClrType == typeof(decimal)
                ? await ReadAsync<decimal, double>(reader, group, field, value => (double)value, double.NaN)
                : null;
        }

        var isUnsigned = field.ClrType == typeof(ulong) || field.ClrType == typeof(uint);
        return whole.ClrType == typeof(long)
            ? await ReadAsync<long, double>(
                reader, group, whole, value => (isUnsigned ? (ulong)value : (double)value) / divisor, double.NaN)
            : await ReadAsync<int, double>(reader, group, whole, value => (isUnsigned ? (uint)value : (double)value) / divisor, double.NaN);
    }

    private static async Task<TOut[]> ReadAsync<TIn, TOut>(
        GuardedParquetReader reader, int group, DataField field, Func<TIn, TOut> convert, TOut missing)
        where TIn : struct
    {
        var rows = reader.CountRows(group);
        if (!field.IsNullable)
        {
            var values = new TIn[rows];
            await reader.ReadAsync<TIn>(group, field, values.AsMemory());
            return values is TOut[] same && typeof(TIn) == typeof(double) ? same : Array.ConvertAll(values, value => convert(value));
        }

        var optional = new TIn?[rows];
        await reader.ReadAsync<TIn>(group, field, optional.AsMemory());
        return Array.ConvertAll(optional, value => value is { } known ? convert(known) : missing);
    }
}
