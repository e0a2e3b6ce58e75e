using System.IO.Compression;
using System.Text;
using CsCheck;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Packed;
using Trad.Testing;

namespace Trad.Formats.Tests.Candles;

public sealed class CandleFileReaderTests
{
    private const string Header = "open_time,open,high,low,close,volume\n";
    private const string Row0 = "1704067200000,100,110,90,105,1.5\n";
    private const string Row1 = "1704067500000,105,111,95,100,2.5\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_plain_csv_gives_every_value()
    {
        var series = await ReadAsync(
            Text(
                "open_time,open,high,low,close,volume,quote_volume,trade_count\n1704067200000,100,110,90,105,1.5,150.25,7\n1704067500000,105,111,95,100,2.5,,\n"));

        Assert.Equal(
            [new Candle(1704067200000, 100, 110, 90, 105, 1.5, 150.25, 7), new Candle(1704067500000, 105, 111, 95, 100, 2.5)],
            series.ToList());
    }

    [Fact]
    public void Find_absurdity_of_a_time_since_midnight_tells_to_write_the_day()
    {
        // 14:30 in milliseconds since midnight, as LEAN writes it, taken as seconds since 1970.
        var absurdity = CandlePlausibility.AtAnyTime.FindAbsurdity(new Candle(52_200_000_000, 100, 110, 90, 105, 1));

        Assert.NotNull(absurdity);
        Assert.EndsWith("write them with their day as yyyy-MM-dd HH:mm:ss", absurdity, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("45293")]
    [InlineData("45293.5")]
    [InlineData("45293.604166667")]
    public async Task Read_day_numbers_of_a_spreadsheet_is_refused_with_the_remedy(string time)
    {
        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(Text($"{Header}{time},100,110,90,105,1\n")));

        Assert.Contains("is the number of a day as spreadsheets count them; write the times as", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    public async Task Read_columns_in_another_order_and_any_line_end(string lineEnd)
    {
        var series = await ReadAsync(
            Text(string.Join(lineEnd, "volume,close,low,high,open,Open_Time", "1.5,105,90,110,100,1704067200000")));

        Assert.Equal([new Candle(1704067200000, 100, 110, 90, 105, 1.5)], series.ToList());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task Read_archive_rows_in_milliseconds_or_microseconds(long factor)
    {
        var series = await ReadAsync(
            Text(
                $"{1735689600000 * factor},93548.8,93690,93514.2,93648.4,341.604,{(1735689900000 * factor) - 1},31982601.3068,8176,148.318,13885565.6511,0\n"));

        Assert.Equal([new Candle(1735689600000, 93548.8, 93690, 93514.2, 93648.4, 341.604, 31982601.3068, 8176)], series.ToList());
    }

    [Fact]
    public async Task Read_plain_gzip_and_zip_give_the_same_candles()
    {
        var text = Text(Header + Row0 + Row1);
        var plain = await ReadAsync(text);

        Assert.Equal(plain.ToList(), (await ReadAsync(Gzip(text))).ToList());
        Assert.Equal(plain.ToList(), (await ReadAsync(Zip(("a.csv", text)))).ToList());
    }

    [Fact]
    public async Task Read_a_stream_that_cannot_seek_gives_the_same_candles()
    {
        await using var stream = new BufferedPipe(Zip(("a.csv", Text(Header + Row0))));

        var series = await CandleFileReader.ReadAsync(stream, "a.zip", Interval.FiveMinutes, Cancellation);

        Assert.Equal(1, series.Count);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("open_time,open,high,low,close,volume\n", "no candles")]
    [InlineData(
        "open_time,open,high,low,volume\n1704067200000,1,1,1,1\n",
        "line 1: column 'close' is missing; there are 'open_time', 'open', 'high', 'low', 'volume'")]
    [InlineData("1704067200000,1,1,1,1\n", "line 1: there are no names of columns, and 5 columns")]
    [InlineData(
        Header + Row0 + "1704067200000,100,110,90,106,1.5\n",
        "line 3: open_time 2024-01-01T00:00:00Z is in line 2 already, with another close (105 there, 106 here)")]
    [InlineData(Header + Row0 + "1704067500000,NaN,1,1,1,1\n", "line 3: column 'open': 'NaN' is not a finite number")]
    [InlineData(Header + Row0 + "1704067500000,1,1,1,x,1\n", "line 3: column 'close': 'x' is not a number")]
    [InlineData(Header + Row0 + "1704067500000,1,1,1\n", "line 3: the line has 4 fields, and there are names of 6")]
    [InlineData(Header + "1704067200000,100,99,100,100,1\n", "line 2: high 99 is below low 100")]
    [InlineData(Header + "1704067200000,100,110,90,105,-1\n", "line 2: volume -1 is negative")]
    [InlineData(Header + "1704067200000,0,110,0,105,1\n", "line 2: a price is not positive")]
    [InlineData(Header + "1704067260000,100,110,90,105,1\n", "line 2: open time 2024-01-01T00:01:00Z is not a multiple of 5m")]
    [InlineData(Header + "1706486.4,100,110,90,105,1\n", "line 2: open time 1970-01-20T18:01:26.4Z is not a multiple of 5m")]
    [InlineData(Header + "yesterday,100,110,90,105,1\n", "line 2: column 'open_time': 'yesterday' is not a time")]
    [InlineData(Header + "99999999999999999999999,1,1,1,1,1\n", "line 2: column 'open_time'")]
    [InlineData(Header + "1704067200000001,1,1,1,1,1\n", "line 2: column 'open_time'")]
    public async Task Read_a_bad_file_says_where_and_why(string text, string expected)
    {
        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(Text(text)));

        Assert.StartsWith("test.csv", refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5m", "1h", -1)]
    [InlineData("15m", "1h", -1)]
    [InlineData("5m", "1h", 1)]
    [InlineData("1h", "1d", -1)]
    public async Task Read_as_a_longer_interval_than_the_candles_have_is_refused_with_both_in_whatever_order_they_stand(
        string own, string given, int direction)
    {
        var length = Interval.Parse(own).Milliseconds;
        var last = 1_704_067_200_000 - length;
        var rows = Enumerable.Range(0, 20).Select(i => $"{last + (direction * i * length)},100,110,90,105,1\n");

        var refused = await Assert.ThrowsAsync<CandleFileException>(() => CandleFileReader.ReadAsync(
            new MemoryStream(Text(Header + string.Concat(rows))), "test.csv", Interval.Parse(given), TestContext.Current.CancellationToken));

        Assert.StartsWith("test.csv, line 2: open time ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith($"; its candles are {own} apart, and the file is imported as {given}.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("zone", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_lines_without_end_that_say_nothing_is_refused_before_their_end()
    {
        foreach (var line in (string[])["\n", "#\n", ",,,,,\n"])
        {
            var text = new StringBuilder(Header + Row0);
            for (var i = 0; i < 1_000_001; i++)
            {
                text.Append(line);
            }

            var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(Text(text.Append(Row1).ToString())));

            Assert.Contains("line 1000003: 1,000,000 lines in a row say nothing of candles", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Read_a_gzip_cut_off_anywhere_is_refused()
    {
        var whole = Gzip(Text(Header + Row0 + Row1));
        for (var length = 2; length < whole.Length; length++)
        {
            var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(whole[..length]));

            Assert.StartsWith("test.csv", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Read_any_bytes_ends_in_candles_or_a_clear_refusal() =>
        await Gen.Byte.Array[0, 300].SampleAsync(async bytes =>
        {
            try
            {
                await ReadAsync(bytes);
            }
            catch (CandleFileException refused)
            {
                Assert.StartsWith("test.csv", refused.Message, StringComparison.Ordinal);
            }
        }, iter: 300);

    [Fact]
    public async Task Read_a_zip_bomb_is_refused()
    {
        byte[] bomb = [.. Text(Header), .. Enumerable.Range(0, 2_000_000).SelectMany(_ => Text(Row0))];

        foreach (var file in new[] { Zip(("a.csv", bomb)), Gzip(bomb) })
        {
            Assert.True(file.Length * 100 < bomb.Length);
            var limits = CandleFileLimits.Default;
            await using var text = CandleFileContent.Open(new CandleFile(new MemoryStream(file), "bomb", null, limits)).Text;

            var refused = await Assert.ThrowsAsync<CandleFileException>(() => text.CopyToAsync(Stream.Null, Cancellation));

            Assert.Contains("more than 100 times as much", refused.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("../a.csv")]
    [InlineData("/a.csv")]
    [InlineData("a/../../b.csv")]
    [InlineData("..\\a.csv")]
    [InlineData("\\a.csv")]
    [InlineData("C:\\a.csv")]
    [InlineData("c:a.csv")]
    public async Task Read_a_zip_entry_that_points_outside_is_refused(string entry)
    {
        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(Zip((entry, Text(Header + Row0)))));

        Assert.Contains("points outside the archive", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_a_zip_of_something_else_is_refused_with_its_files()
    {
        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => ReadAsync(Zip(("a.xls", Text(Header + Row0)), ("b.xlsx", Text(Header + Row0)))));

        Assert.Contains("'a.xls', 'b.xlsx'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_more_rows_than_allowed_is_refused()
    {
        var limits = new CandleFileLimits(MaximumRows: 1);

        var refused = await Assert.ThrowsAsync<CandleFileException>(() => CandleFileReader.ReadMonthsAsync(
            new CandleFile(new MemoryStream(Text(Header + Row0 + Row1)), "test.csv", null, limits), new CandleIntake(
                Interval.FiveMinutes, limits, CandlePlausibility.AtAnyTime), _ => ValueTask.CompletedTask, Cancellation));

        Assert.Equal(3, refused.Line);
    }

    [Fact]
    public async Task Read_eighteen_months_equals_the_plainest_reader()
    {
        var expected = SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes);
        await using var file = File.OpenRead(SharedData.Require(SharedCandles.Bitcoin18Months));

        var series = await CandleFileReader.ReadAsync(file, "BTCUSDT.csv.gz", Interval.FiveMinutes, Cancellation);

        Assert.Equal(expected.ToList(), series.ToList());
    }

    [Fact]
    public async Task Read_a_real_archive_file_takes_quote_volume_and_trades()
    {
        await using var file = File.OpenRead(SharedData.Require("candles/archive/BTCUSDT-5m-2025-01.csv.gz"));

        var series = await CandleFileReader.ReadAsync(file, "BTCUSDT-5m-2025-01.csv.gz", Interval.FiveMinutes, Cancellation);

        Assert.Equal(31 * 288, series.Count);
        Assert.Equal(new Candle(1735689600000, 93548.80, 93690.00, 93514.20, 93648.40, 341.604, 31982601.30680, 8176), series[0]);
    }

    private static Task<CandleSeries> ReadAsync(byte[] content) =>
        CandleFileReader.ReadAsync(new MemoryStream(content), "test.csv", Interval.FiveMinutes, Cancellation);

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Gzip(byte[] content)
    {
        var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return buffer.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return buffer.ToArray();
    }

    /// <summary>A stream as it comes from a network: forward only.</summary>
    private sealed class BufferedPipe(byte[] content) : MemoryStream(content)
    {
        public override bool CanSeek => false;
    }
}
