using System.Diagnostics;
using System.IO.Compression;
using Parquet;
using Parquet.Schema;
using ParquetSharp;
using ParquetSharp.IO;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.MarketData.Simulation;
using Trad.Testing;

namespace Trad.Benchmarks.MarketData;

/// <summary>One month of five-minute candles and 18 months of them as Parquet: library, compression and encoding side by side.</summary>
internal sealed class ParquetBenchmark : IBenchmark
{
    private const int Rounds = 9;
    private static readonly string[] Names = ["open", "high", "low", "close", "volume", "quote_volume"];

    public string Name => "parquet";

    public string Description => "candles as Parquet: file size, write and read time by library, compression and encoding";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var all = await LoadAsync(cancellationToken);
        Console.WriteLine(
            $"{"library, compression, encoding",-44} {"candles",8} {"KB",7} {"write ms",9} {"read ms",8}   (minimum of {Rounds})");
        foreach (var candles in new[] { all.TakeLast(30 * 288), all })
        {
            foreach (var (method, level, encoding) in new[]
            {
                (CompressionMethod.Zstd, CompressionLevel.Optimal, EncodingHint.Default),
                (CompressionMethod.Zstd, CompressionLevel.Optimal, EncodingHint.ByteSplitStream),
                (CompressionMethod.Zstd, CompressionLevel.Optimal, EncodingHint.Dictionary),
                (CompressionMethod.Zstd, CompressionLevel.Fastest, EncodingHint.Default),
                (CompressionMethod.Zstd, CompressionLevel.SmallestSize, EncodingHint.Default),
                (CompressionMethod.Snappy, CompressionLevel.Optimal, EncodingHint.Default),
                (CompressionMethod.None, CompressionLevel.Optimal, EncodingHint.Default),
            })
            {
                // The library's default level takes seconds for a long file; a month tells enough.
                if (level != CompressionLevel.SmallestSize || candles.Count < 10_000)
                {
                    await MeasureAsync($"Parquet.Net, {method} {level}, {encoding}", candles, (stream, token) =>
                        WriteAsync(candles, stream, method, level, encoding, token), ReadAsync, cancellationToken);
                }
            }

            foreach (var compression in new[] { Compression.Zstd, Compression.Snappy, Compression.Uncompressed })
            {
                await MeasureAsync(
                    $"ParquetSharp, {compression}", candles, (stream, _) => WriteSharp(candles, stream, compression), ReadSharp,
                    cancellationToken);
            }
        }

