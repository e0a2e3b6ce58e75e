namespace Trad.Formats.Tests.Layouts;

/// <summary>Names of columns between the rows, as in files that were put together.</summary>
public sealed class RepeatedHeaderTests
{
    private const string Names = "time,open,high,low,close,volume";
    private const string First = "2024-02-29T00:00,10,14,9,12,5";
    private const string Second = "2024-02-29T00:05,12,15,11,13,6";

    [Theory]
    [InlineData(Names)]
    [InlineData("Time, Open, High, Low, Close, Volume")]
    [InlineData("date,open_price,high,low,close,volume")]
    [InlineData("#time,open,high,low,close,volume")]
    [InlineData("# some words, and others, and, more, words, here")]
    public async Task The_same_names_again_say_nothing(string between)
    {
        var (candles, _) = await LayoutReading.ReadAsync($"{Names}\n{First}\n{between}\n{Second}\n");

        Assert.Equal([10, 12], candles.Open.ToArray());
        Assert.Equal([12, 13], candles.Close.ToArray());
    }

    [Theory]
    [InlineData("time,close,high,low,open,volume")]
    [InlineData("#time,close,high,low,open,volume")]
    [InlineData("data,close,high,low,open,volume")]
    [InlineData("time,open,high,low,close,quote_volume")]
    [InlineData("close_time,open,high,low,close,volume")]
    public async Task Other_names_are_refused_with_their_line(string between)
    {
        var refusal = await LayoutReading.RefusalAsync($"{Names}\n{First}\n{between}\n{Second}\n");

        Assert.Contains($"line 3: '{between}' has names of columns, which are others", refusal, StringComparison.Ordinal);
        Assert.Contains("import the parts of the file one by one", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_behind_rows_that_have_none_are_refused()
    {
        var rows = string.Concat(Enumerable.Range(0, 60).Select(i => $"2024-02-29T{i / 12:00}:{i % 12 * 5:00},10,14,9,12,5\n"));

        var refusal = await LayoutReading.RefusalAsync($"{rows}time,close,high,low,open,volume\n2024-02-29T06:00,10,14,9,12,5\n");

        Assert.Contains("line 61: ", refusal, StringComparison.Ordinal);
        Assert.Contains("which are none of the rows before", refusal, StringComparison.Ordinal);
    }
}
