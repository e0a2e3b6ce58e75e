using Apache.Arrow;
using Apache.Arrow.Ipc;
using Apache.Arrow.Types;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Tests.Arrow;
using Trad.Formats.Tests.Fuzzing;
using Trad.Testing;

namespace Trad.Formats.Tests.Layouts;

/// <summary>Parquet and Arrow files whose columns have other names and types than ours: the same candles, or a refusal by name.</summary>
public sealed class TypedLayoutTests
{
    private const string Times = "t AS open_time";
    private const string Prices = "o AS open, h AS high, l AS low, c AS close, v AS volume";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> TimesOfDuckDb => new MatrixTheoryData<string, string>(
        ["V1", "V2"],
        [
            "t AS open_time", "t::UBIGINT AS open_time", "(t // 1000)::INTEGER AS timestamp", "(t // 1000)::UINTEGER AS unix",
            "t::DOUBLE AS timestamp",
            "(t / 1000)::DOUBLE AS time", "t::VARCHAR AS timestamp", "make_timestamp(t * 1000) AS datetime",
            "make_timestamp_ns(t * 1000000) AS ts_event",
            "epoch_ms(t)::TIMESTAMP_MS AS \"Open time\"", "epoch_ms(t)::TIMESTAMP_S AS date",
            "make_timestamp(t * 1000)::TIMESTAMPTZ AS __index_level_0__",
            "make_timestamp(t * 1000)::VARCHAR AS Date", "strftime(make_timestamp(t * 1000), '%d/%m/%Y %H:%M') AS date",
            "t::HUGEINT AS open_time",
            "t::DECIMAL(18,3) AS open_time", "t * 1000000 AS ts",
            "make_timestamp(t * 1000)::DATE AS date, t AS open_time", "t + 299999 AS time, t + 299999 AS close_time, t AS open_time",
            "strftime(make_timestamp(t * 1000), '%Y-%m-%d') AS date, strftime(make_timestamp(t * 1000), '%H:%M') AS time",
        ]);

    [Theory]
    [MemberData(nameof(TimesOfDuckDb))]
    public async Task Read_parquet_with_times_of_any_kind_gives_the_candles(string version, string times) =>
        await AssertReadAsync(await LayoutParquet.WriteAsync(version, $"{times}, {Prices}"));

    [Theory]
    [InlineData("V1", "DECIMAL(18,8)")]
    [InlineData("V2", "DECIMAL(9,2)")]
    [InlineData("V2", "DECIMAL(18,8)")]
    [InlineData("V2", "DECIMAL(38,18)")]
    [InlineData("V1", "VARCHAR")]
    [InlineData("V2", "VARCHAR")]
    [InlineData("V2", "DOUBLE")]
    [InlineData("V1", "FLOAT")]
    public async Task Read_parquet_with_numbers_of_any_kind_gives_the_candles(string version, string type) => await AssertReadAsync(
        await LayoutParquet.WriteAsync(
            version, $"{Times}, o::{type} AS Open, h::{type} AS High, l::{type} AS Low, c::{type} AS Close, v::UINTEGER AS Volume"));

    [Fact]
    public async Task Read_parquet_with_names_of_an_exchange_takes_amounts_and_counts()
    {
        var file =
            await LayoutParquet.WriteAsync("V2", $"{Times}, {Prices}, q AS \"Quote asset volume\", n::DOUBLE AS \"Number of trades\", 'x' AS note");

        var (candles, layout) = await LayoutReading.ReadAsync(new MemoryStream(file), "test.5m.parquet");

        Assert.Equal(LayoutCandles.FiveMinutes.ToList(), candles.ToList());
        Assert.Equal(["note"], layout.IgnoredColumns);
    }

