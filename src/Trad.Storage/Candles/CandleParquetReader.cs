using System.Buffers;
using Parquet;
using Parquet.Schema;
using Trad.Candles;

namespace Trad.Storage.Candles;

/// <summary>Reads candles from Parquet files of the form that <see cref="CandleParquetWriter"/> writes.</summary>
public static class CandleParquetReader
{
    /// <summary>More rows than this are refused: a hundred years of one-minute candles.</summary>
    public const long MaximumRows = 53_000_000;

    private const long BelievableRows = 1_000_000;

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="InvalidDataException">The file is no candle file, or its open times do not increase.</exception>
    public static async Task<CandleSeries> ReadAsync(Stream stream, Interval interval, CancellationToken cancellationToken)
    {
        await using var reader = await OpenAsync(stream, cancellationToken);
        var columns = CandleColumns.Allocate(CountRows(reader, stream.Length));
        await FillAsync(reader, columns, 0, cancellationToken);
        try
        {
            return new CandleSeries(interval, columns);
        }
        catch (ArgumentException unsorted)
        {
            throw new InvalidDataException(unsorted.Message, unsorted);
        }
    }

    private static async Task<ParquetReader> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellationToken);
        var fields = reader.Schema.GetDataFields();
        foreach (var expected in CandleParquetSchema.Schema.GetDataFields())
        {
            var found = Array.Find(fields, field => field.Path.ToString() == expected.Path.ToString());
            if (found is null || found.ClrType != expected.ClrType || (found.IsNullable && !expected.IsNullable))
            {
                await reader.DisposeAsync();
                throw new InvalidDataException(found is null
                    ? $"column '{expected.Name}' is missing"
                    : $"column '{expected.Name}' is {Describe(found)}, expected {Describe(expected)}");
            }
        }

        return reader;
    }

    /// <summary>
    /// The rows that the file claims. A claim of millions that the file's size cannot carry is refused before memory is
    /// taken for it.
    /// </summary>
    private static int CountRows(ParquetReader reader, long bytes)
    {
        long rows = 0;
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            rows += group.RowCount;
            if (group.RowCount < 0 || rows > Math.Min(MaximumRows, Math.Max(BelievableRows, bytes)))
            {
                throw new InvalidDataException($"the file claims {rows} rows in {bytes} bytes");
            }
        }

        return (int)rows;
    }

    private static async Task<int> FillAsync(ParquetReader reader, CandleColumns columns, int position, CancellationToken cancellationToken)
    {
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            using var group = reader.OpenRowGroupReader(i);
            var rows = (int)group.RowCount;
            await group.ReadAsync(Field(reader, CandleParquetSchema.Open), columns.Open.AsMemory(position, rows), cancellationToken: cancellationToken);
            await group.ReadAsync(Field(reader, CandleParquetSchema.High), columns.High.AsMemory(position, rows), cancellationToken: cancellationToken);
            await group.ReadAsync(Field(reader, CandleParquetSchema.Low), columns.Low.AsMemory(position, rows), cancellationToken: cancellationToken);
            await group.ReadAsync(Field(reader, CandleParquetSchema.Close), columns.Close.AsMemory(position, rows), cancellationToken: cancellationToken);
            await group.ReadAsync(Field(reader, CandleParquetSchema.Volume), columns.Volume.AsMemory(position, rows), cancellationToken: cancellationToken);
            await FillConvertedAsync(reader, group, columns, position, rows, cancellationToken);
            position += rows;
        }

        return position;
    }

    private static async Task FillConvertedAsync(
        ParquetReader reader, ParquetRowGroupReader group, CandleColumns columns, int position, int rows, CancellationToken cancellationToken)
    {
        var times = ArrayPool<DateTime>.Shared.Rent(rows);
        var quoteVolumes = ArrayPool<double?>.Shared.Rent(rows);
        var tradeCounts = ArrayPool<long?>.Shared.Rent(rows);
        try
        {
            await group.ReadAsync(Field(reader, CandleParquetSchema.OpenTime), times.AsMemory(0, rows), cancellationToken: cancellationToken);
            await group.ReadAsync(Field(reader, CandleParquetSchema.QuoteVolume), quoteVolumes.AsMemory(0, rows), cancellationToken: cancellationToken);
            await group.ReadAsync(Field(reader, CandleParquetSchema.TradeCount), tradeCounts.AsMemory(0, rows), cancellationToken: cancellationToken);
            for (var i = 0; i < rows; i++)
            {
                columns.OpenTime[position + i] = (times[i].Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;
                columns.QuoteVolume[position + i] = quoteVolumes[i] ?? double.NaN;
                columns.TradeCount[position + i] = tradeCounts[i] ?? CandleSeries.UnknownTradeCount;
            }
        }
        finally
        {
            ArrayPool<DateTime>.Shared.Return(times);
            ArrayPool<double?>.Shared.Return(quoteVolumes);
            ArrayPool<long?>.Shared.Return(tradeCounts);
        }
    }

    private static DataField Field(ParquetReader reader, DataField wanted) =>
        Array.Find(reader.Schema.GetDataFields(), field => field.Path.ToString() == wanted.Path.ToString())!;

    private static string Describe(DataField field) => $"{(field.IsNullable ? "nullable " : "")}{field.ClrType.Name}";
}