        return 0;
    }

    private static async Task<CandleSeries> LoadAsync(CancellationToken cancellationToken)
    {
        if (SharedData.Find(SharedCandles.Bitcoin18Months) is { } path)
        {
            await using var file = File.OpenRead(path);
            return await CandleFileReader.ReadAsync(file, path, Interval.FiveMinutes, cancellationToken);
        }

        return new GeneratedMarket(42).Read(
            "BTCUSDT", Interval.FiveMinutes,
            TimeRange.Between(new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2025, 7, 1, 0, 0, 0, TimeSpan.Zero)));
    }

    private static async Task MeasureAsync(
        string name, CandleSeries candles, Func<MemoryStream, CancellationToken, Task> write,
        Func<MemoryStream, CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        double wrote = double.MaxValue, took = double.MaxValue;
        var file = new MemoryStream();
        for (var i = 0; i < Rounds; i++)
        {
            file = new MemoryStream();
            var started = Stopwatch.GetTimestamp();
            await write(file, cancellationToken);
            wrote = Math.Min(wrote, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            file = new MemoryStream(file.ToArray());
            started = Stopwatch.GetTimestamp();
            await read(file, cancellationToken);
            took = Math.Min(took, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        Console.WriteLine($"{name,-44} {candles.Count,8:N0} {file.Length / 1024,7:N0} {wrote,9:0.0} {took,8:0.0}");
    }

    private static async Task WriteAsync(
        CandleSeries candles, Stream stream, CompressionMethod method, CompressionLevel level, EncodingHint encoding,
        CancellationToken cancellationToken)
    {
        var time = new DateTimeDataField(
            "open_time", DateTimeFormat.Timestamp, isAdjustedToUTC: true, unit: DateTimeTimeUnit.Millis, isNullable: false);
        var fields = Names.Select(name => new DataField<double>(name)).ToArray();
        var trades = new DataField<long>("trade_count");
        var options = new ParquetOptions { CompressionMethod = method, CompressionLevel = level };
        foreach (var field in fields)
        {
            options.ColumnEncodingHints[field.Path.ToString()] = encoding;
        }

        await using var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema([time, .. fields, trades]), stream, options, cancellationToken: cancellationToken);
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<DateTime>(time, Times(candles), cancellationToken: cancellationToken);
        for (var i = 0; i < fields.Length; i++)
        {
            await group.WriteAsync<double>(fields[i], Column(candles, i), cancellationToken: cancellationToken);
        }

        await group.WriteAsync<long>(trades, candles.TradeCount.ToArray(), cancellationToken: cancellationToken);
    }

    private static async Task ReadAsync(MemoryStream stream, CancellationToken cancellationToken)
    {
        await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellationToken);
        var fields = reader.Schema.GetDataFields();
        using var group = reader.OpenRowGroupReader(0);
        var rows = (int)group.RowCount;
        await group.ReadAsync<DateTime>(fields[0], new DateTime[rows].AsMemory(), cancellationToken: cancellationToken);
        for (var i = 1; i <= Names.Length; i++)
        {
            await group.ReadAsync<double>(fields[i], new double[rows].AsMemory(), cancellationToken: cancellationToken);
        }

        await group.ReadAsync<long>(fields[^1], new long[rows].AsMemory(), cancellationToken: cancellationToken);
    }

    private static Task WriteSharp(CandleSeries candles, MemoryStream stream, Compression compression)
    {
        Column[] columns = [new Column<DateTime>("open_time", LogicalType.Timestamp(true, ParquetSharp.TimeUnit.Millis)), .. Names.Select(
            name => new Column<double>(name)), new Column<long>("trade_count")];
        using var output = new ManagedOutputStream(stream, leaveOpen: true);
        using var writer = new ParquetFileWriter(output, columns, compression);
        using (var group = writer.AppendRowGroup())
        {
            using (var column = group.NextColumn().LogicalWriter<DateTime>())
            {
                column.WriteBatch(Times(candles));
            }

            for (var i = 0; i < Names.Length; i++)
            {
                using var column = group.NextColumn().LogicalWriter<double>();
                column.WriteBatch(Column(candles, i));
            }

            using var trades = group.NextColumn().LogicalWriter<long>();
            trades.WriteBatch(candles.TradeCount.ToArray());
        }

        writer.Close();
        return Task.CompletedTask;
    }

    private static Task ReadSharp(MemoryStream stream, CancellationToken cancellationToken)
    {
        using var input = new ManagedRandomAccessFile(stream, leaveOpen: true);
        using var reader = new ParquetFileReader(input);
        using var group = reader.RowGroup(0);
        var rows = (int)group.MetaData.NumRows;
        using (var times = group.Column(0).LogicalReader<DateTime>())
        {
            times.ReadAll(rows);
        }

        for (var i = 1; i <= Names.Length; i++)
        {
            using var column = group.Column(i).LogicalReader<double>();
            column.ReadAll(rows);
        }

        using var trades = group.Column(Names.Length + 1).LogicalReader<long>();
        trades.ReadAll(rows);
        return Task.CompletedTask;
    }

    private static DateTime[] Times(CandleSeries candles) =>
        Array.ConvertAll(candles.OpenTime.ToArray(), time => DateTime.UnixEpoch.AddMilliseconds(time));

    private static double[] Column(CandleSeries candles, int column) => column switch
    {
        0 => candles.Open.ToArray(),
        1 => candles.High.ToArray(),
        2 => candles.Low.ToArray(),
        3 => candles.Close.ToArray(),
        4 => candles.Volume.ToArray(),
        _ => candles.QuoteVolume.ToArray(),
    };
}
