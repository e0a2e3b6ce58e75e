using System.IO.Compression;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Compression;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using DuckDB.NET.Data;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Parquet;
using Trad.Formats.Tests.Arrow;
using Trad.Testing;

namespace Trad.Formats.Tests.Candles;

/// <summary>Candle files that are no CSV: Parquet, Feather and JSON, as other programs write them.</summary>
public sealed class CandleFormatTests
{
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.FiveMinutes);
    private static readonly CandleSeries Whole = GeneratedCandles.Make(
        Interval.FiveMinutes, new(2025, 5, 30, 0, 0, 0, TimeSpan.Zero), 1000);

    private static IReadOnlyList<Candle> PricesOnly =>
        [.. Whole.ToList().Select(candle => candle with { QuoteVolume = double.NaN, TradeCount = CandleSeries.UnknownTradeCount })];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_our_own_parquet_gives_every_value() =>
        Assert.Equal(Whole.ToList(), (await ReadAsync(await ParquetAsync(Whole))).ToList());

    [Theory]
    [InlineData("make_timestamp(t * 1000)")]
    [InlineData("make_timestamp_ns(t * 1000000)")]
    [InlineData("epoch_ms(t)::TIMESTAMP_MS")]
    [InlineData("t * 1000000")]
    public async Task Read_parquet_of_another_program_gives_the_candles(string time)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using (var connection = new DuckDBConnection("DataSource=:memory:"))
            {
                await connection.OpenAsync(Cancellation);
                await using var command = connection.CreateCommand();
                var rows = string.Join(
                    ',',
                    PricesOnly.Select(
                        c => FormattableString.Invariant(
                            $"({c.OpenTime},{c.Open:E16},{c.High:E16},{c.Low:E16},{c.Close:E16},{c.Volume:E16})")));
                command.CommandText = $"COPY (SELECT {time} AS \"date\", open, high, low, close, volume FROM (VALUES {rows}) v(t, open, high, low, close, volume)) TO '{file}' (FORMAT parquet, ROW_GROUP_SIZE 500)";
                await command.ExecuteNonQueryAsync(Cancellation);
            }

            Assert.Equal(PricesOnly, (await ReadAsync(await File.ReadAllBytesAsync(file, Cancellation))).ToList());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData(null, TimeUnit.Millisecond)]
    [InlineData(CompressionCodecType.Lz4Frame, TimeUnit.Nanosecond)]
    [InlineData(CompressionCodecType.Zstd, TimeUnit.Microsecond)]
    public async Task Read_feather_as_freqtrade_writes_it_gives_the_candles(CompressionCodecType? compression, TimeUnit unit) =>
        Assert.Equal(PricesOnly, (await ReadAsync(Feather(compression, unit))).ToList());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Read_json_as_freqtrade_writes_it_gives_the_candles(bool isGzip)
    {
        var rows =
            PricesOnly.Select(c => FormattableString.Invariant($"[{c.OpenTime},{c.Open:R},{c.High:R},{c.Low:R},{c.Close:R},{c.Volume:R}]"));
        var text = Encoding.UTF8.GetBytes($" [{string.Join(',', rows)}]");

        Assert.Equal(PricesOnly, (await ReadAsync(isGzip ? Gzip(text) : text)).ToList());
    }

    [Fact]
    public async Task Read_a_zip_of_a_hive_layout_gives_the_months_in_order()
    {
        var (may, june) = await HiveAsync();

        var read = await ReadAsync(Zip((june.Path, june.Content), (may.Path, may.Content)), Bitcoin);

        Assert.Equal(Whole.ToList(), read.ToList());
    }

    [Fact]
    public async Task Read_a_hive_layout_of_another_market_is_refused_by_name()
    {
        var (may, _) = await HiveAsync();

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => ReadAsync(Zip((may.Path, may.Content)), new Market("binance", "ETHUSDT", Interval.FiveMinutes)));

        Assert.Contains("'symbol=BTCUSDT'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../candles.parquet")]
    [InlineData("/candles.parquet")]
    public async Task Read_a_hive_entry_that_points_outside_is_refused(string path)
    {
        var refused = await Assert.ThrowsAsync<CandleFileException>(async () => await ReadAsync(Zip((path, await ParquetAsync(Whole)))));

        Assert.Contains("points outside the archive", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>The footer is rewritten so that every count in it says a million million.</summary>
    [Fact]
    public async Task Read_parquet_that_claims_more_rows_than_it_can_hold_is_refused_at_once()
    {
        var file = Claim(await ParquetAsync(Whole.Slice(0, 777)), 777, 1_000_000_000_000);

        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(file));

        Assert.Contains("claims 1,000,000,000,000 rows", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "no candles")]
    [InlineData("[[1704067200000,100,110,90,105]]", "row 1: there are no names of columns, and 5 columns")]
    [InlineData(
        "[[1704067200000,100,110,90,105,1],[1704067200000,100,110,90,105,2]]",
        "row 2: open_time 2024-01-01T00:00:00Z is in row 1 already, with another volume")]
    [InlineData("[[1704067200000,100,99,90,105,1]]", "row 1: open 100 or close 105 lies outside")]
    [InlineData("[[1704067200000,100,110,90,105,1],[17040", "row 2: the JSON is damaged")]
    [InlineData("[\"x\"]", "no candles")]
    [InlineData(
        "[[1704067200000,100,110,90,105,1],[1704067500000,100,110,90,105,1,2]]", "row 2: the row has 7 values, and the first has 6")]
    [InlineData("{\"message\": \"not found\"}", "an answer that says 'not found'")]
    [InlineData("{\"rows\": 0}", "no candles")]
    public async Task Read_bad_json_says_where_and_why(string text, string expected)
    {
        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(Encoding.UTF8.GetBytes(text)));

        Assert.StartsWith("test", refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_parquet_without_a_column_names_it_and_those_that_are_there()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using (var connection = new DuckDBConnection("DataSource=:memory:"))
        {
            await connection.OpenAsync(Cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = $"COPY (SELECT 1 AS open_time, 2 AS price) TO '{file}' (FORMAT parquet)";
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        var content = await File.ReadAllBytesAsync(file, Cancellation);
        File.Delete(file);
        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(content));

        Assert.Contains("column 'open' is missing; there are 'open_time', 'price'", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<CandleSeries> ReadAsync(byte[] content, Market? market = null)
    {
        var months = new List<CandleSeries>();
        var file = new CandleFile(new MemoryStream(content), "test", market, CandleFileLimits.Default);
        await CandleFileReader.ReadMonthsAsync(
            file, new CandleIntake(Interval.FiveMinutes, file.Limits, CandlePlausibility.AtAnyTime), Keep, Cancellation);
        return CandleSeries.Concat(Interval.FiveMinutes, months);

        ValueTask Keep(CandleSeries month)
        {
            months.Add(month);
            return ValueTask.CompletedTask;
        }
    }

    [Fact]
    public async Task Parquet_of_more_candles_than_a_row_group_holds_is_read_back_whole()
    {
        var start = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var columns = CandleColumns.Allocate(1_000_001);
        for (var i = 0; i < columns.OpenTime.Length; i++)
        {
            columns.Set(i, new Candle(Interval.OneSecond.Shift(start, i), 100, 101, 99, 100 + ((i % 50) / 100.0), i, i, i));
        }

        var parquet = await ParquetAsync(new CandleSeries(Interval.OneSecond, columns));

        var read = await CandleFileReader.ReadAsync(new MemoryStream(parquet), "seconds.parquet", Interval.OneSecond, Cancellation);
        Assert.Equal(columns.OpenTime, read.OpenTime);
        Assert.Equal(columns.Close, read.Close);
        Assert.Equal(columns.TradeCount, read.TradeCount);
    }

    private static async Task<byte[]> ParquetAsync(CandleSeries candles)
    {
        var buffer = new MemoryStream();
        await CandleParquetWriter.WriteAsync(candles, buffer, Cancellation);
        return buffer.ToArray();
    }

    private static async Task<((string Path, byte[] Content) May, (string Path, byte[] Content) June)> HiveAsync()
    {
        const string Folder = "exchange=binance/symbol=BTCUSDT/interval=5m/year=2025/";
        return (
            ($"{Folder}month=05/candles.parquet", await ParquetAsync(Whole.Slice(new Month(2025, 5).Range))),
            ($"{Folder}month=06/candles.parquet", await ParquetAsync(Whole.Slice(new Month(2025, 6).Range))));
    }

    private static byte[] Feather(CompressionCodecType? compression, TimeUnit unit, int count = 1000)
    {
        var factor = unit switch { TimeUnit.Nanosecond => 1_000_000, TimeUnit.Microsecond => 1000, _ => 1 };
        var candles = Whole.Slice(0, count);
        var dates = new TimestampArray(
            new TimestampType(unit, "UTC"), Int64(candles.OpenTime.ToArray().Select(time => time * factor)), ArrowBuffer.Empty, count, 0,
            0);
        return ArrowFiles.Write([("date", dates), .. ArrowFiles.Prices(candles, count)], compression);
    }

    private static ArrowBuffer Int64(IEnumerable<long> values) => new ArrowBuffer.Builder<long>().AppendRange(values).Build();

    /// <summary>Replaces a count in the footer's compact encoding and mends the footer's length.</summary>
    private static byte[] Claim(byte[] parquet, long count, long claimed)
    {
        var length = BitConverter.ToInt32(parquet, parquet.Length - 8);
        var start = parquet.Length - 8 - length;
        var footer = parquet.AsSpan(start, length).ToArray();
        byte[] from = Varint(2 * count), to = Varint(2 * claimed);
        var changed = new List<byte>();
        for (var i = 0; i < footer.Length; i++)
        {
            if (footer.AsSpan(i).StartsWith(from))
            {
                changed.AddRange(to);
                i += from.Length - 1;
            }
            else
            {
                changed.Add(footer[i]);
            }
        }

        return [.. parquet[..start], .. changed, .. BitConverter.GetBytes(changed.Count), .. "PAR1"u8];
    }

    private static byte[] Varint(long value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
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

    private static byte[] Zip(params (string Path, byte[] Content)[] entries)
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
}
