using System.IO.Compression;
using System.Text;
using Trad.Candles;
using Trad.Formats.Candles;

namespace Trad.Formats.Tests.Candles;

public sealed class PackedFilesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Zip_of_several_files_is_read_in_the_order_of_their_names_without_what_lies_beside()
    {
        var read = await ReadAsync(Zip(
            ("data/BTCUSDT-5m-2025-02.csv", Csv("2025-02-01T00:00:00Z", 3)),
            ("data/BTCUSDT-5m-2025-01.csv", Csv("2025-01-31T23:00:00Z", 12)),
            ("__MACOSX/data/._BTCUSDT-5m-2025-01.csv", "\0\u0005\u0016"),
            ("data/.DS_Store", "\0"),
            ("data/BTCUSDT-5m-2025-01.csv.CHECKSUM", "0123abcd  BTCUSDT-5m-2025-01.csv")));

        Assert.Equal((15, "2025-01-31T23:00:00Z"), (read.Count, Timestamp.Format(read.OpenTime[0])));
    }

    [Fact]
    public async Task Zip_of_one_file_and_its_checksum_is_read() =>
        Assert.Equal(3, (await ReadAsync(Zip(("x.csv", Csv("2025-02-01T00:00:00Z", 3)), ("x.csv.sha256", "0123")))).Count);

    [Fact]
    public async Task Zip_with_a_bad_file_among_several_names_it_and_its_line()
    {
        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(Zip(
            ("a.csv", Csv("2025-01-01T00:00:00Z", 3)), ("b.csv", Csv("2025-01-01T01:00:00Z", 3) + "2025-01-01T02:00:00Z,1,2\n"))));

        Assert.StartsWith("x.zip/b.csv, line 5: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Zip_with_files_of_another_market_is_refused_with_both()
    {
        var market = new Market("binance", "BTCUSDT", Interval.FiveMinutes);
        using var zip = Zip(("BTCUSDT-5m.csv", Csv("2025-01-01T00:00:00Z", 3)), ("ETHUSDT-5m.csv", Csv("2025-01-02T00:00:00Z", 3)));
        var intake = new CandleIntake(market.Interval, CandleFileLimits.Default, CandlePlausibility.AtAnyTime);

        var refused = await Assert.ThrowsAsync<CandleFileException>(() => CandleFileReader.ReadMonthsAsync(
            new CandleFile(zip, "x.zip", market, CandleFileLimits.Default), intake, _ => ValueTask.CompletedTask, Cancellation));

        Assert.Contains("ETHUSDT", refused.Message, StringComparison.Ordinal);
        Assert.Contains("BTCUSDT", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BTCUSDT-4h.csv", "2025-01-01T04:00:00Z", "it has candles of 4h by its name, and the file is imported as 5m")]
    [InlineData("1d/BTCUSDT.csv", "2025-01-02T00:00:00Z", "it has candles of 1d by its name, and the file is imported as 5m")]
    [InlineData("markPriceKlines/BTCUSDT-5m.csv", "2025-01-01T00:15:00Z", "'markPriceKlines' has marks, indices or averages")]
    [InlineData("BTCUSDT_HeikinAshi_5m.csv", "2025-01-01T00:15:00Z", "'BTCUSDT_HeikinAshi_5m.csv' has marks, indices or averages")]
    [InlineData("futures/um/BTCUSDT-5m.csv", "2025-01-01T00:15:00Z", "'futures/um/BTCUSDT-5m.csv' is of futures and 'BTCUSDT-5m.csv' is")]
    public async Task Zip_with_a_file_of_another_series_is_refused(string name, string time, string expected)
    {
        var market = new Market("binance", "BTCUSDT", Interval.FiveMinutes);
        var intake = new CandleIntake(Interval.FiveMinutes, CandleFileLimits.Default, CandlePlausibility.AtAnyTime);
        using var zip = Zip(("BTCUSDT-5m.csv", Csv("2025-01-01T00:00:00Z", 3)), (name, Csv(time, 1)));

        var refused = await Assert.ThrowsAsync<CandleFileException>(() => CandleFileReader.ReadMonthsAsync(
            new CandleFile(zip, "x.zip", market, CandleFileLimits.Default), intake, _ => ValueTask.CompletedTask, Cancellation));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Word_of_a_name_is_no_interval_where_the_rows_are_as_far_apart_as_the_import_says()
    {
        var market = new Market("binance", "BTCUSDT", Interval.FiveMinutes);
        var intake = new CandleIntake(Interval.FiveMinutes, CandleFileLimits.Default, CandlePlausibility.AtAnyTime);
        using var zip = Zip(
            ("daily/BTCUSDT-1.csv", Csv("2025-01-01T00:00:00Z", 3)), ("daily/BTCUSDT-2.csv", Csv("2025-01-02T00:00:00Z", 3)));

        await CandleFileReader.ReadMonthsAsync(
            new CandleFile(zip, "x.zip", market, CandleFileLimits.Default), intake, _ => ValueTask.CompletedTask, Cancellation);

        Assert.Equal(6, intake.Count);
    }

    [Fact]
    public async Task Gzip_of_several_members_is_read_to_its_end()
    {
        var packed = new MemoryStream();
        foreach (var part in new[] { Csv("2025-01-01T00:00:00Z", 3), "2025-01-01T00:15:00Z,1,2,1,1,1\n" })
        {
            await using var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true);
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(part), Cancellation);
        }

        packed.Position = 0;
        var cut = new MemoryStream(packed.ToArray()[..^9]);
        Assert.Equal(4, (await CandleFileReader.ReadAsync(packed, "x.csv.gz", Interval.FiveMinutes, Cancellation)).Count);
        await Assert.ThrowsAsync<CandleFileException>(
            () => CandleFileReader.ReadAsync(cut, "cut.csv.gz", Interval.FiveMinutes, Cancellation));
    }

    [Theory]
    [InlineData("2025-01-01T00:15:00Z,1,2,1,1,1\n", false)]
    [InlineData("garbage", false)]
    [InlineData("\0\0\0\0\0\0\0\0", true)]
    public async Task Gzip_with_something_behind_it_is_refused_unless_it_is_nothing(string behind, bool isRead)
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Csv("2025-01-01T00:00:00Z", 3)), Cancellation);
        }

        packed.Write(Encoding.UTF8.GetBytes(behind));
        packed.Position = 0;

        var refused = await Record.ExceptionAsync(() => CandleFileReader.ReadAsync(packed, "x.csv.gz", Interval.FiveMinutes, Cancellation));

        Assert.Equal(isRead ? null : typeof(CandleFileException), refused?.GetType());
    }

    private static Task<CandleSeries> ReadAsync(Stream zip) =>
        CandleFileReader.ReadAsync(zip, "x.zip", Interval.FiveMinutes, Cancellation);

    private static string Csv(string from, int candles)
    {
        var start = DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture);
        return "time,open,high,low,close,volume\n" + string.Concat(Enumerable.Range(0, candles).Select(
            i => $"{start.AddMinutes(5 * i):yyyy-MM-ddTHH:mm:ssZ},1,2,1,1,1\n"));
    }

    private static MemoryStream Zip(params (string Name, string Text)[] entries)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        packed.Position = 0;
        return packed;
    }
}
