using System.Buffers;
using Parquet.Schema;
using Trad.Candles;
using Trad.Formats;
using Trad.Formats.Parquet;

namespace Trad.Formats.Parquet;

/// <summary>Reads candles from Parquet files of the form that <see cref="CandleParquetWriter"/> writes.</summary>
public static class CandleParquetReader
{
    /// <summary>More rows than this are refused: a hundred years of one-minute candles.</summary>
    public const long MaximumRows = 53_000_000;

    private const long BelievableRows = 1_000_000;

    // Ten million candles in one row group; a month of one-minute candles has 44,640.
    private const long MostBytes = 1L << 30;

    /// <summary>Reads a whole file.</summary>
    /// <exception cref="InvalidDataException">The file is no candle file, or its open times do not increase.</exception>
    public static async Task<CandleSeries> ReadAsync(Stream stream, Interval interval, CancellationToken cancellationToken)
    {
        try
        {
            await using var reader = await GuardedParquetReader.OpenAsync(stream, MostBytes, cancellationToken);
            EnsureFields(reader);
            var columns = CandleColumns.Allocate(CountRows(reader, stream.Length));
            await FillAsync(reader, columns);
            return new CandleSeries(interval, columns);
        }
        catch (Exception broken) when (broken is ArgumentException or UnsoundFileException)
        {
            throw new InvalidDataException(broken.Message, broken);
        }
    }

    private static void EnsureFields(GuardedParquetReader reader)
    {
        foreach (var expected in CandleParquetSchema.Schema.GetDataFields())
        {
            var found = Array.Find(reader.Fields, field => field.Path.ToString() == expected.Path.ToString());
            if (found is null || found.ClrType != expected.ClrType || (found.IsNullable && !expected.IsNullable))
            {
                throw new InvalidDataException(found is null
                    ? $"column '{expected.Name}' is missing"
                    : $"column '{expected.Name}' is {Describe(found)}, expected {Describe(expected)}");
            }
        }
    }

    /// <summary>
    /// The rows that the file claims. A claim of millions that the file's size cannot carry is refused before memory is
    /// taken for it.
    /// </summary>
    private static int CountRows(GuardedParquetReader reader, long bytes)
    {
        long rows = 0;
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            rows += reader.CountRows(i);
            if (rows > Math.Min(MaximumRows, Math.Max(BelievableRows, bytes)))
            {
                throw new InvalidDataException($"the file claims {rows} rows in {bytes} bytes");
            }

            reader.EnsureFits(i, CandleParquetSchema.Schema.GetDataFields().Length);
        }

        return (int)rows;
    }

    private static async Task FillAsync(GuardedParquetReader reader, CandleColumns columns)
    {
        var position = 0;
        for (var i = 0; i < reader.RowGroupCount; i++)
        {
            var rows = reader.CountRows(i);
            await reader.ReadAsync(i, Field(reader, CandleParquetSchema.Open), columns.Open.AsMemory(position, rows));
            await reader.ReadAsync(i, Field(reader, CandleParquetSchema.High), columns.High.AsMemory(position, rows));
            await reader.ReadAsync(i, Field(reader, CandleParquetSchema.Low), columns.Low.AsMemory(position, rows));
            await reader.ReadAsync(i, Field(reader, CandleParquetSchema.Close), columns.Close.AsMemory(position, rows));
            await reader.ReadAsync(i, Field(reader, CandleParquetSchema.Volume), columns.Volume.AsMemory(position, rows));
            await FillConvertedAsync(reader, i, columns, position, rows);
            position += rows;
        }
    }

    private static async Task FillConvertedAsync(GuardedParquetReader reader, int group, CandleColumns columns, int position, int rows)
    {
        var times = ArrayPool<DateTime>.Shared.Rent(rows);
        var quoteVolumes = ArrayPool<double?>.Shared.Rent(rows);
        var tradeCounts = ArrayPool<long?>.Shared.Rent(rows);
        try
        {
            await reader.ReadAsync(group, Field(reader, CandleParquetSchema.OpenTime), times.AsMemory(0, rows));
            await ReadOptionalAsync(reader, group, Field(reader, CandleParquetSchema.QuoteVolume), quoteVolumes.AsMemory(0, rows));
            await ReadOptionalAsync(reader, group, Field(reader, CandleParquetSchema.TradeCount), tradeCounts.AsMemory(0, rows));
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

    private static Task ReadOptionalAsync<T>(GuardedParquetReader reader, int group, DataField field, Memory<T?> values)
        where T : struct => reader.ReadAsync<T>(group, field, values);

    private static DataField Field(GuardedParquetReader reader, DataField wanted) =>
        Array.Find(reader.Fields, field => field.Path.ToString() == wanted.Path.ToString())!;

    private static string Describe(DataField field) => $"{(field.IsNullable ? "nullable " : "")}{field.ClrType.Name}";
}
