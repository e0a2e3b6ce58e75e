using Apache.Arrow;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Times;
using Trad.Formats.Tests.Arrow;

namespace Trad.Formats.Tests.Layouts;

/// <summary>What is said of a file that was understood.</summary>
public sealed class RecognizedLayoutTests
{
    [Fact]
    public async Task Plain_file_of_our_own_has_no_notes()
    {
        var (_, layout) =
            await LayoutReading.ReadAsync("open_time,open,high,low,close,volume,quote_volume,trade_count\n1704067200000,1,1,1,1,1,1,1\n");

        Assert.Empty(layout.Notes);
        Assert.Equal(("csv", "comma", TimeForms.Milliseconds), (layout.Format, layout.Separator, layout.TimeForms));
    }

    [Fact]
    public async Task File_of_a_vendor_names_what_was_taken_for_what()
    {
        var (_, layout) = await LayoutReading.ReadAsync(
            "Datum;Eröffnung;Hoch;Tief;Schluss;Volume;Note\n13.01.2024 00:05;1,5;1,5;1,5;1,5;2;x\n13.01.2024 00:00;1,5;1,5;1,5;1,5;2;x\n"
            + "13.01.2024 00:00;1,5;1,5;1,5;1,5;2;x\n");

        Assert.Equal(("semicolon", true, RowOrder.NewestFirst, 1L), (
            layout.Separator, layout.HasDecimalComma, layout.Order, layout.DuplicatesDropped));
        Assert.Equal("Datum", layout.Columns["open_time"]);
        Assert.Equal(["Note"], layout.IgnoredColumns);
        Assert.Equal(
            [
                "Columns that were not used: Note.",
                "Fields are separated by semicolon, and numbers have a decimal comma.",
                "Times are written without a zone; they were taken as UTC.",
                "Dates are written with the day first.",
                "Rows stand newest first.",
                "1 row repeated another row, and was left out.",
            ],
            layout.Notes);
    }

