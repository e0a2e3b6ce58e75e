namespace Trad.Formats.Tests.Layouts;

/// <summary>Names of prices and volumes with something before or behind them, which may be of another series, market or unit.</summary>
public sealed class SurroundedNameTests
{
    private const string Rows = "\n1735689600000,100,101,99,100.5,7\n1735689900000,100.5,102,100,101,8\n";

    [Theory]
    [InlineData("ETHUSDT_open,ETHUSDT_high,ETHUSDT_low,ETHUSDT_close", "column 'ETHUSDT_open' says 'ETHUSDT', and the file is imported as BTCUSDT; import it as ETHUSDT")]
    [InlineData("ETH-USDT.Open,ETH-USDT.High,ETH-USDT.Low,ETH-USDT.Close", "says 'ETH-USDT', and the file is imported as BTCUSDT")]
    [InlineData("Open_ETH,High_ETH,Low_ETH,Close_ETH", "says 'ETH', and the file is imported as BTCUSDT")]
    [InlineData("Open (EUR),High (EUR),Low (EUR),Close (EUR)", "says 'EUR', and the file is imported as BTCUSDT")]
    [InlineData("binance_open,binance_high,binance_low,binance_close", "imported as of bitstamp; import it with the exchange binance")]
    [InlineData("ha_open,ha_high,ha_low,ha_close", "column 'ha_open' and three like it are of another series than that of trades, as 'ha' says")]
    [InlineData("HeikinAshi Open,HeikinAshi High,HeikinAshi Low,HeikinAshi Close", "as 'heikin' says")]
    [InlineData("prevOpen,prevHigh,prevLow,prevClose", "as 'prev' says")]
    [InlineData("open_lag1,high_lag1,low_lag1,close_lag1", "as 'lag' says")]
    [InlineData("BTCUSDT_mark_open,BTCUSDT_mark_high,BTCUSDT_mark_low,BTCUSDT_mark_close", "as 'mark' says")]
    [InlineData("open_normalized,high_normalized,low_normalized,close_normalized", "as 'normalized' says")]
    [InlineData("ask_open,ask_high,ask_low,ask_close", "as 'ask' says")]
    [InlineData("pred_open,pred_high,pred_low,pred_close", "as 'pred' says")]
    public async Task Read_of_prices_whose_names_say_that_they_are_of_something_else_is_refused(string prices, string expected)
    {
        var refused = await Assert.ThrowsAsync<Formats.Candles.CandleFileException>(
            () => LayoutReading.ReadAsync($"time,{prices},volume{Rows}", symbol: "BTCUSDT"));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_of_one_plain_price_beside_four_with_something_behind_them_is_refused() =>
        Assert.Contains(
            "column 'close' stands beside 'open_x' and three like it, and not all four prices are called in one way",
            await LayoutReading.RefusalAsync(
                "time,open_x,high_x,low_x,close_x,close\n1735689600000,100,101,99,100.5,200\n1735689900000,100.5,102,100,101,200\n"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("BTCUSDT_open,BTCUSDT_high,BTCUSDT_low,BTCUSDT_close")]
    [InlineData("BTC.USD.Open,BTC.USD.High,BTC.USD.Low,BTC.USD.Close")]
    [InlineData("Open (USD),High (USD),Low (USD),Close (USD)")]
    [InlineData("bitstamp_open,bitstamp_high,bitstamp_low,bitstamp_close")]
    [InlineData("spot_open,spot_high,spot_low,spot_close")]
    public async Task Read_of_prices_with_the_market_or_nothing_known_around_them_tells_what_each_was_read_from(string prices)
    {
        var symbol = prices.Contains("USDT", StringComparison.Ordinal) ? "BTCUSDT" : "BTCUSD";

        var (candles, layout) = await LayoutReading.ReadAsync($"time,{prices},volume{Rows}", symbol: symbol);

        Assert.Equal((100, 100.5, 7), (candles[0].Open, candles[0].Close, candles[0].Volume));
        Assert.Contains(layout.Notes, note => note.Contains($"open from '{prices.Split(',')[0]}'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_of_plain_prices_beside_others_takes_the_plain_ones()
    {
        var (candles, _) = await LayoutReading.ReadAsync(
            "time,ha_open,ha_high,ha_low,ha_close,open,high,low,close\n1735689600000,1,1,1,1,100,101,99,100.5\n");

        Assert.Equal((100, 100.5), (candles[0].Open, candles[0].Close));
    }

    [Theory]
    [InlineData("volume_sma20")]
    [InlineData("volume_zscore")]
    [InlineData("volume_lag1")]
    [InlineData("volume_pct_change")]
    [InlineData("rel_volume")]
    [InlineData("norm_volume")]
    [InlineData("log_volume")]
    [InlineData("volume_usual")]
    public async Task Read_of_a_volume_that_is_named_after_no_currency_leaves_it_and_says_so(string name)
    {
        var (candles, layout) = await LayoutReading.ReadAsync($"time,open,high,low,close,{name}{Rows}", symbol: "BTCUSDT");

        Assert.Equal(0, candles[0].Volume);
        Assert.Contains($"Columns that were not used: {name}.", layout.Notes);
        Assert.Contains("There is no column of volumes; they are stored as 0.", layout.Notes);
    }

    [Theory]
    [InlineData("vol_lots")]
    [InlineData("Volume MM")]
    [InlineData("Volume (K)")]
    [InlineData("volume_contracts")]
    public async Task Read_of_a_volume_in_another_unit_is_refused_where_there_is_no_other(string name)
    {
        Assert.Contains(
            $"column '{name}' has amounts in another unit", await LayoutReading.RefusalAsync($"time,open,high,low,close,{name}{Rows}"),
            StringComparison.Ordinal);
        var (candles, _) = await LayoutReading.ReadAsync(
            $"time,open,high,low,close,{name},volume\n1735689600000,100,101,99,100.5,7,9\n", symbol: "BTCUSDT");
        Assert.Equal(9, candles[0].Volume);
    }

    [Fact]
    public async Task Read_of_a_volume_in_a_coin_that_nobody_knows_is_that_of_the_market()
    {
        var (candles, _) = await LayoutReading.ReadAsync($"time,open,high,low,close,Volume QWERT{Rows}", symbol: "QWERTUSDT");

        Assert.Equal(7, candles[0].Volume);
    }
}
