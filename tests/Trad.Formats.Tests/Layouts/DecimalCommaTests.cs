using System.Globalization;
using System.Text;
using Trad.Formats.Candles;

namespace Trad.Formats.Tests.Layouts;

/// <summary>
/// Numbers as <c>42,283</c>, in which the comma may stand before decimals or between thousands: the whole file decides, else whoever gave
/// it, and nobody guesses.
/// </summary>
public sealed class DecimalCommaTests
{
    private const string Names = "date;open;high;low;close;volume";

    // More rows than are looked at first.
    private const int Many = 6000;

    private static readonly DateTimeOffset Start = new(2024, 2, 29, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(';', "1,250")]
    [InlineData('\t', "1,250")]
    [InlineData(';', "7")]
    [InlineData(',', "\"1,250\"")]
    public async Task Numbers_of_which_none_tells_are_refused_with_both_readings_unless_it_is_said(char delimiter, string volume)
    {
        var text = Rows(20, _ => delimiter == ',' ? $"\"42,283\",\"42,400\",\"42,100\",\"42,283\",{volume}"
            : $"42,283;42,400;42,100;42,283;{volume}".Replace(';', delimiter), Names.Replace(';', delimiter), delimiter);

        var refusal = await LayoutReading.RefusalAsync(text);
        var decimals = await LayoutReading.ReadAsync(text, hasDecimalComma: true);
        var thousands = await LayoutReading.ReadAsync(text, hasDecimalComma: false);

        Assert.Contains("test.5m.csv, line 2: '42,283' may be 42.283 or 42283, ", refusal, StringComparison.Ordinal);
        Assert.Contains("--decimal-comma true or false (decimalComma=true or false)", refusal, StringComparison.Ordinal);
        Assert.Equal(42.283, decimals.Candles.Open[0]);
        Assert.Equal(42_283, thousands.Candles.Open[0]);
        Assert.Equal((true, false), (decimals.Layout.HasDecimalComma, thousands.Layout.HasDecimalComma));
    }

    [Theory]
    [InlineData("42,28;42,400;42,100;42,283;1,250", true)]
    [InlineData("42,283;42,400;42,100;42,283;0,250", true)]
    [InlineData("42,283;42,400;42,100;42,283;1234,250", true)]
    [InlineData("42,283;42,400;42,100;42,283;1.234,250", true)]
    [InlineData("42,283;42,400;42,100;42,283;1,234,250", false)]
    [InlineData("42,283.5;42,400;42,100;42,283;1,250", false)]
    [InlineData("42,283;42,400;42,100;42,283;1.25", false)]
    [InlineData("42,283;42,400;42,100;42,283;12.345.678", true)]
    public async Task Numbers_of_which_one_tells_are_read_so_wherever_it_stands(string telling, bool hasDecimalComma)
    {
        foreach (var at in (int[])[0, Many - 1])
        {
            var text = Rows(Many, i => i == at ? telling : "42,283;42,400;42,100;42,283;1,250");

            var (candles, layout) = await LayoutReading.ReadAsync(text, hasDecimalComma: !hasDecimalComma);

            Assert.Equal(hasDecimalComma, layout.HasDecimalComma);
            Assert.Equal(hasDecimalComma ? 42.283 : 42_283, candles.Close[at]);
        }
    }

    [Fact]
    public async Task Prices_that_pass_a_thousand_tell_since_they_go_on_in_one_reading_only()
    {
        var text = Rows(20, i => i < 10 ? "998;999;997;998;12" : "1,001;1,002;1,000;1,001;12");

        Assert.Equal(1001, (await LayoutReading.ReadAsync(text)).Candles.Close[10]);
        Assert.Equal(42.125, (await LayoutReading.ReadAsync(
            Rows(20, i => i < 10 ? "42;42,125;41,125;42;12" : "42,125;42,125;42,125;42,125;12"))).Candles.Close[10]);
    }

    [Theory]
    [InlineData("63,424", 42.283)]
    [InlineData("63424500", 42_283)]
    public async Task Quote_volumes_tell_since_they_are_volumes_times_prices_in_one_reading_only(string quote, double close)
    {
        var text = Rows(20, _ => $"42,283;42,400;42,100;42,283;1,500;{quote}", $"{Names};quote_volume");

        Assert.Equal(close, (await LayoutReading.ReadAsync(text)).Candles.Close[0]);
    }

    [Fact]
    public async Task Columns_that_are_not_used_tell_nothing_and_ask_nothing()
    {
        var text = Rows(20, _ => "42283;42400;42100;42283;7;1,250", $"{Names};remark");

        Assert.Equal(42_283, (await LayoutReading.ReadAsync(text)).Candles.Close[0]);
    }

