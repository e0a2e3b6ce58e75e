using Apache.Arrow;
using Trad.Formats.Candles;
using Trad.Formats.Tests.Arrow;

namespace Trad.Formats.Tests.Layouts;

/// <summary>
/// Names of columns that are there twice: the same values are one column, and said; others are refused, and never is the first taken.
/// </summary>
public sealed class RepeatedColumnTests
{
    [Theory]
    [InlineData("open_time,open,high,low,close,close,volume", "2,3,5", "close")]
    [InlineData("open_time,open,high,low,close,Volume,volume", "5,6", "volume")]
    [InlineData("open_time,open,high,low,close,quote_volume,Quote Volume,volume", "9,8,5", "quote_volume")]
    [InlineData("open_time,open,high,low,close,trades,trades,volume", "3,4,5", "trade_count")]
    public async Task Columns_of_one_name_with_different_values_are_refused_with_both_places(string names, string values, string ours)
    {
        var text = Text(names, values);

        var refusal = await LayoutReading.RefusalAsync(text);

        Assert.Contains($"column '{ours}' is there twice, as '", refusal, StringComparison.Ordinal);
        Assert.Contains("with different values; leave one of them", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open_time,open,high,low,close,close,volume", "2,2.0,5", "close (column 6)")]
    [InlineData("open_time,open,high,low,close,volume,volume", "2,5,5", "volume (column 7)")]
    public async Task Columns_of_one_name_with_the_same_values_are_one_and_the_other_is_named(string names, string values, string ignored)
    {
        var (candles, layout) = await LayoutReading.ReadAsync(Text(names, values));

        Assert.Equal((2, 5), (candles.Close[0], candles.Volume[0]));
        Assert.Equal([ignored], layout.IgnoredColumns);
    }

    [Fact]
    public async Task Times_of_one_name_are_refused_unless_their_values_decide()
    {
        string Rows(string names, long later) => $"{names},open,high,low,close,volume\n" + string.Concat(Enumerable.Range(0, 10).Select(
            i => $"{1_706_743_800_000 + (i * 300_000L)},{1_706_743_800_000 + (i * 300_000L) + later},1,2,1,2,5\n"));

        Assert.Contains(
            "are both times and differ", await LayoutReading.RefusalAsync(Rows("open_time,open_time", 7_000)), StringComparison.Ordinal);
        Assert.Contains(
            "are both times and differ", await LayoutReading.RefusalAsync(Rows("timestamp,timestamp", 7_000)), StringComparison.Ordinal);
        Assert.Equal(1_706_743_800_000, (await LayoutReading.ReadAsync(Rows("open_time,start_time", 7_000))).Candles.OpenTime[0]);
        Assert.Equal(10, (await LayoutReading.ReadAsync(Rows("open_time,open_time", 0))).Candles.Count);
        Assert.Equal(1_706_743_800_000, (await LayoutReading.ReadAsync(Rows("timestamp,timestamp", 300_000))).Candles.OpenTime[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(250)]
    public async Task Json_with_a_name_twice_in_one_of_its_objects_is_refused_with_the_row(int at)
    {
        var rows = string.Join(',', Enumerable.Range(0, 300).Select(i => FormattableString.Invariant(
            $$"""{"t":{{1_706_743_800_000 + (i * 300_000L)}},"o":1,"h":2,"l":1,"c":2{{(i == at ? ",\"c\":1.5" : "")}},"v":5}""")));

        var refusal = await LayoutReading.RefusalAsync($"[{rows}]", "test.5m.json");

        Assert.Contains(at == 0 ? "column 'close' is there twice" : $"row {at + 1}: 'c' is there twice", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Close")]
    [InlineData("Volume")]
    [InlineData("date")]
    public async Task Feather_with_a_name_twice_is_refused_with_both_places(string name)
    {
        var whole = LayoutCandles.FiveMinutes;
        var times = new Int64Array.Builder().AppendRange(whole.OpenTime.ToArray()).Build();
        var file = ArrowFiles.Write(
        [
            ("date", times), ("Open", Doubles(whole.Open)), ("High", Doubles(whole.High)), ("Low", Doubles(whole.Low)),
            ("Close", Doubles(whole.Close)), ("Volume", Doubles(whole.Volume)),
            (name, name == "date" ? new Int64Array.Builder().AppendRange(whole.OpenTime.ToArray().Select(time => time + 7000)).Build()
                : Doubles(whole.Open)),
        ]);

        var refused = await Assert.ThrowsAsync<CandleFileException>(
            () => LayoutReading.ReadAsync(new MemoryStream(file), "test.5m.feather"));

        Assert.DoesNotContain("damaged", refused.Message, StringComparison.Ordinal);
        Assert.Contains(name == "date" ? "both times and differ" : "is there twice", refused.Message, StringComparison.Ordinal);
    }

    private static string Text(string names, string values)
    {
        var missing = names.Split(',').Length - 4 - values.Split(',').Length;
        var row = $"1,2,1,{(missing == 0 ? values : $"2,{values}")}";
        return $"{names}\n1706743800000,{row}\n1706744100000,{row}\n";
    }

    private static DoubleArray Doubles(ReadOnlySpan<double> values) => new DoubleArray.Builder().Append(values).Build();
}