    [Theory]
    [InlineData(1.9, 0, "The largest leap from one candle to the next is 1.9 times, 100 to 190 at 2024-01-01T00:05:00Z.")]
    [InlineData(0.5, 0, "The largest leap from one candle to the next is 2 times, 100 to 50 at 2024-01-01T00:05:00Z.")]
    [InlineData(1.4, 0, null)]
    [InlineData(1.9, 300, null)]
    public async Task A_leap_from_one_candle_to_the_next_is_told_where_no_candle_is_missing_between(
        double factor, int missingSeconds, string? note)
    {
        var price = 100 * factor;

        var (_, layout) = await LayoutReading.ReadAsync(FormattableString.Invariant(
            $"time,open,high,low,close,volume\n1704067200,100,100,100,100,1\n{1704067500 + missingSeconds},{price},{price},{price},{price},1\n"));

        Assert.Equal(note, layout.Notes.FirstOrDefault(each => each.Contains("leap", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Missing_volumes_are_stored_as_zero_and_counted()
    {
        var (candles, layout) = await LayoutReading.ReadAsync("time,open,high,low,close\n1704067200,1,1,1,1\n1704067500,1,1,1,1\n");

        Assert.Equal([0.0, 0.0], candles.Volume.ToArray());
        Assert.Contains("There is no column of volumes; they are stored as 0.", layout.Notes);
        Assert.Contains("Times are seconds since 1970.", layout.Notes);
    }

    [Fact]
    public async Task Real_volume_of_zeros_beside_ticks_leaves_the_ticks()
    {
        var (candles, layout) = await LayoutReading.ReadAsync(
            "<DATE>\t<TIME>\t<OPEN>\t<HIGH>\t<LOW>\t<CLOSE>\t<TICKVOL>\t<VOL>\n2024.01.01\t00:00:00\t1\t1\t1\t1\t7\t0\n");

        Assert.Equal([7.0], candles.Volume.ToArray());
        Assert.Equal("<TICKVOL>", layout.Columns["volume"]);
    }

    [Fact]
    public async Task Open_time_wins_over_every_other_time_wherever_it_stands()
    {
        var (candles, _) = await LayoutReading.ReadAsync(
            "time,close_time,date,open_time,open,high,low,close,volume\n1704067500000,1704067499999,2024-01-01,1704067200000,1,1,1,1,1\n");

        Assert.Equal([1704067200000], candles.OpenTime.ToArray());
    }

    [Theory]
    [InlineData("confirm", "1", "0")]
    [InlineData("is_closed", "true", "false")]
    [InlineData("Complete", "True", "False")]
    [InlineData("final", "yes", "no")]
    public async Task Candles_that_the_file_marks_as_open_are_left_out_and_counted(string column, string yes, string no)
    {
        var text = $"time,open,high,low,close,volume,{column}\n2024-01-31T00:00:00Z,1,1,1,1,1,{yes}\n2024-01-31T00:05:00Z,1,1,1,1,1,{no}\n";
        var open = $"time,open,high,low,close,volume,{column}\n2024-01-31T00:00:00Z,1,1,1,1,1,{no}\n";

        var (candles, layout) = await LayoutReading.ReadAsync(text);

        Assert.Equal((1, 1L), (candles.Count, layout.RowsMarkedOpen));
        Assert.Contains("1 row is marked as a candle that had not closed, and was left out.", layout.Notes);
        Assert.Contains("all of its candles, 1, are marked as not closed", await LayoutReading.RefusalAsync(open), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("t < 1706745600000 AS is_closed")]
    [InlineData("CAST(t < 1706745600000 AS TINYINT) AS confirm")]
    [InlineData("CAST(t < 1706745600000 AS INTEGER) AS closed")]
    [InlineData("CAST(t < 1706745600000 AS DOUBLE) AS final")]
    [InlineData("CASE WHEN t < 1706745600000 THEN 'yes' ELSE 'no' END AS complete")]
    [InlineData("CASE WHEN t < 1706745600000 THEN NULL ELSE false END AS is_closed")]
    public async Task Candles_that_a_parquet_file_marks_as_open_are_left_out_and_counted(string mark)
    {
        foreach (var version in (string[])["V1", "V2"])
        {
            var file = await LayoutParquet.WriteAsync(version, $"t AS open_time, o AS open, h AS high, l AS low, c AS close, v AS volume, {mark}");

            var (candles, layout) = await LayoutReading.ReadAsync(new MemoryStream(file), "test.5m.parquet");

            Assert.Equal((6, 6L), (candles.Count, layout.RowsMarkedOpen));
            Assert.Empty(layout.IgnoredColumns);
        }
    }

    [Fact]
    public async Task Candles_that_a_feather_file_marks_as_open_are_left_out_and_counted()
    {
        var ones = new DoubleArray.Builder().AppendRange([1, 1, 1]).Build();
        IReadOnlyList<(string Name, IArrowArray Values)> columns =
        [
            ("open_time", new Int64Array.Builder().AppendRange([1706745600000, 1706745900000, 1706746200000]).Build()),
            ("open", ones), ("high", ones), ("low", ones), ("close", ones), ("volume", ones),
            ("is_closed", new BooleanArray.Builder().Append(true).AppendNull().Append(false).Build()),
        ];

        var (candles, layout) = await LayoutReading.ReadAsync(new MemoryStream(ArrowFiles.Write(columns)), "test.5m.feather");

        Assert.Equal((2, 1L), (candles.Count, layout.RowsMarkedOpen));
    }

    [Fact]
    public async Task Candle_of_a_stream_that_has_not_closed_is_left_out()
    {
        const string Text = """
            {"t":1706659200000,"o":"1","h":"1","l":"1","c":"1","v":"1","x":true}
            {"t":1706659500000,"o":"1","h":"1","l":"1","c":"1","v":"1","x":false}
            """;

        var (candles, layout) = await LayoutReading.ReadAsync(Text, "test.5m.json");

        Assert.Equal((1, 1L), (candles.Count, layout.RowsMarkedOpen));
    }
}
