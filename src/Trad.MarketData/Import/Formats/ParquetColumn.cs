using Parquet;
using Parquet.Schema;

namespace Trad.MarketData.Import.Formats;

/// <summary>Reads one column of a Parquet row group as what Trad needs, whatever it was written as.</summary>
internal static class ParquetColumn
{
    /// <summary>The column as epoch milliseconds.</summary>
    public static Task<long[]> ReadTimesAsync(ParquetRowGroupReader group, DataField field, string file, CancellationToken cancellationToken) =>
        field.ClrType == typeof(DateTime) ? ReadAsync<DateTime, long>(group, field, Milliseconds, Missing(field, file), cancellationToken)
        : field.ClrType == typeof(long) ? ReadAsync<long, long>(group, field, EpochTime.ToMilliseconds, Missing(field, file), cancellationToken)
        : throw Unusable(field, file, "a timestamp or 64-bit whole numbers");

    /// <summary>The column as numbers; null becomes NaN.</summary>
    public static Task<double[]> ReadNumbersAsync(ParquetRowGroupReader group, DataField field, string file, CancellationToken cancellationToken) =>
        field.ClrType == typeof(double) ? ReadAsync<double, double>(group, field, value => value, Nothing, cancellationToken)
        : field.ClrType == typeof(float) ? ReadAsync<float, double>(group, field, value => value, Nothing, cancellationToken)
        : field.ClrType == typeof(long) ? ReadAsync<long, double>(group, field, value => value, Nothing, cancellationToken)
        : field.ClrType == typeof(int) ? ReadAsync<int, double>(group, field, value => value, Nothing, cancellationToken)
        : field.ClrType == typeof(decimal) ? ReadAsync<decimal, double>(group, field, value => (double)value, Nothing, cancellationToken)
        : throw Unusable(field, file, "numbers");

    private static async Task<TOut[]> ReadAsync<TIn, TOut>(
        ParquetRowGroupReader group, DataField field, Func<TIn, TOut> convert, Func<TOut> missing, CancellationToken cancellationToken)
        where TIn : struct
    {
        var rows = checked((int)group.RowCount);
        if (!field.IsNullable)
        {
            var values = new TIn[rows];
            await group.ReadAsync<TIn>(field, values.AsMemory(), cancellationToken: cancellationToken);
            return values is TOut[] same && typeof(TIn) == typeof(double) ? same : Array.ConvertAll(values, value => convert(value));
        }

        var optional = new TIn?[rows];
        await group.ReadAsync<TIn>(field, optional.AsMemory(), cancellationToken: cancellationToken);
        return Array.ConvertAll(optional, value => value is { } known ? convert(known) : missing());
    }

    private static long Milliseconds(DateTime time) => (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    private static double Nothing() => double.NaN;

    private static Func<long> Missing(DataField field, string file) =>
        () => throw new CandleFileException(file, null, $"column '{field.Name}' has a row without a time");

    private static CandleFileException Unusable(DataField field, string file, string expected) =>
        new(file, null, $"column '{field.Name}' holds {field.ClrType.Name}; allowed are {expected}");
}
