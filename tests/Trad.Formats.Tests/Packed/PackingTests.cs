using System.IO.Compression;
using System.Text;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Tests.Fuzzing;
using Trad.Testing;

namespace Trad.Formats.Tests.Packed;

/// <summary>The same candles are the same, however they are packed, and whatever lies beside them.</summary>
public sealed class PackingTests
{
    private static readonly CandleSeries Candles = SoundFiles.Candles;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csv.gz")]
    [InlineData("csv.zst")]
    [InlineData("parquet.gz")]
    [InlineData("parquet.zst")]
    [InlineData("feather.gz")]
    [InlineData("json.gz")]
    [InlineData("csv.zip")]
    [InlineData("csv.gz.zip")]
    [InlineData("csv.zst.zip")]
    [InlineData("feather.zip")]
    [InlineData("parquet.zip")]
    [InlineData("json.zip")]
    [InlineData("csv.zip.zip")]
    [InlineData("parquet.zip.zip")]
    [InlineData("csv.tar")]
    [InlineData("csv.tar.gz")]
    [InlineData("csv.tar.zst")]
    [InlineData("parquet.tar.gz")]
    [InlineData("csv.gz.tar")]
    [InlineData("csv.zip.tar.gz")]
    [InlineData("stream")]
    [InlineData("stream.gz")]
    [InlineData("stream.zip")]
    public async Task File_in_any_packing_gives_its_candles(string packing)
    {
        var parts = packing.Split('.');
        var content = await MakeAsync(parts[0]);
        var name = $"BTCUSDT-5m.{parts[0]}";
        foreach (var part in parts.Skip(1))
        {
            content = Pack(part, (name, content));
            name += $".{part}";
        }

        var read = await CandleFileReader.ReadAsync(new MemoryStream(content), "test", Interval.FiveMinutes, Cancellation);

        Assert.Equal(Candles.OpenTime.ToArray(), read.OpenTime.ToArray());
        Assert.Equal(Candles.Close.ToArray(), read.Close.ToArray());
        Assert.Equal(Candles.Volume.ToArray(), read.Volume.ToArray());
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar")]
    public async Task Files_beside_the_candles_are_passed_over_and_named(string packing)
    {
        var content = Pack(
            packing,
            ("data/BTCUSDT-5m.csv", await MakeAsync("csv")), ("README.md", "# Candles"u8.ToArray()), ("readme.txt", "Candles."u8.ToArray()),
            ("LICENSE", "MIT"u8.ToArray()), ("chart.png", [0x89, 0x50]), ("DAT_ASCII_BTCUSD_M1_2024.txt", "gaps: none"u8.ToArray()),
            ("metadata.json", "{}"u8.ToArray()), ("data/.DS_Store", [0, 0, 0, 1]));
        var intake = Intake();

        await ReadAsync(content, intake);

        Assert.Equal(Candles.Count, intake.Count);
        Assert.Contains(
            intake.Layout!.Notes,
            note => note.StartsWith("Files in it that were passed over: ", StringComparison.Ordinal)
                && note.Contains("README.md, readme.txt, LICENSE, chart.png, DAT_ASCII", StringComparison.Ordinal)
                && note.Contains("metadata.json", StringComparison.Ordinal) && !note.Contains("DS_Store", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Zip_of_months_in_different_packings_is_read_in_the_order_of_their_names()
    {
        byte[] Month(int month) =>
            Encoding.ASCII.GetBytes(
                $"open_time,open,high,low,close,volume\n2025-{month:00}-01T00:00:00Z,1,1,1,1,1\n2025-{month:00}-01T00:05:00Z,1,1,1,1,1\n");
        var content = Pack(
            "zip", ("10.csv.gz", Pack("gz", ("", Month(10)))), ("9.csv", Month(9)), ("11.zip", Pack("zip", ("a.csv", Month(11)))));

        var read = await CandleFileReader.ReadAsync(new MemoryStream(content), "test", Interval.FiveMinutes, Cancellation);

        Assert.Equal(6, read.Count);
    }

    [Fact]
    public async Task Text_of_candles_alone_is_read_although_text_may_be_anything() => Assert.Equal(
        Candles.Count,
        (await CandleFileReader.ReadAsync(
            new MemoryStream(Pack("zip", ("DAT_MT_BTCUSD.txt", await MakeAsync("csv")), ("LICENSE.txt", "MIT"u8.ToArray()))), "test",
            Interval.FiveMinutes, Cancellation)).Count);

    [Fact]
    public async Task Zip_without_candles_says_what_is_in_it()
    {
        var refused = await RefusalAsync(Pack("zip", ("chart.png", [1]), ("LICENSE", [2])));

        Assert.Contains("no candle file is packed in it, but 'chart.png', 'LICENSE'", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar")]
    public async Task Entry_that_leads_out_of_the_archive_is_refused(string packing) => Assert.Contains(
        "points outside the archive",
        await RefusalAsync(Pack(packing, ("../a.csv", await MakeAsync("csv")), ("b.csv", await MakeAsync("csv")))),
        StringComparison.Ordinal);

    [Fact]
    public async Task Layers_without_end_are_refused()
    {
        var content = await MakeAsync("csv");
        for (var layer = 0; layer < 7; layer++)
        {
            content = Pack("zip", ("a.csv.zip", content));
        }

        Assert.Contains("is packed in more than 4 layers; unpack it", await RefusalAsync(content), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gz.zip")]
    [InlineData("zip.zip")]
    [InlineData("zst.zip")]
    [InlineData("gz.tar.gz")]
    public async Task Bomb_in_several_layers_is_refused_for_what_it_unpacks_to(string packing)
    {
        // Each layer unpacks to no more than a hundred times as much; together they do to a thousand times.
        var line = "1735689600000,1,1,1,1,1" + new string(' ', 900) + "\n";
        var content = Encoding.ASCII.GetBytes("open_time,open,high,low,close,volume\n" + string.Concat(Enumerable.Repeat(line, 30_000)));
        foreach (var part in packing.Split('.'))
        {
            content = Pack(part, ($"a.csv.{part}", content));
        }

        var refused = await RefusalAsync(content);

        Assert.Contains("compressed bytes unpack to more than 100 times as much", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gz")]
    [InlineData("zst")]
    [InlineData("zip")]
    [InlineData("tar")]
    public async Task File_that_was_cut_off_is_refused(string packing)
    {
        var content = Pack(packing, ("a.csv", await MakeAsync("csv")));
        var cut = content[..(packing == "tar" ? 900 : content.Length - 12)];

        Assert.Contains("damaged", await RefusalAsync(cut), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Arrow_stream_that_ends_before_its_schema_or_within_a_message_is_refused()
    {
        var sound = SoundFiles.ArrowStream();
        foreach (var content in new byte[][]
        {
            [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0x7f, .. sound], sound[..^3], [.. sound[..^8], 0xff, 0xff, 0xff, 0x7f],
            [.. sound[..^8], 0xff, 0x00, 0x00, 0x10, 0, 0, 0, 0],
        })
        {
            Assert.Contains("the Arrow stream is damaged or cut off", await RefusalAsync(content), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Tar_whose_lengths_claim_what_is_not_there_is_refused_before_memory_is_taken()
    {
        var content = Pack("tar", ("a.csv", await MakeAsync("csv")));
        Encoding.ASCII.GetBytes("77777777777").CopyTo(content, 124);

        Assert.Contains("an entry claims 8,589,934,591 bytes", await RefusalAsync(content), StringComparison.Ordinal);
    }

    private static CandleIntake Intake() => new(Interval.FiveMinutes, CandleFileLimits.Default, CandlePlausibility.AtAnyTime);

    private static Task ReadAsync(byte[] content, CandleIntake intake) => CandleFileReader.ReadMonthsAsync(
        new CandleFile(new MemoryStream(content), "test", null, CandleFileLimits.Default), intake, _ => ValueTask.CompletedTask,
        Cancellation);

    private static async Task<string> RefusalAsync(byte[] content) =>
        (await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(content, Intake()))).Message;

    private static async Task<byte[]> MakeAsync(string format) => format switch
    {
        "csv" => Encoding.ASCII.GetBytes("open_time,open,high,low,close,volume\n" + string.Concat(Candles.ToList().Select(
            c => FormattableString.Invariant($"{c.OpenTime},{c.Open:R},{c.High:R},{c.Low:R},{c.Close:R},{c.Volume:R}\n")))),
        "json" => Encoding.ASCII.GetBytes($"[{string.Join(',', Candles.ToList().Select(
            c => FormattableString.Invariant($"[{c.OpenTime},{c.Open:R},{c.High:R},{c.Low:R},{c.Close:R},{c.Volume:R}]")))}]"),
        "parquet" => await SoundFiles.ParquetAsync(Candles, Cancellation),
        "feather" => SoundFiles.Feather(null),
        _ => SoundFiles.ArrowStream(),
    };

    [Theory]
    [InlineData("zip")]
    [InlineData("tar")]
    public async Task Texts_without_a_table_beside_candles_as_text_are_passed_over_and_named(string packing)
    {
        var content = Pack(
            packing, ("BTCUSDT-5m.txt", await MakeAsync("csv")), ("info.json", "{\"rows\": 12}"u8.ToArray()),
            ("notes.txt", "Hi, all, of, you, who, read\n"u8.ToArray()));

        var intake = new CandleIntake(Interval.FiveMinutes, CandleFileLimits.Default, CandlePlausibility.AtAnyTime);
        await CandleFileReader.ReadMonthsAsync(
            new CandleFile(new MemoryStream(content), "test", null, CandleFileLimits.Default), intake, _ => ValueTask.CompletedTask,
            Cancellation);

        Assert.Equal(Candles.Count, intake.Count);
        Assert.Contains("Files in it that were passed over: info.json, notes.txt.", intake.Layout!.Notes);
    }

    [Theory]
    [InlineData("BTCUSDT-5m-2.json", 12)]
    [InlineData("BTCUSDT-5m-1.json", 6)]
    [InlineData("summary.json", 6)]
    public async Task Json_that_continues_the_names_of_tables_is_read_and_one_about_them_is_not(string name, int count)
    {
        var rows = Candles.ToList().Skip(6).Take(6).Select(
            c => FormattableString.Invariant($"[{c.OpenTime},{c.Open:R},{c.High:R},{c.Low:R},{c.Close:R},{c.Volume:R}]"));
        var lines = Encoding.ASCII.GetString(await MakeAsync("csv")).Split('\n');
        var content = Pack(
            "zip", ("BTCUSDT-5m-1.csv", Encoding.ASCII.GetBytes(string.Join('\n', lines.Take(7)))),
            (name, Encoding.ASCII.GetBytes($"[{string.Join(',', rows)}]")));

        var read = await CandleFileReader.ReadAsync(new MemoryStream(content), "test", Interval.FiveMinutes, Cancellation);

        Assert.Equal(Candles.Close[..count].ToArray(), read.Close.ToArray());
    }

    [Theory]
    [InlineData("data\\BTCUSDT-5m.csv")]
    [InlineData("BTCUSDT 2025-01-01T00:00.csv")]
    public async Task Entry_as_windows_or_a_clock_calls_it_is_read(string path) => Assert.Equal(
        Candles.Close.ToArray(),
        (await CandleFileReader.ReadAsync(
            new MemoryStream(Pack("zip", (path, await MakeAsync("csv")))), "test", Interval.FiveMinutes, Cancellation)).Close.ToArray());

    [Fact]
    public async Task Texts_of_which_none_has_a_table_are_refused_and_so_is_a_csv_without_one()
    {
        var texts = Pack("zip", ("a.txt", "Nothing.\n"u8.ToArray()), ("b.txt", "Nothing.\n"u8.ToArray()));
        var csv = Pack("zip", ("a.csv", await MakeAsync("csv")), ("b.csv", "Nothing.\n"u8.ToArray()));

        foreach (var (content, name) in new[] { (texts, "test/a.txt"), (csv, "test/b.csv") })
        {
            var refused = await Assert.ThrowsAsync<CandleFileException>(
                () => CandleFileReader.ReadAsync(new MemoryStream(content), "test", Interval.FiveMinutes, Cancellation));

            Assert.StartsWith($"{name}, line 1: 'Nothing.' is neither a row of candles", refused.Message, StringComparison.Ordinal);
        }
    }

    private static byte[] Pack(string packing, params (string Name, byte[] Content)[] files)
    {
        if (packing == "zip")
        {
            return SoundFiles.Zip(files);
        }

        var buffer = new MemoryStream();
        switch (packing)
        {
            case "gz":
                using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
                {
                    gzip.Write(files[0].Content);
                }

                break;
            case "zst":
                return SoundFiles.Zstandard(files[0].Content);
            default:
                return SoundFiles.Tar(files);
        }

        return buffer.ToArray();
    }
}
