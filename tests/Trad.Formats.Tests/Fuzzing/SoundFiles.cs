using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using DuckDB.NET.Data;
using Trad.Candles;
using Trad.Formats.Parquet;
using Trad.Formats.Tests.Arrow;
using Trad.Formats.Tests.Layouts;
using Trad.Testing;

namespace Trad.Formats.Tests.Fuzzing;

/// <summary>A file of every format, and of every compression and encoding inside it, as we and others write them.</summary>
internal static class SoundFiles
{
    private const string DuckColumns =
        "t AS open_time, open, high, low, close, volume, 5.5 AS quote_volume, 7::BIGINT AS trade_count, 'BTC' AS symbol";

    /// <summary>The candles in each of the files.</summary>
    public static CandleSeries Candles { get; } = GeneratedCandles.Make(
        Interval.FiveMinutes, new(2025, 5, 31, 23, 0, 0, TimeSpan.Zero), 40);

    public static async Task<IReadOnlyList<SoundFile>> MakeAsync(CancellationToken cancellationToken)
    {
        var parquet = await ParquetAsync(Candles, cancellationToken);
        var csv = Csv(Candles);
        var half = csv.Length / 2;
        var later = Csv(GeneratedCandles.Make(Interval.FiveMinutes, new(2025, 6, 2, 0, 0, 0, TimeSpan.Zero), 40));
        var json = Json();
        var files = new List<SoundFile>
        {
            new("parquet of our own", parquet),
            new("feather", Feather(null)),
            new("feather lz4", Feather(CompressionCodecType.Lz4Frame)),
            new("feather zstd", Feather(CompressionCodecType.Zstd)),
            new("feather of a frame with a dictionary", Feather(CompressionCodecType.Zstd, hasDictionary: true)),
            new("csv", csv),
            new(
                "csv of the archive",
                Encoding.ASCII.GetBytes(
                    "1748736000000,100,101,99,100.5,10,1748736299999,1000,7,1,1,0\n1748736300000,100.5,102,100,101,12,1748736599999,1000,7,1,1,0\n")),
            new("csv gzip", Gzip(csv), Gzip, csv),
            new("csv zip", Zip(("a.csv", csv)), inside => Zip(("a.csv", inside)), csv),
            new("csv zip of two", Zip(("a.csv", csv), ("b.csv", later)), inside => Zip(("a.csv", csv), ("b.csv", inside)), later),
            new("csv gzip of two members", [.. Gzip(csv[..half]), .. Gzip(csv[half..])], inside =>
                [.. Gzip(inside[..(inside.Length / 2)]), .. Gzip(inside[(inside.Length / 2)..])], csv),
            new("json", json),
            new("json gzip", Gzip(json), Gzip, json),
            new("hive zip", Zip(("year=2025/month=05/candles.parquet", parquet)), inside => Zip(
                ("year=2025/month=05/candles.parquet", inside)), parquet),
        };
        foreach (var (version, compression, cast) in new[]
        {
            ("V1", "uncompressed", "DOUBLE"), ("V1", "snappy", "DOUBLE"), ("V1", "gzip", "DOUBLE"), ("V1", "brotli", "FLOAT"), (
                "V1", "lz4_raw", "DOUBLE"),
            ("V1", "zstd", "DECIMAL(18,8)"), ("V2", "uncompressed", "DOUBLE"), ("V2", "snappy", "DOUBLE"), ("V2", "zstd", "BIGINT"),
        })
        {
            files.Add(new SoundFile(
                $"parquet {version} {compression} {cast}", await DuckAsync(version, compression, cast, cancellationToken)));
        }

        foreach (var (version, time, cast) in new[]
        {
            ("V1", "make_timestamp(t * 1000)", "VARCHAR"), ("V2", "make_timestamp(t * 1000)", "DECIMAL(18,8)"),
            ("V2", "make_timestamp_ns(t * 1000000)", "VARCHAR"),
            ("V1", "make_timestamp(t * 1000)::VARCHAR", "DOUBLE"), ("V2", "make_timestamp(t * 1000)::VARCHAR", "UINTEGER"),
            ("V2", "t::UBIGINT", "FLOAT"),
            ("V1", "strftime(make_timestamp(t * 1000), '%d.%m.%Y %H:%M')", "DOUBLE"),
        })
        {
            files.Add(new SoundFile(
                $"parquet {version} {time} {cast}", await DuckAsync(version, "zstd", cast, cancellationToken, time)));
        }

        files.AddRange(Packed(csv, parquet));
        files.AddRange(Layouts());
        return files;
    }

    public static async Task<byte[]> ParquetAsync(CandleSeries candles, CancellationToken cancellationToken)
    {
        var buffer = new MemoryStream();
        await CandleParquetWriter.WriteAsync(candles, buffer, cancellationToken);
        return buffer.ToArray();
    }

