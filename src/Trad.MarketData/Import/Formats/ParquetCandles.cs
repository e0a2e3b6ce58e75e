using Parquet;
using Parquet.Schema;
using Trad.Candles;

namespace Trad.MarketData.Import.Formats;

/// <summary>Parquet from any program: times as timestamps or whole numbers, prices as any kind of number, other columns ignored.</summary>
internal static class ParquetCandles
{
    // A file may claim a million rows whatever its size; beyond that, a row takes a byte.
    private const long BelievableRows = 1_000_000;

    public static async Task ReadAsync(CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        ParquetReader reader;
        try
        {
            reader = await ParquetReader.CreateAsync(file.Content, leaveStreamOpen: true, cancellationToken: cancellationToken);
        }
        catch (Exception broken) when (broken is not OperationCanceledException and not OutOfMemoryException)
        {
            throw new CandleFileException(file.Name, null, $"the Parquet file is damaged or cut off ({broken.Message.TrimEnd('.')})", broken);
        }

        await using (reader)
        {
            EnsureBelievable(reader, file);
            long before = 0;
            for (var i = 0; i < reader.RowGroupCount; i++)
            {
                using var group = reader.OpenRowGroupReader(i);
                var batch = await ReadGroupAsync(reader, group, file.Name, cancellationToken);
                await batch.PassOnAsync(file.Name, before, intake, take);
                before += batch.OpenTime.Length;
            }
        }
    }

    /// <summary>Refuses a claim of more rows than allowed, or than the bytes can carry, before memory is taken for it.</summary>
    private static void EnsureBelievable(ParquetReader reader, CandleFile file)
    {
        long rows = 0;
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            rows += group.RowCount;
            if (group.RowCount < 0 || rows > Math.Min(file.Limits.MaximumRows, Math.Max(BelievableRows, file.Content.Length)))
            {
                throw new CandleFileException(file.Name, null, $"the file claims {rows:N0} rows in {file.Content.Length:N0} bytes; at most {file.Limits.MaximumRows:N0} are allowed, and one for each byte");
            }
        }
    }

    private static async Task<CandleBatch> ReadGroupAsync(
        ParquetReader reader, ParquetRowGroupReader group, string file, CancellationToken cancellationToken)
    {
        var fields = reader.Schema.GetDataFields();
        string[] names = [.. fields.Select(field => field.Name)];
        try
        {
            var times = await ParquetColumn.ReadTimesAsync(
                group, fields[CandleColumnNames.Find(names, file, true, CandleColumnNames.OpenTime)], file, cancellationToken);
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
        }
        catch (Exception broken) when (broken is not OperationCanceledException and not OutOfMemoryException and not CandleFileException)
        {
            throw new CandleFileException(file, null, $"the Parquet file is damaged or cut off ({broken.Message.TrimEnd('.')})", broken);
        }

        async Task<double[]?> NumbersAsync(int column) =>
            column < 0 ? null : await ParquetColumn.ReadNumbersAsync(group, fields[column], file, cancellationToken);
    }
}
