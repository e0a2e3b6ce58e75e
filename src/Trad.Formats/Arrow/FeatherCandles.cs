using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Apache.Arrow.Memory;
using Apache.Arrow.Types;
using Trad.Candles;
using Trad.Formats;
using Trad.Formats.Arrow;
using Trad.Formats.Candles;

namespace Trad.Formats.Arrow;

/// <summary>Feather (the Arrow file format), as freqtrade writes it: <c>date</c>, prices and volume, plain or compressed with LZ4 or Zstandard.</summary>
internal static class FeatherCandles
{
    private const string NotRead = "the Feather file is damaged, cut off, or of a kind that is not read";

    public static async Task ReadAsync(CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        try
        {
            var claimed = await new ArrowFileCheck(file.Content, file.Limits.MaximumMemory).CheckAsync(cancellationToken);
            if (claimed > file.Limits.RowsIn(file.Content.Length))
            {
                throw new CandleFileException(file.Name, null, $"the file claims {claimed:N0} rows in {file.Content.Length:N0} bytes; at most {file.Limits.MaximumRows:N0} are allowed, and one for each byte");
            }

            await ReadBatchesAsync(file, intake, take, cancellationToken);
        }
        catch (UnsoundFileException unsound)
        {
            throw new CandleFileException(file.Name, null, $"{NotRead}: {unsound.Message}", unsound);
        }
    }

    private static async Task ReadBatchesAsync(
        CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        long before = 0;
        using var reader = new ArrowFileReader(file.Content, MemoryAllocator.Default.Value, new CompressionCodecFactory(), leaveOpen: true);
        while (await ReadNextAsync(reader, cancellationToken) is { } rows)
        {
            CandleBatch batch;
            using (rows)
            {
                batch = ConvertSafely(rows, file);
            }

            await batch.PassOnAsync(file.Name, before, intake, take, cancellationToken);
            before += batch.OpenTime.Length;
        }
    }

    /// <summary>The next batch; null after the last.</summary>
    private static async Task<RecordBatch?> ReadNextAsync(ArrowFileReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextRecordBatchAsync(cancellationToken);
        }
        catch (Exception broken) when (broken is not OperationCanceledException)
        {
            throw new UnsoundFileException("its content does not fit its description", broken);
        }
    }

    private static CandleBatch ConvertSafely(RecordBatch rows, CandleFile file)
    {
        try
        {
            return Convert(rows, file);
        }
        catch (Exception broken) when (broken is ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new UnsoundFileException("its columns are shorter than they claim", broken);
        }
    }

    private static CandleBatch Convert(RecordBatch rows, CandleFile file)
    {
        string[] names = [.. rows.Schema.FieldsList.Select(field => field.Name)];
        int Find(bool isRequired, params IReadOnlyList<string> accepted) => CandleColumnNames.Find(names, file.Name, isRequired, accepted);
        double[]? Optional(int column) => column < 0 ? null : Numbers(Column(rows, column), names[column], file.Name);
        return new CandleBatch(
            Times(Column(rows, Find(true, CandleColumnNames.OpenTime)), file.Name),
            [.. CandleBatch.NumberColumns.Select(name => Numbers(Column(rows, Find(true, [name])), name, file.Name))],
            Optional(Find(false, CandleColumnNames.QuoteVolume)),
            Optional(Find(false, CandleColumnNames.TradeCount)));
    }

    private static IArrowArray Column(RecordBatch rows, int column) => rows.Column(column) is var found && found.Length == rows.Length
        ? found
        : throw new UnsoundFileException(
            $"column '{rows.Schema.FieldsList[column].Name}' has {found.Length:N0} values in {rows.Length:N0} rows");

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
            TimeUnit.Second => EpochTime.FromSeconds(value),
            TimeUnit.Millisecond => value,
            TimeUnit.Microsecond => value / 1000,
            _ => value / 1_000_000,
        });
    }

    private static double[] Numbers(IArrowArray column, string name, string file) => column switch
    {
        DoubleArray doubles => Numbers(doubles, value => value),
        FloatArray floats => Numbers(floats, value => value),
        Int64Array longs => Numbers(longs, value => value),
        Int32Array integers => Numbers(integers, value => value),
        _ => throw new CandleFileException(file, null, $"column '{name}' holds {column.Data.DataType.Name}; allowed are numbers"),
    };

    private static double[] Numbers<T>(PrimitiveArray<T> column, Func<T, double> convert)
        where T : struct, IEquatable<T>
    {
        var values = column.Values;
        var numbers = new double[values.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            numbers[i] = column.IsValid(i) ? convert(values[i]) : double.NaN;
        }

        return numbers;
    }
}