    public static byte[] Feather(CompressionCodecType? compression, bool hasDictionary = false, int count = 40, int batches = 1)
    {
        var times = new Int64Array.Builder().AppendRange(Candles.OpenTime.ToArray().Concat(new long[count]).Take(count)).Build();
        var columns = new List<(string Name, IArrowArray Values)> { ("date", times) };
        columns.AddRange(ArrowFiles.Prices(Candles, count));
        if (hasDictionary)
        {
            columns.Add(("symbol", new DictionaryArray(
                new DictionaryType(Int32Type.Default, StringType.Default, false),
                new Int32Array.Builder().AppendRange(Enumerable.Repeat(0, count)).Build(),
                new StringArray.Builder().Append("BTCUSDT").Build())));
        }

        return ArrowFiles.Write(columns, compression, batches);
    }

    public static byte[] Zip(params (string Path, byte[] Content)[] entries)
    {
        var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create))
        {
            foreach (var (path, content) in entries)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(content);
            }
        }

        return buffer.ToArray();
    }

    /// <summary>Candles as a stream of Arrow's messages.</summary>
    public static byte[] ArrowStream()
    {
        using var feather = new ArrowFileReader(new MemoryStream(Feather(null)));
        using var batch = feather.ReadNextRecordBatch();
        var buffer = new MemoryStream();
        using (var writer = new ArrowStreamWriter(buffer, batch.Schema, leaveOpen: true))
        {
            writer.WriteRecordBatch(batch);
            writer.WriteEnd();
        }

        return buffer.ToArray();
    }

    /// <summary>Files in a tar.</summary>
    public static byte[] Tar(params (string Path, byte[] Content)[] entries)
    {
        var buffer = new MemoryStream();
        using (var tar = new TarWriter(buffer, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (path, content) in entries)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content) });
            }
        }

        return buffer.ToArray();
    }

    /// <summary>A file in Zstandard.</summary>
    public static byte[] Zstandard(byte[] content)
    {
        using var compressor = new ZstdSharp.Compressor();
        return compressor.Wrap(content).ToArray();
    }

    private static IEnumerable<SoundFile> Packed(byte[] csv, byte[] parquet)
    {
        yield return new("arrow stream", ArrowStream());
        yield return new("arrow stream gzip", Gzip(ArrowStream()), Gzip, ArrowStream());
        yield return new("csv zstd", Zstandard(csv), Zstandard, csv);
        yield return new("parquet gzip", Gzip(parquet), Gzip, parquet);
        yield return new("tar of csv", Tar(("a.csv", csv)), inside => Tar(("a.csv", inside)), csv);
        yield return new("tar of parquet in gzip", Gzip(Tar(("a.parquet", parquet))), Gzip, Tar(("a.parquet", parquet)));
        yield return new(
            "zip of gzip in a zip", Zip(("a.zip", Zip(("a.csv.gz", Gzip(csv))))), inside => Zip(("a.zip", inside)),
            Zip(("a.csv.gz", Gzip(csv))));
    }

    private static byte[] Gzip(byte[] content)
    {
        var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return buffer.ToArray();
    }

    /// <summary>The made files of every layout.</summary>
    private static IEnumerable<SoundFile> Layouts() => Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Layouts"), "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(file => new SoundFile(Path.GetFileName(file), File.ReadAllBytes(file)) { Interval = LayoutReading.IntervalOf(file) });

    private static byte[] Csv(CandleSeries candles) => Encoding.ASCII.GetBytes("open_time,open,high,low,close,volume\n" + string.Concat(
        candles.ToList().Select(
            c => FormattableString.Invariant($"{c.OpenTime},{c.Open:R},{c.High:R},\"{c.Low:R}\",{c.Close:R},{c.Volume:R}\n"))));

    private static byte[] Json() => Encoding.ASCII.GetBytes($"[{string.Join(", ", Candles.ToList().Select(c =>
        FormattableString.Invariant($"[{c.OpenTime},{c.Open:R},{c.High:R},{c.Low:R},{c.Close:R},{c.Volume:R}]")))}]");

    private static async Task<byte[]> DuckAsync(
        string version, string compression, string cast, CancellationToken cancellationToken, string time = "t")
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using var connection = new DuckDBConnection("DataSource=:memory:");
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();

            // Each price often enough for a dictionary.
            var rows = string.Join(',', Enumerable.Range(0, 400).Select(
                i => FormattableString.Invariant($"({1748736000000 + (i * 300_000L)},{100 + (i % 3)})")));
            var source = $"SELECT t, p::{cast} AS open, p::{cast} AS high, p::{cast} AS low, p::{cast} AS close, p::{cast} AS volume FROM (VALUES {rows}) v(t, p)";
            command.CommandText = $"COPY (SELECT {DuckColumns.Replace("t AS open_time", $"{time} AS open_time", StringComparison.Ordinal)} FROM ({source})) TO '{path}' (FORMAT parquet, PARQUET_VERSION {version}, COMPRESSION {compression})";
            await command.ExecuteNonQueryAsync(cancellationToken);
            return await File.ReadAllBytesAsync(path, cancellationToken);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
