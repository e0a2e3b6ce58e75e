using Parquet.Schema;
using Trad.Formats.Candles;
using Trad.Formats.Parquet;

namespace Trad.Formats.Parquet;

/// <summary>Reads one column of a Parquet row group as what Trad needs, whatever it was written as.</summary>
internal static class ParquetColumn
{
    /// <summary>The column as epoch milliseconds.</summary>
    public static Task<long[]> ReadTimesAsync(GuardedParquetReader reader, int group, DataField field, string file) =>
        field.ClrType == typeof(DateTime) ? ReadAsync<DateTime, long>(reader, group, field, Milliseconds, Missing(field, file))
        : field.ClrType == typeof(long) ? ReadAsync<long, long>(reader, group, field, EpochTime.ToMilliseconds, Missing(field, file))
        : throw Unusable(field, file, "a timestamp or 64-bit whole numbers");

    /// <summary>The column as numbers; null becomes NaN.</summary>
    public static Task<double[]> ReadNumbersAsync(GuardedParquetReader reader, int group, DataField field, string file) =>
        field.ClrType == typeof(double) ? ReadAsync<double, double>(reader, group, field, value => value, Nothing)
        : field.ClrType == typeof(float) ? ReadAsync<float, double>(reader, group, field, value => value, Nothing)
        : field.ClrType == typeof(long) ? ReadAsync<long, double>(reader, group, field, value => value, Nothing)
        : field.ClrType == typeof(int) ? ReadAsync<int, double>(reader, group, field, value => value, Nothing)
        : field.ClrType == typeof(decimal) ? ReadAsync<decimal, double>(reader, group, field, value => (double)value, Nothing)
        : throw Unusable(field, file, "numbers");

    private static async Task<TOut[]> ReadAsync<TIn, TOut>(
        GuardedParquetReader reader, int group, DataField field, Func<TIn, TOut> convert, Func<TOut> missing)
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
        return Array.ConvertAll(optional, value => value is { } known ? convert(known) : missing());
    }

    private static long Milliseconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    private static double Nothing() => double.NaN;

    private static Func<long> Missing(DataField field, string file) =>
        () => throw new CandleFileException(file, null, $"column '{field.Name}' has a row without a time");

    private static CandleFileException Unusable(DataField field, string file, string expected) =>
        new(file, null, $"column '{field.Name}' holds {field.ClrType.Name}; allowed are {expected}");
}