    [Theory]
    [InlineData("yyyy-MM-dd HH:mm", ';')]
    [InlineData("yyyy-MM-dd HH:mm", '\t')]
    [InlineData("dd.MM.yyyy HH:mm", ';')]
    [InlineData("MM/dd/yyyy HH:mm", '|')]
    public async Task Points_with_three_digits_behind_each_are_refused_with_both_readings_unless_it_is_said(string dates, char delimiter)
    {
        var text = Rows(
            20, _ => "42.283;42.400;42.100;42.283;1.250".Replace(';', delimiter), Names.Replace(';', delimiter), delimiter, dates);

        var refusal = await LayoutReading.RefusalAsync(text);

        Assert.Contains("test.5m.csv, line 2: '42.283' may be 42.283 or 42283, ", refusal, StringComparison.Ordinal);
        Assert.Contains("--decimal-comma false (decimalComma=false)", refusal, StringComparison.Ordinal);
        Assert.Equal(42.283, (await LayoutReading.ReadAsync(text, hasDecimalComma: false)).Candles.Open[0]);
        Assert.Equal(42_283, (await LayoutReading.ReadAsync(text, hasDecimalComma: true)).Candles.Open[0]);
    }

    [Theory]
    [InlineData("yyyy-MM-dd HH:mm", ';', "test.5m.csv", "7,5", 141_120)]
    [InlineData("yyyy-MM-dd HH:mm", ';', "test.5m.csv", "1.234.567", 141_120)]
    [InlineData("yyyy-MM-dd HH:mm", ';', "test.5m.csv", "7.25", 141.12)]
    [InlineData("yyyy-MM-dd HH:mm", ';', "test.5m.csv", "0.250", 141.12)]
    [InlineData("yyyy-MM-dd HH:mm", ';', "USDJPY.5m.csv", "7", 141.12)]
    [InlineData("yyyy-MM-dd HH:mm", ',', "test.5m.csv", "7", 141.12)]
    [InlineData("yyyy-MM-ddTHH:mm:ssZ", ';', "test.5m.csv", "7", 141.12)]
    [InlineData("yyyy.MM.dd HH:mm", '\t', "test.5m.csv", "7", 141.12)]
    [InlineData("yyyyMMdd HHmmss", ';', "test.5m.csv", "7", 141.12)]
    public async Task Points_with_three_digits_behind_each_are_read_where_something_tells(
        string dates, char delimiter, string file, string volume, double open)
    {
        var text = Rows(
            20, i => $"141.120;141.400;141.100;141.283;{(i == 7 ? volume : "7")}".Replace(';', delimiter),
            Names.Replace(';', delimiter), delimiter, dates);

        Assert.Equal(open, (await LayoutReading.ReadAsync(text, file)).Candles.Open[0]);
    }

    [Theory]
    [InlineData("0,523", 0.523, "Numbers are text with a decimal comma.")]
    [InlineData("42,283.5", 42_283.5, null)]
    [InlineData("42.283,5", 42_283.5, "Numbers are text with a decimal comma.")]
    public async Task Json_with_numbers_as_text_is_read_as_they_are_written(string price, double open, string? note)
    {
        var text = $$"""[{"time":1735689600000,"open":"{{price}}","high":"{{price}}","low":"{{price}}","close":"{{price}}","volume":1}]""";

        var (candles, layout) = await LayoutReading.ReadAsync(text, "test.5m.json");

        Assert.Equal(open, candles.Open[0]);
        Assert.Equal(note, layout.Notes.FirstOrDefault(each => each.Contains("comma", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("42,28", true)]
    [InlineData("42,283.5", false)]
    public async Task Json_of_which_a_late_number_tells_is_read_so(string telling, bool hasDecimalComma)
    {
        string Json(string last) => "[" + string.Join(',', Enumerable.Range(0, 500).Select(i =>
            $$"""{"time":{{1735689600000 + (i * 300_000L)}},"open":"42,283","high":"42,283","low":"42,283","close":"42,283","volume":"{{(i == 499 ? last : "1,250")}}"}""")) + "]";

        var text = Json(telling);
        var undecided = await LayoutReading.RefusalAsync(Json("1,250"), "test.5m.json");

        var (candles, _) = await LayoutReading.ReadAsync(text, "test.5m.json", hasDecimalComma: !hasDecimalComma);

        Assert.Equal((500, hasDecimalComma ? 42.283 : 42_283), (candles.Count, candles.Open[0]));
        Assert.Contains("'42,283' may be 42.283 or 42283", undecided, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12.345.678", true)]
    [InlineData("31.12.2024", null)]
    [InlineData("2024.01.31", null)]
    [InlineData("1,234", null)]
    [InlineData("0,234", true)]
    [InlineData("-1,23", true)]
    [InlineData("1,234,567", false)]
    [InlineData("1.5", false)]
    [InlineData("1.234", null)]
    [InlineData("12,34M", true)]
    [InlineData("0,12%", true)]
    [InlineData("$42,283.58", false)]
    [InlineData("abc", null)]
    public void Evidence_of_one_field_is_what_it_shows(string field, bool? expected)
    {
        var evidence = new DecimalEvidence();
        evidence.Add(field);

        Assert.Equal(expected, evidence.IsSure ? evidence.HasComma : null);
    }

    private static string Rows(int count, Func<int, string> row, string names = Names, char delimiter = ';', string dates = "yyyy-MM-dd HH:mm")
    {
        var text = new StringBuilder(names).Append('\n');
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{Start.AddMinutes(5 * i).ToString(dates, CultureInfo.InvariantCulture)}{delimiter}{row(i)}\n");
        }

        return text.ToString();
    }
}
