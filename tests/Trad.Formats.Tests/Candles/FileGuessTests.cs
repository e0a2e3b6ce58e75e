using Trad.Formats.Candles;

namespace Trad.Formats.Tests.Candles;

public sealed class FileGuessTests
{
    [Theory]
    [InlineData("BTCUSDT-5m-2025-01.csv.gz", "BTCUSDT", "5m")]
    [InlineData("BTCUSDT-1m-2024-03-05.zip", "BTCUSDT", "1m")]
    [InlineData("Binance_BTCUSDT_1h.csv", "BTCUSDT", "1h")]
    [InlineData("Binance_ETHUSDT_2024_minute.csv", "ETHUSDT", "1m")]
    [InlineData("Bitfinex_BTCUSD_d.csv", "BTCUSD", "1d")]
    [InlineData("gemini_ETHUSD_2017_1min.csv", "ETHUSD", "1m")]
    [InlineData("BTC_USDT-15m.feather", "BTCUSDT", "15m")]
    [InlineData("BTC_USDT-1h.json", "BTCUSDT", "1h")]
    [InlineData("BTC-USD.csv", "BTCUSD", null)]
    [InlineData("COINBASE_BTCUSD, 60.csv", "BTCUSD", "1h")]
    [InlineData("XBTUSD_1440.csv", "XBTUSD", "1d")]
    [InlineData("EURUSD_M15.csv", "EURUSD", "15m")]
    [InlineData("BTCUSD60.csv", "BTCUSD", "1h")]
    [InlineData("EURUSD1440.csv", "EURUSD", "1d")]
    [InlineData("coinbase_BTC-USD_3600.json", "BTCUSD", null)]
    [InlineData("bitfinex_tBTCUSD_1h.json", "BTCUSD", "1h")]
    [InlineData("bitstampUSD_1-min_data.csv", null, null)]
    [InlineData("BTCUSDT_250627-1h.csv", null, "1h")]
    [InlineData("1h_data.csv", null, "1h")]
    [InlineData("BTCUSDT-1w-2024-01.zip", "BTCUSDT", "1w")]
    [InlineData("Binance_ETHUSDT_1W.csv", "ETHUSDT", "1w")]
    [InlineData("BTCUSDT-3d-2024-01.zip", "BTCUSDT", "3d")]
    [InlineData("BTCUSDT-1s-2024-01-31.zip", "BTCUSDT", "1s")]
    [InlineData("BTCUSDT-1mo-2024-01.zip", "BTCUSDT", "1M")]
    [InlineData("XAUUSD_MN1.csv", "XAUUSD", "1M")]
    [InlineData("XAUUSD_W1.csv", "XAUUSD", "1w")]
    [InlineData("BTC_USDT-1M.feather", "BTCUSDT", null)]
    [InlineData("BTC_USDT-1m.feather", "BTCUSDT", "1m")]
    [InlineData("BTC_USDT_USDT-1h-mark.csv", null, "1h")]
    [InlineData("BTC_USDT_USDT-1h-futures.feather", null, "1h")]
    [InlineData("BTCUSDT_PERP-1h.csv", null, "1h")]
    [InlineData("BTC-USDT-SWAP-1h.csv", null, "1h")]
    [InlineData("month.csv", null, null)]
    [InlineData("", null, null)]
    public void Of_a_name_tells_the_market_that_stands_in_it(string name, string? symbol, string? interval)
    {
        var guess = FileGuess.FromFileName(name);

        Assert.Equal((symbol, interval), (guess.Symbol, guess.Interval?.Code));
    }
}
