using System.Globalization;
using Trad.Candles;

namespace Trad.Formats.Tests.Layouts;

/// <summary>Values that speak against what the place or the name of their column says.</summary>
public sealed class DoubtfulValueTests
{
    [Theory]
    [InlineData("{c-0.5},{v}", "column 6 is not a volume, since its values go along with the prices")]
    [InlineData("{c*0.9},{v}", "column 6 is not a volume, since its values go along with the prices")]
    [InlineData("{c-0.5}", "column 6 is not a volume, since its values go along with the prices")]
    [InlineData("{v},{0}", "column 7 is not a number of trades")]
    [InlineData("{v},{2000000000+i}", "column 7 is not a number of trades")]
    [InlineData("{v},{0},{5}", "column 7 is not the amount paid, since it is not column 6 times a price")]
    [InlineData("{v},{3},{4},{1}", "column 8 is not the amount paid")]
    public async Task Read_without_names_of_columns_that_cannot_be_what_their_place_says_is_refused(string behind, string expected) =>
        Assert.Contains(expected, await LayoutReading.RefusalAsync(Rows(behind)), StringComparison.Ordinal);

    [Fact]
    public async Task Read_without_names_of_the_archive_cut_off_behind_times_of_close_has_no_numbers_of_trades()
    {
        var (candles, _) = await LayoutReading.ReadAsync(Rows("{v},{t+299999}"));

        Assert.Equal((10, Trad.Candles.CandleSeries.UnknownTradeCount), (candles.Volume[0], candles.TradeCount[0]));
    }

    [Fact]
    public async Task Read_without_names_of_contracts_takes_what_was_traded_and_not_their_number()
    {
        var (candles, _) = await LayoutReading.ReadAsync(Rows("{v*100},{v},{v*c},{1}"));

        Assert.Equal((10, 1000), (candles.Volume[0], candles.QuoteVolume[0]));
    }

    [Theory]
    [InlineData("\"v\":true", "\"v\":true", "'true' is not a number (volume)")]
    [InlineData("\"v\":1", "\"vol\":1", "row 2: 'vol' stands where the first row has 'v'")]
    [InlineData("\"x\":1", "\"volume\":1", "row 2: 'volume' stands where the first row has nothing of its kind")]
    public async Task Read_of_json_whose_volumes_would_be_lost_is_refused(string first, string second, string expected) =>
        Assert.Contains(
            expected,
            await LayoutReading.RefusalAsync(
                $$"""[{"t":1735689600000,"o":1,"h":1,"l":1,"c":1,{{first}}},{"t":1735689900000,"o":1,"h":1,"l":1,"c":1,{{second}}}]""",
                "test.5m.json"),
            StringComparison.Ordinal);

    [Fact]
    public async Task Read_of_json_with_a_row_that_has_no_volume_stores_none()
    {
        var (candles, layout) = await LayoutReading.ReadAsync(
            """[{"t":1735689600000,"o":1,"h":1,"l":1,"c":1,"v":2},{"t":1735689900000,"o":1,"h":1,"l":1,"c":1}]""", "test.5m.json");

        Assert.Equal((2, 0), (candles.Volume[0], candles.Volume[1]));
        Assert.Contains("1 candle has no volume; it is stored as 0.", layout.Notes);
    }

    /// <summary>
    /// Rows of five-minute candles with columns behind the close, of c, the close, v, a volume, t, the time, and i, the row.
    /// </summary>
    private static string Rows(string behind) => string.Concat(Enumerable.Range(0, 30).Select(i =>
    {
        var (time, close, volume) = (1735689600000 + (i * 300_000L), 100m + (i % 7), 10m + (i * i % 11));
        var open = i == 0 ? 100m : 100m + ((i - 1) % 7);
        var columns = behind.Split(',').Select(column => column.Trim('{', '}') switch
        {
            "c-0.5" => close - 0.5m,
            "c*0.9" => close * 0.9m,
            "v" => volume,
            "v*100" => volume * 100,
            "v*c" => volume * close,
            "t+299999" => time + 299_999,
            "2000000000+i" => 2_000_000_000 + i,
            var number => decimal.Parse(number, CultureInfo.InvariantCulture),
        });
        var (high, low) = (Math.Max(open, close) + 1, Math.Min(open, close) - 1);
        return string.Create(
            CultureInfo.InvariantCulture, $"{time},{open},{high},{low},{close},{string.Join(',', columns.Select(Text))}\n");
    }));

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task Spreads_behind_whole_ticks_of_rows_without_names_are_no_trades()
    {
        string Rows(Func<int, int> last) => string.Concat(Enumerable.Range(0, 40).Select(
            i => $"{1706743800000 + (i * 300_000L)},10,12,9,11,{100 + (i * 7)},{last(i)}\n"));

        var refusal = await LayoutReading.RefusalAsync(Rows(i => 12 + (i % 3)));
        var (candles, _) = await LayoutReading.ReadAsync(Rows(i => 40 + (i * 3)));

        Assert.Contains("column 7 is not sure to be a number of trades", refusal, StringComparison.Ordinal);
        Assert.Equal(40, candles.TradeCount[0]);
    }