    [Fact]
    public async Task Read_parquet_with_lists_maps_and_structures_beside_the_candles_names_them()
    {
        var file = await LayoutParquet.WriteAsync(
            "V1", $"{Times}, {Prices}, [o, c] AS ends, {{'a': o, 'b': c}} AS pair, MAP {{'k': o}} AS tags, 'x' AS note");

        var (candles, layout) = await LayoutReading.ReadAsync(new MemoryStream(file), "test.5m.parquet");

        Assert.Equal(LayoutCandles.FiveMinutes.Close.ToArray(), candles.Close.ToArray());
        Assert.Equal(["ends", "note", "pair", "tags"], layout.IgnoredColumns.Order(StringComparer.Ordinal));
        Assert.Contains(layout.Notes, note => note.StartsWith("Columns that were not used: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_parquet_with_the_prices_in_a_structure_names_it_and_the_remedy()
    {
        var file = await LayoutParquet.WriteAsync("V1", $"{Times}, {{'open': o, 'high': h, 'low': l, 'close': c, 'volume': v}} AS k");

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => LayoutReading.ReadAsync(new MemoryStream(file), "test.5m.parquet"));

        Assert.Contains(
            "column 'open' is missing; there are 'open_time'; what is inside 'k' is not looked at, so write what is needed of it in columns "
            + "of its own", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_json_with_lists_and_objects_inside_its_rows_names_them()
    {
        var rows = LayoutCandles.FiveMinutes.ToList().Select(candle => FormattableString.Invariant(
            $$"""{"t":{{candle.OpenTime}},"tags":["a",1],"o":{{candle.Open:R}},"h":{{candle.High:R}},"l":{{candle.Low:R}},""")
            + FormattableString.Invariant(
                $$""" "c":{{candle.Close:R}},"v":{{candle.Volume:R}},"book":{"bid":1,"asks":[[1,2]]},"note":"x"}"""));

        var (candles, layout) = await LayoutReading.ReadAsync($"[{string.Join(',', rows)}]", "test.5m.json");

        Assert.Equal(
            LayoutCandles.FiveMinutes.ToList().Select(candle => (candle.OpenTime, candle.Open, candle.Close, candle.Volume)),
            candles.ToList().Select(candle => (candle.OpenTime, candle.Open, candle.Close, candle.Volume)));
        Assert.Equal(["book", "note", "tags"], layout.IgnoredColumns.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Read_feather_with_a_list_beside_the_candles_names_it()
    {
        var whole = LayoutCandles.FiveMinutes;
        var list = new ListArray.Builder(DoubleType.Default);
        foreach (var price in whole.Open.ToArray())
        {
            list.Append();
            ((DoubleArray.Builder)list.ValueBuilder).Append(price).Append(1);
        }

        var times = new Int64Array.Builder().AppendRange(whole.OpenTime.ToArray()).Build();
        var file = Feather(whole, "date", times, null, ("book", list.Build()));

        var (candles, layout) = await LayoutReading.ReadAsync(new MemoryStream(file), "test.5m.feather");

        Assert.Equal(whole.OpenTime.ToArray(), candles.OpenTime.ToArray());
        Assert.Equal(["book"], layout.IgnoredColumns);
    }

    [Theory]
    [InlineData(
        "o::FLOAT AS open_time",
        "column 'open_time' holds numbers with few digits (32-bit); allowed are timestamps, 64-bit numbers and text")]
    [InlineData(
        "make_timestamp(t * 1000)::TIME AS time", "column 'time' holds times of day; allowed are timestamps, 64-bit numbers and text")]
    [InlineData("[t] AS open_time", "column 'open_time' is missing")]
    [InlineData("CASE WHEN t > 1706743800000 THEN t END AS open_time", "row 1: column 'open_time' has no time; every row must have one")]
    [InlineData("'soon' AS open_time", "row 1: column 'open_time': 'soon' is not a time")]
    public async Task Read_parquet_with_times_that_are_none_names_the_column(string times, string expected)
    {
        var file = await LayoutParquet.WriteAsync("V1", $"{times}, {Prices}");

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => LayoutReading.ReadAsync(new MemoryStream(file), "test.5m.parquet"));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("damaged", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_parquet_with_a_price_that_is_no_number_names_its_type_and_the_remedy()
    {
        var file = await LayoutParquet.WriteAsync("V1", $"{Times}, o AS open, h AS high, true AS low, c AS close, v AS volume");

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => LayoutReading.ReadAsync(new MemoryStream(file), "test.5m.parquet"));

        Assert.Contains(
            "column 'low' holds true and false; allowed are numbers; convert the column to numbers", refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_a_zip_of_months_without_leading_zeros_gives_the_candles()
    {
        var (early, late) = (LayoutCandles.FiveMinutes.Slice(0, 6), LayoutCandles.FiveMinutes.Slice(6, 6));
        var zip = SoundFiles.Zip(
            ("year=2024/month=10/x.parquet", await SoundFiles.ParquetAsync(late, Cancellation)),
            ("year=2024/month=2/x.parquet", await SoundFiles.ParquetAsync(early, Cancellation)));

        var (candles, _) = await LayoutReading.ReadAsync(new MemoryStream(zip), "test.5m.zip");

        Assert.Equal(LayoutCandles.FiveMinutes.ToList(), candles.ToList());
    }

    public static TheoryData<string> ArrowTimes => ["timestamp", "uint64", "int32", "double", "text", "dictionary", "date"];

    [Theory]
    [MemberData(nameof(ArrowTimes))]
    public async Task Read_feather_with_times_of_any_kind_gives_the_candles(string kind)
    {
        var whole = kind == "date" ? LayoutCandles.Days : LayoutCandles.FiveMinutes;
        var times = whole.OpenTime.ToArray();
        IArrowArray column = kind switch
        {
            "timestamp" => new TimestampArray.Builder(new TimestampType(TimeUnit.Second, (string?)null)).AppendRange(
                times.Select(DateTimeOffset.FromUnixTimeMilliseconds)).Build(),
            "uint64" => new UInt64Array.Builder().AppendRange(times.Select(time => (ulong)time)).Build(),
            "int32" => new Int32Array.Builder().AppendRange(times.Select(time => (int)(time / 1000))).Build(),
            "double" => new DoubleArray.Builder().AppendRange(times.Select(time => (double)time)).Build(),
            "text" => new StringArray.Builder().AppendRange(times.Select(Timestamp.Format)).Build(),
            "date" => new Date32Array.Builder().AppendRange(
                times.Select(time => DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime)).Build(),
            _ => new DictionaryArray(
                new DictionaryType(Int8Type.Default, StringType.Default, false),
                new Int8Array.Builder().AppendRange(times.Select((_, i) => (sbyte)i)).Build(),
                new StringArray.Builder().AppendRange(times.Select(Timestamp.Format)).Build()),
        };

        await AssertReadAsync(Feather(whole, "Date", column), kind == "date" ? "test.1d.feather" : "test.5m.feather");
    }

    [Fact]
    public async Task Read_feather_with_a_volume_of_nothing_stores_zeros_and_says_so()
    {
        var whole = LayoutCandles.FiveMinutes;
        var volume = new DoubleArray.Builder().AppendNull().AppendRange(whole.Volume.ToArray()[1..]).Build();
        var file = Feather(whole, "date", new Int64Array.Builder().AppendRange(whole.OpenTime.ToArray()).Build(), volume);

        var (candles, layout) = await LayoutReading.ReadAsync(new MemoryStream(file), "test.5m.feather");

        Assert.Equal((0, 1L), (candles.Volume[0], layout.VolumesMissing));
        Assert.Contains("1 candle has no volume; it is stored as 0.", layout.Notes);
    }

    private static async Task AssertReadAsync(byte[] file, string name = "test.5m.parquet")
    {
        var (candles, _) = await LayoutReading.ReadAsync(new MemoryStream(file), name);

        Assert.Equal(LayoutCandles.Create(name, false, false).ToList(), candles.ToList());
    }

    private static byte[] Feather(
        CandleSeries candles, string name, IArrowArray times, IArrowArray? volume = null,
        params (string Name, IArrowArray Values)[] others)
    {
        var columns = new List<(string Name, IArrowArray Values)>
        {
            (name, times),
            ("Open", Doubles(candles.Open)), ("High", Doubles(candles.High)), ("Low", Doubles(candles.Low)),
            ("Close", Doubles(candles.Close)),
            ("Volume", volume ?? Doubles(candles.Volume)),
        };
        columns.AddRange(others);
        return ArrowFiles.Write(columns);
    }

    private static DoubleArray Doubles(ReadOnlySpan<double> values) => new DoubleArray.Builder().Append(values).Build();
}
