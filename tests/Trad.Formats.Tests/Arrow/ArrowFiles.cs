using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Trad.Candles;

namespace Trad.Formats.Tests.Arrow;

/// <summary>Writes Arrow files as pandas, Polars and freqtrade do.</summary>
internal static class ArrowFiles
{
    /// <summary>A file of equal batches.</summary>
    /// <param name="columns">The columns by name; the first, the times, without nulls.</param>
    /// <param name="compression">How the buffers are compressed; null for not at all.</param>
    /// <param name="batches">How often the columns are written.</param>
    public static byte[] Write(
        IReadOnlyList<(string Name, IArrowArray Values)> columns, CompressionCodecType? compression = null, int batches = 1) =>
        Write(Enumerable.Repeat(columns, batches), compression);

    /// <summary>A file of batches with the same columns.</summary>
    public static byte[] Write(
        IEnumerable<IReadOnlyList<(string Name, IArrowArray Values)>> batches, CompressionCodecType? compression = null)
    {
        var buffer = new MemoryStream();
        var options = new IpcOptions { CompressionCodec = compression, CompressionCodecFactory = new CompressionCodecFactory() };
        ArrowFileWriter? writer = null;
        foreach (var columns in batches)
        {
            var schema = new Schema(
                [.. columns.Select((column, at) => new Field(column.Name, column.Values.Data.DataType, at > 0))], []);
            writer ??= new ArrowFileWriter(buffer, schema, leaveOpen: true, options);
            writer.WriteRecordBatch(new RecordBatch(schema, columns.Select(column => column.Values), columns[0].Values.Length));
        }

        writer!.WriteEnd();
        writer.Dispose();
        return buffer.ToArray();
    }

    /// <summary>The prices and the volume of candles, as columns of <c>double</c>.</summary>
    /// <param name="candles">The candles.</param>
    /// <param name="count">How many values; zeros where there are fewer candles.</param>
    public static IEnumerable<(string Name, IArrowArray Values)> Prices(CandleSeries candles, int count)
    {
        foreach (var (name, values) in new[] { ("open", candles.Open.ToArray()), ("high", candles.High.ToArray()),
            ("low", candles.Low.ToArray()), ("close", candles.Close.ToArray()), ("volume", candles.Volume.ToArray()) })
        {
            yield return (name, new DoubleArray.Builder().AppendRange(values.Concat(new double[count]).Take(count)).Build());
        }
    }
}
