using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Apache.Arrow.Memory;
using Apache.Arrow.Types;
using Trad.Candles;

namespace Trad.MarketData.Import.Formats;

/// <summary>Feather (the Arrow file format), as freqtrade writes it: <c>date</c>, prices and volume, plain or compressed with LZ4 or Zstandard.</summary>
internal static class FeatherCandles
{
    public static async Task ReadAsync(CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        long before = 0;
        try
        {
            using var reader = new ArrowFileReader(file.Content, MemoryAllocator.Default.Value, new CompressionCodecFactory(), leaveOpen: true);
            while (await reader.ReadNextRecordBatchAsync(cancellationToken) is { } rows)
            {
                using (rows)
                {
                    var batch = Convert(rows, file);
                    await batch.PassOnAsync(file.Name, before, intake, take);
                    before += rows.Length;
                }
            }
        }
        catch (Exception broken) when (broken is not OperationCanceledException and not OutOfMemoryException and not CandleFileException)
        {
            throw new CandleFileException(file.Name, null, $"the Feather file is damaged, cut off, or of a kind that is not read ({broken.Message.TrimEnd('.')})", broken);
        }
    }

    private static CandleBatch Convert(RecordBatch rows, CandleFile file)
    {
        string[] names = [.. rows.Schema.FieldsList.Select(field => field.Name)];
        int Find(bool isRequired, params IReadOnlyList<string> accepted) => CandleColumnNames.Find(names, file.Name, isRequired, accepted);
        double[]? Optional(int column) => column < 0 ? null : Numbers(rows.Column(column), names[column], file.Name);
        return new CandleBatch(
            Times(rows.Column(Find(true, CandleColumnNames.OpenTime)), file.Name),
            [.. CandleBatch.NumberColumns.Select(name => Numbers(rows.Column(Find(true, [name])), name, file.Name))],
            Optional(Find(false, CandleColumnNames.QuoteVolume)),
            Optional(Find(false, CandleColumnNames.TradeCount)));
    }

    private static long[] Times(IArrowArray column, string file)
    {
        if (column.NullCount > 0)
        {
            throw new CandleFileException(file, null, "the column of times has rows without a time");
        }

        if (column is Int64Array numbers)
        {
            return System.Array.ConvertAll(numbers.Values.ToArray(), EpochTime.ToMilliseconds);
        }

        if (column is not TimestampArray times)
        {
            throw new CandleFileException(file, null, $"the column of times holds {column.Data.DataType.Name}; allowed are a timestamp or 64-bit whole numbers");
        }

        return System.Array.ConvertAll(times.Values.ToArray(), value => ((TimestampType)times.Data.DataType).Unit switch
        {
            TimeUnit.Second => value * 1000,
            TimeUnit.Millisecond => value,
            TimeUnit.Microsecond => value / 1000,
            _ => value / 1_000_000,
        });
    }

    private static double[] Numbers(IArrowArray column, string name, string file) => column switch
    {
        DoubleArray doubles => [.. doubles.Select(value => value ?? double.NaN)],
        FloatArray floats => [.. floats.Select(value => value ?? double.NaN)],
        Int64Array longs => [.. longs.Select(value => value ?? double.NaN)],
        Int32Array integers => [.. integers.Select(value => value ?? double.NaN)],
        _ => throw new CandleFileException(file, null, $"column '{name}' holds {column.Data.DataType.Name}; allowed are numbers"),
    };
}
