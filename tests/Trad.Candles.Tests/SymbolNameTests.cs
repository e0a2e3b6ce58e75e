using CsCheck;

namespace Trad.Candles.Tests;

public sealed class SymbolNameTests
{
    [Theory]
    [InlineData("binance", "BTCUSDT", "BTCUSDT")]
    [InlineData("binance", "btcusdt", "BTCUSDT")]
    [InlineData("binance", "BTC/USDT", "BTCUSDT")]
    [InlineData("coinbase", "BTC-USD", "BTCUSD")]
    [InlineData("simulated", "eth_usdt", "ETHUSDT")]
    [InlineData("binance", "1INCH/USDT", "1INCHUSDT")]
    [InlineData("binance-futures", "BTC_USDT:USDT", "BTCUSDT")]
    [InlineData("binance-futures", "BTC/USDT:USDT-250627", "BTCUSDT250627")]
    [InlineData("binance-futures", "BTCUSDT_250627", "BTCUSDT250627")]
    [InlineData("okx", "BTC-USD-SWAP", "BTCUSDSWAP")]
    [InlineData("okx", "BTC-PERP", "BTCPERP")]
    [InlineData("kraken", "XBTUSD", "BTCUSD")]
    [InlineData("kraken", "xbt/usd", "BTCUSD")]
    [InlineData("bitmex", "XBTUSD", "BTCUSD")]
    [InlineData("kraken", "ETH/XBT", "ETHBTC")]
    [InlineData("kraken", "XXBTZUSD", "BTCUSD")]
    [InlineData("kraken", "XETHXXBT", "ETHBTC")]
    [InlineData("kraken", "XDGUSD", "DOGEUSD")]
    [InlineData("kraken", "XTZXBT", "XTZBTC")]
    [InlineData("kraken-futures", "XBTUSD", "BTCUSD")]
    [InlineData("binance", "XXBTZUSD", "XXBTZUSD")]
    [InlineData("binance", "XBTUSD", "XBTUSD")]
    [InlineData("bitfinex", "tBTCUSD", "BTCUSD")]
    [InlineData(null, "tBTCUSD", "BTCUSD")]
    [InlineData("binance", "tusdusdt", "TUSDUSDT")]
    [InlineData(null, "btc_usdt:usdt", "BTCUSDT")]
    public void TryRead_form_in_use_gives_the_stored_form(string? exchange, string text, string expected)
    {
        Assert.True(SymbolName.TryRead(exchange, text, out var symbol, out var allowed), allowed);
        Assert.Equal(expected, symbol);
    }

    [Theory]
    [InlineData("binance", "BTC_USDT:USDT", "binance-futures")]
    [InlineData("binance", "BTCUSDT_250627", "BTC/USDT")]
    [InlineData("coinbase", "BTC-PERP", "coinbase-futures")]
    [InlineData("binance-futures", "BTC/USD:BTC", "BTC/USDT:USDT")]
    [InlineData("binance", "BTC//USDT", "BTC/USDT")]
    [InlineData("binance", "BTC/", "BTC/USDT")]
    [InlineData("binance", "BTCUSDT ", "BTC/USDT")]
    [InlineData("binance", " btc usdt ", "BTC/USDT")]
    [InlineData("binance", "tBTCUSD", "BTCUSD")]
    [InlineData("binance", "\u0412\u0422\u0421USDT", "BTC/USDT")]
    [InlineData("binance", "1_000", "BTC/USDT")]
    [InlineData("binance", "../USDT", "BTC/USDT")]
    [InlineData("binance", "BTC\u0131/USDT", "BTC/USDT")]
    [InlineData("binance", "\u017Fol/usdt", "BTC/USDT")]
    [InlineData("binance", "BTC\u212A", "BTC/USDT")]
    [InlineData("binance", "ABCDEFGHIJKLMNOPQ/ABCDEFGHIJKLMNOPQ", "1 to 32")]
    [InlineData("binance", "", "BTCUSDT")]
    [InlineData("binance", null, "BTCUSDT")]
    public void TryRead_contract_of_a_spot_exchange_or_no_symbol_says_what_is_allowed(string exchange, string? text, string expected)
    {
        Assert.False(SymbolName.TryRead(exchange, text, out _, out var allowed));
        Assert.Contains(expected, allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void TryRead_stored_form_stays_what_it_is() =>
        Gen.String[Gen.Char["ABCXYZ0189"], 1, 32].Sample(stored =>
            Assert.Equal(stored, SymbolName.TryRead("binance", stored, out var symbol, out _) ? symbol : null));
}