    [Theory]
    [InlineData("timeOpen;open;high;low;close;volume;marketCap", "BTCUSD", "CoinMarketCap")]
    [InlineData("Date;Open;High;Low;Close;Volume;Adj Close", "BTCUSD", "Yahoo")]
    [InlineData("Date;Open;High;Low;Close;Volume;Adj Close", null, null)]
    public async Task Volumes_that_are_amounts_of_money_are_told(string names, string? symbol, string? site)
    {
        var text = $"{names}\n2024-01-31T00:00;42283.5;42400;42100;42300;123456789;42300\n2024-01-31T00:05;42283.5;42400;42100;42300;123456789;42300\n";

        var (_, layout) = await LayoutReading.ReadAsync(text, symbol: symbol);

        Assert.Equal(
            site is not null, layout.Notes.Any(note => note.Contains($"as of {site}, are amounts of money", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Bars_that_a_program_stamps_at_their_end_are_moved_or_told()
    {
        const string Rows = "01/31/2024,23:35,10,12,9,11,5,6\n01/31/2024,23:40,10,12,9,11,5,6\n";
        var moved = await LayoutReading.ReadAsync($"\"Date\",\"Time\",\"Open\",\"High\",\"Low\",\"Close\",\"Up\",\"Down\"\n{Rows}");
        var told = await LayoutReading.ReadAsync($"Date,Time,Open,High,Low,Close,TotalVolume,x\n{Rows}");
        var unnamed = await LayoutReading.ReadAsync("20240131 233000;10;12;9;11;5\n20240131 233500;10;12;9;11;5\n");

        Assert.Equal("2024-01-31T23:30:00Z", Timestamp.Format(moved.Candles.OpenTime[0]));
        Assert.Contains("Times are those at which candles close; they were moved to their open.", moved.Layout.Notes);
        Assert.Contains(told.Layout.Notes, note => note.StartsWith("MultiCharts, ", StringComparison.Ordinal));
        Assert.Contains(unnamed.Layout.Notes, note => note.Contains("HistData, in New York's time", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DAT_MT_EURUSD_M5_2024.csv", "2024.01.31,23:30,10,12,9,11,0", "HistData, as whose file this is named")]
    [InlineData("HISTDATA_COM_ASCII_EURUSD_M12024.zip/x.csv", "20240131 233000;10;12;9;11;0", "HistData, as whose file this is named")]
    [InlineData("EURUSD5.csv", "2024.01.31,23:30,10,12,9,11,5", "MetaTrader, which writes dates as 2024.01.31")]
    [InlineData("EURUSD.csv", "2024.01.31 23:30,10,12,9,11,5", "MetaTrader, which writes dates as 2024.01.31")]
    [InlineData("EURUSD.csv", "2024-01-31 23:30,10,12,9,11,5", null)]
    public async Task Times_of_programs_that_have_a_zone_of_their_own_are_told(string name, string row, string? note)
    {
        var rows = $"{row}\n{row.Replace("23:30", "23:35", StringComparison.Ordinal).Replace(" 2330", " 2335", StringComparison.Ordinal)}\n";
        var (candles, layout) = await LayoutReading.ReadAsync(rows, name);
        var (moved, stated) = await LayoutReading.ReadAsync($"# timezone: UTC-5\n{rows}", name);

        Assert.Equal(note is null ? 0 : 1, layout.Notes.Count(each => each.StartsWith(note ?? "MetaTrader", StringComparison.Ordinal)));
        Assert.DoesNotContain(stated.Notes, each => each.Contains("MetaTrader", StringComparison.Ordinal)
            || each.Contains("HistData", StringComparison.Ordinal));
        Assert.Equal(candles.OpenTime[0] + (5 * 3_600_000), moved.OpenTime[0]);
    }

    [Fact]
    public async Task Column_that_says_that_its_times_are_utc_leaves_no_doubt()
    {
        const string Rows = ",open,high,low,close,volume\n2024.01.31 23:30,10,12,9,11,5\n2024.01.31 23:35,10,12,9,11,5\n";
        var (_, told) = await LayoutReading.ReadAsync($"time{Rows}");
        var (_, utc) = await LayoutReading.ReadAsync($"Time (UTC){Rows}");

        Assert.Contains(told.Notes, note => note.StartsWith("MetaTrader", StringComparison.Ordinal));
        Assert.DoesNotContain(utc.Notes, note => note.StartsWith("MetaTrader", StringComparison.Ordinal));
    }
}
