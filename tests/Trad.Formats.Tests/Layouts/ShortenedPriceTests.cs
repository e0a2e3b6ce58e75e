using System.Text;
using Apache.Arrow;
using Trad.Formats.Candles;
using Trad.Formats.Tests.Arrow;

namespace Trad.Formats.Tests.Layouts;

/// <summary>Prices as a spreadsheet shows them, whose last digits are gone, and prices that only look like it.</summary>
public sealed class ShortenedPriceTests
{
    private const string Refusal = "column 'close' has prices that have lost their last digits, as '4.2E+04'";

    [Theory]
    [InlineData("time,open,high,low,close,volume", ",", "4.2E+04")]
    [InlineData("time;open;high;low;close;volume", ";", "4,2E+04")]
    [InlineData("time,open,high,low,close,volume", ",", "4.23e+00")]
    [InlineData("time,open,high,low,close,volume", ",", "42.3K")]
    [InlineData("time,open,high,low,close,volume", ",", "4.228E+04")]
    [InlineData("", ",", "4.2E+04")]
    public async Task Prices_that_a_spreadsheet_shows_are_refused_with_the_remedy(string names, string separator, string price)
    {
        var refused = await LayoutReading.RefusalAsync(Rows(names, separator, _ => price));

        Assert.Contains($"' has prices that have lost their last digits, as '{price}', ", refused, StringComparison.Ordinal);
        Assert.Contains("open the original file as it is, or give the column a format", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_column_of_shortened_prices_is_enough_in_every_format()
    {
        var close = Enumerable.Range(0, 6).Select(i => i == 3 ? "" : "4.2E+04").ToArray();
        long[] times = [.. close.Select((_, i) => 1_706_743_800_000 + (i * 300_000L))];
        var prices = new DoubleArray.Builder().AppendRange(Enumerable.Repeat(42_000.5, 6)).Build();
        string[] names = ["open", "high", "low", "volume"];
        var feather = ArrowFiles.Write(
        [
            ("open_time", new Int64Array.Builder().AppendRange(times).Build()),
            ("close", new StringArray.Builder().AppendRange(close).Build()),
            .. names.Select(name => (name, (IArrowArray)prices)),
        ]);
        var json = $"[{string.Join(',', times.Select((time, i) =>
            $$"""{"time":{{time}},"open":42000.5,"high":42000.5,"low":42000.5,"close":"{{close[i]}}","volume":1}"""))}]";

        var ofFeather = await Assert.ThrowsAsync<CandleFileException>(
            () => LayoutReading.ReadAsync(new MemoryStream(feather), "test.5m.feather"));

        Assert.Contains(Refusal, ofFeather.Message, StringComparison.Ordinal);
        Assert.Contains($"row 1: {Refusal}", await LayoutReading.RefusalAsync(json, "test.5m.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("close", "column 'close' holds 16-bit floats, of which three digits count; allowed are numbers")]
    [InlineData("rsi", null)]
    public async Task Prices_as_16_bit_floats_are_refused_and_other_columns_of_them_are_not(string name, string? refusal)
    {
        var times = new Int64Array.Builder().AppendRange([1_706_743_800_000, 1_706_744_100_000]).Build();
        var prices = new DoubleArray.Builder().AppendRange([42_000.5, 42_000.5]).Build();
        var halves = new HalfFloatArray.Builder().AppendRange([(Half)42_000.5, (Half)42_000.5]).Build();
        string[] others = ["open", "high", "low", "close", "volume"];
        var feather = ArrowFiles.Write(
        [
            ("open_time", times), (name, halves),
            .. others.Where(other => other != name).Select(other => (other, (IArrowArray)prices)),
        ]);

        var refused = await Record.ExceptionAsync(() => LayoutReading.ReadAsync(new MemoryStream(feather), "test.5m.feather"));

        Assert.Equal(refusal is null, refused is null);
        Assert.Contains(refusal ?? "", refused?.Message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("7.89E-06")]
    [InlineData("4.228358e+04")]
    [InlineData("9.5E7")]
    [InlineData("42.2835K")]
    [InlineData("1e-05")]
    public async Task Prices_that_programs_write_with_an_exponent_are_read(string price) => Assert.Equal(
        6, (await LayoutReading.ReadAsync(Rows("time,open,high,low,close,volume", ",", _ => price))).Candles.Count);

    [Fact]
    public async Task Round_price_among_others_is_written_so_by_R_and_read() => Assert.Equal(
        100_000,
        (await LayoutReading.ReadAsync(
            Rows("time,open,high,low,close,volume", ",", i => i is 2 or 3 ? "1e+05" : $"99{i}00.5"))).Candles.Close[2]);

    [Theory]
    [InlineData(42_100, 100, true)]
    [InlineData(95_123_000, 1000, false)]
    public async Task Whole_prices_of_three_digits_that_count_are_told(int price, int step, bool isTold)
    {
        var (_, layout) = await LayoutReading.ReadAsync(
            Rows("time,open,high,low,close,volume", ",", i => $"{price + (i / 3 * step)}"));

        Assert.Equal(
            isTold,
            layout.Notes.Contains(
                "All prices are whole numbers, 42,100 to 42,200, in steps of 100, as where a spreadsheet has shortened them; they were taken as "
                + "they stand."));
    }

    private static string Rows(string names, string separator, Func<int, string> price)
    {
        var text = new StringBuilder(names.Length == 0 ? "" : names + "\n");
        for (var i = 0; i < 6; i++)
        {
            text.AppendJoin(
                separator,
                [$"{1_706_743_800_000 + (i * 300_000L)}", price(i), price(i), price(i), price(i), $"{7 + i}"]).Append('\n');
        }

        return text.ToString();
    }
}
