using System.Runtime.InteropServices;
using Apache.Arrow;
using Apache.Arrow.Types;
using Trad.Formats.Candles;
using Trad.Formats.Tests.Arrow;

namespace Trad.Formats.Tests.Layouts;

/// <summary>
/// Columns of Parquet and Feather that hold numbers or times as text or digits: they are decided once for a file, however many parts it
/// is written in, and what a value cannot be is said of its row.
/// </summary>
public sealed class TypedTextTests
{
    private const long Midnight = 1_706_745_600_000;
    private const long FiveMinutes = 300_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("feather")]
    [InlineData("parquet")]
    public async Task Numbers_as_text_of_which_none_tells_are_refused_with_both_readings_unless_it_is_said(string format)
    {
        var file = format == "feather"
            ? Feather([("42,283", 12)])
            : await LayoutParquet.WriteAsync(
                "V1",
                "t AS open_time, '42,283' AS open, '42,283' AS high, '42,283' AS low, '42,283' AS close, '1,250' AS volume");

        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(file, null));
        var decimals = await ReadAsync(file, true);
        var thousands = await ReadAsync(file, false);

        Assert.Contains("'42,283' may be 42.283 or 42283, ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--decimal-comma true or false", refused.Message, StringComparison.Ordinal);
        Assert.Equal((42.283, 42_283), (decimals.Candles.Open[0], thousands.Candles.Open[0]));
        Assert.Equal((true, false), (decimals.Layout.HasDecimalComma, thousands.Layout.HasDecimalComma));
    }

    [Fact]
    public async Task Numbers_as_text_are_read_as_a_later_batch_shows()
    {
        var file = Feather([("42,283", 6), ("42,28", 6)]);

        Assert.Equal(42.283, (await ReadAsync(file, null)).Candles.Open[0]);
        Assert.Equal(42.283, (await ReadAsync(file, false)).Candles.Open[0]);
    }

    [Fact]
    public async Task Numbers_as_text_tell_by_prices_that_go_on_from_row_to_row()
    {
        var file = Feather([("999", 6), ("1,001", 6)]);

        Assert.Equal(1001, (await ReadAsync(file, null)).Candles.Close[^1]);
    }

    [Fact]
    public async Task A_text_that_is_no_number_is_told_with_its_row_and_column()
    {
        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(Feather([("42.5", 6), ("about 42", 1)]), null));

        Assert.Contains(
            "row 7: column 'open': 'about 42' is not a number; allowed are decimal numbers such as 42283.58", refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_of_a_file_whose_numbers_do_not_tell_is_found_nevertheless()
    {
        var file = new MemoryStream(Feather([("42,283", 12)]));

        Assert.Equal(Midnight, (await CandleFileTime.FindAsync(file, "a.feather", null, null, Cancellation)).Open);
    }

    [Fact]
    public async Task Digits_of_times_of_day_are_counted_over_all_batches()
    {
        // Of 0 and 5 alone nothing tells that minutes stand behind the hours.
        var file = ArrowFiles.Write(new[] { (0, 2), (2, 20) }.Select(part => Times(part.Item1, part.Item2)));

        var (candles, _) = await ReadAsync(file, null);

        Assert.Equal(22, candles.Count);
        Assert.Equal(Midnight + FiveMinutes, candles.OpenTime[1]);
        Assert.Equal(Midnight + (21 * FiveMinutes), candles.OpenTime[^1]);
    }

    [Theory]
    [InlineData(TimeUnit.Second, long.MinValue, "column 'date' has no time; every row must have one")]
    [InlineData(TimeUnit.Nanosecond, long.MinValue, "column 'date' has no time; every row must have one")]
    [InlineData(TimeUnit.Second, long.MaxValue, "is no time of a candle")]
    [InlineData(TimeUnit.Second, long.MinValue + 1, "is no time of a candle")]
    [InlineData(TimeUnit.Millisecond, -62_135_596_800_001, "is no time of a candle")]
    [InlineData(null, long.MinValue, "column 'date' has no time; every row must have one")]
    [InlineData(null, long.MinValue + 1, "is no time of a candle")]
    public async Task A_time_that_cannot_be_one_is_refused_with_its_row(TimeUnit? unit, long value, string expected)
    {
        var first = unit switch
        {
            TimeUnit.Millisecond => Midnight,
            TimeUnit.Nanosecond => Midnight * 1_000_000,
            _ => Midnight / 1000,
        };
        long[] values = [first, value];
        IArrowArray dates = unit is { } known
            ? new TimestampArray(
                new TimestampType(known, (string?)null), new ArrowBuffer(MemoryMarshal.AsBytes<long>(values).ToArray()),
                ArrowBuffer.Empty, 2, 0, 0)
            : new Int64Array.Builder().AppendRange(values).Build();
        var file = ArrowFiles.Write([("date", dates), .. Prices("42.5", 2)]);

        foreach (var name in (string[])["test.5m.feather", "test.1d.feather"])
        {
            var refused = await Assert.ThrowsAsync<CandleFileException>(() => LayoutReading.ReadAsync(new MemoryStream(file), name));

            Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        }
    }

    private static Task<(Trad.Candles.CandleSeries Candles, RecognizedLayout Layout)> ReadAsync(byte[] file, bool? hasDecimalComma) =>
        LayoutReading.ReadAsync(new MemoryStream(file), "test.5m.feather", hasDecimalComma: hasDecimalComma);

    /// <summary>Batches of rows that have one text for all prices.</summary>
    private static byte[] Feather(IReadOnlyList<(string Price, int Count)> batches)
    {
        var before = 0;
        return ArrowFiles.Write(batches.Select(batch =>
        {
            var times = Enumerable.Range(before, batch.Count).Select(i => Midnight + (i * FiveMinutes));
            before += batch.Count;
            return (IReadOnlyList<(string, IArrowArray)>)
                [("date", new Int64Array.Builder().AppendRange(times).Build()), .. Prices(batch.Price, batch.Count)];
        }));
    }

    private static IReadOnlyList<(string Name, IArrowArray Values)> Times(int first, int count) =>
    [
        ("date", new Int32Array.Builder().AppendRange(Enumerable.Repeat(20240201, count)).Build()),
        ("time", new Int32Array.Builder().AppendRange(
            Enumerable.Range(first, count).Select(i => (i / 12 * 100) + (i % 12 * 5))).Build()),
        .. Prices("42.5", count),
    ];

    private static IEnumerable<(string Name, IArrowArray Values)> Prices(string price, int count) =>
        new[] { "open", "high", "low", "close", "volume" }.Select(name => (
            name, (IArrowArray)new StringArray.Builder().AppendRange(Enumerable.Repeat(price, count)).Build()));
}
