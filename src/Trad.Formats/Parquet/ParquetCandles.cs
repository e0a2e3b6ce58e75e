using Trad.Candles;
using Trad.Formats;
using Trad.Formats.Candles;
using Trad.Formats.Parquet;

namespace Trad.Formats.Parquet;

/// <summary>Parquet from any program: times as timestamps or whole numbers, prices as any kind of number, other columns ignored.</summary>
internal static class ParquetCandles
{
    // Open time, five numbers, quote volume and trade count.
    private const int ColumnsKept = 8;

    public static async Task ReadAsync(CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        GuardedParquetReader? reader = null;
        try
        {
            reader = await GuardedParquetReader.OpenAsync(file.Content, file.Limits.MaximumMemory, cancellationToken);
            EnsureBelievable(reader, file);
            long before = 0;
            for (var i = 0; i < reader.RowGroupCount; i++)
            {
                reader.EnsureFits(i, ColumnsKept);
                var batch = await ReadGroupAsync(reader, i, file.Name);
                await batch.PassOnAsync(file.Name, before, intake, take, cancellationToken);
                before += batch.OpenTime.Length;
            }
        }
        catch (UnsoundFileException unsound)
        {
            throw new CandleFileException(file.Name, null, $"the Parquet file is damaged or cut off: {unsound.Message}", unsound);
        }
        finally
        {
            await (reader?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    /// <summary>Refuses a claim of more rows than allowed, or than the bytes can carry, before memory is taken for it.</summary>
    private static void EnsureBelievable(GuardedParquetReader reader, CandleFile file)
    {
        long rows = 0;
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            rows += reader.CountRows(i);
            if (rows > file.Limits.RowsIn(file.Content.Length))
            {
                throw new CandleFileException(file.Name, null, $"the file claims {rows:N0} rows in {file.Content.Length:N0} bytes; at most {file.Limits.MaximumRows:N0} are allowed, and one for each byte");
            }
        }
    }

    private static async Task<CandleBatch> ReadGroupAsync(GuardedParquetReader reader, int group, string file)
    {
        var fields = reader.Fields;
        string[] names = [.. fields.Select(field => field.Name)];
        var times = await ParquetColumn.ReadTimesAsync(
            reader, group, fields[CandleColumnNames.Find(names, file, true, CandleColumnNames.OpenTime)], file);
        var numbers = new double[CandleBatch.NumberColumns.Length][];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = await NumbersAsync(CandleColumnNames.Find(names, file, true, [CandleBatch.NumberColumns[i]])) ?? [];
        }

        return new CandleBatch(
            times,
            numbers,
            await NumbersAsync(CandleColumnNames.Find(names, file, false, CandleColumnNames.QuoteVolume)),
            await NumbersAsync(CandleColumnNames.Find(names, file, false, CandleColumnNames.TradeCount)));

        async Task<double[]?> NumbersAsync(int column) =>
            column < 0 ? null : await ParquetColumn.ReadNumbersAsync(reader, group, fields[column], file);
    }
}
