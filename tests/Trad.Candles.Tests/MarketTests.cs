namespace Trad.Candles.Tests;

public sealed class MarketTests
{
    [Theory]
    [InlineData("", "BTCUSDT")]
    [InlineData("Binance", "BTCUSDT")]
    [InlineData("1binance", "BTCUSDT")]
    [InlineData("bin/ance", "BTCUSDT")]
    [InlineData("binance\n", "BTCUSDT")]
    [InlineData("binance", "")]
    [InlineData("binance", "btcusdt")]
    [InlineData("binance", "BTC-USDT")]
    [InlineData("binance", "BTCUSDT\n")]
    [InlineData("binance", "ÄÖÜ")]
    [InlineData("binance", "ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567")]
    public void Name_that_could_not_be_a_path_is_refused_with_the_rule(string exchange, string symbol)
    {
        var refused = Assert.Throws<ArgumentException>(() => new Market(exchange, symbol, Interval.OneHour));

        Assert.Contains("1 to 32", refused.Message, StringComparison.Ordinal);
        Assert.False(Market.IsExchange(exchange) && Market.IsSymbol(symbol));
    }

    [Fact]
    public void Market_without_an_interval_is_refused() =>
        Assert.Equal("interval", Assert.Throws<ArgumentException>(() => new Market("binance", "BTCUSDT", default)).ParamName);

    [Fact]
    public void Markets_are_equal_when_all_their_parts_are()
    {
        var market = new Market("binance-futures", "1000PEPEUSDT", Interval.FiveMinutes);

        Assert.Equal(new Market("binance-futures", "1000PEPEUSDT", Interval.FiveMinutes), market);
        Assert.NotEqual(new Market("binance-futures", "1000PEPEUSDT", Interval.OneHour), market);
        Assert.Equal("binance-futures 1000PEPEUSDT 5m", market.ToString());
        Assert.False(market.IsSimulated);
        Assert.True(new Market(Market.SimulatedExchange, "BTCUSDT", Interval.OneDay).IsSimulated);
    }

    [Theory]
    [InlineData(0, "1970-01-01T00:00:00Z")]
    [InlineData(-1, "1969-12-31T23:59:59.999Z")]
    [InlineData(1_751_327_700_500, "2025-06-30T23:55:00.5Z")]
    [InlineData(long.MaxValue, "9223372036854775807")]
    [InlineData(long.MinValue, "-9223372036854775808")]
    public void Moment_is_shown_as_UTC_and_as_the_bare_number_where_it_is_none(long time, string shown) =>
        Assert.Equal(shown, Timestamp.Format(time));
}
