using Trad.Formats.Candles;

namespace Trad.Formats.Tests.Candles;

public sealed class FileGuessTests
{
    [Theory]
    [InlineData("BTCUSDT-5m-2025-01.csv.gz", "BTCUSDT", "5m")]
    [InlineData("BTCUSDT-1m-2024-03-05.zip", "BTCUSDT", "1m")]
    [InlineData("Binance_BTCUSDT_1h.csv", "BTCUSDT", "1h")]
    [InlineData("upbit_KRW-BTC_1m.csv", "BTCKRW", "1m")]
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
    [InlineData("bitstampUSD_1-min_data.csv", null, "1m")]
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
    [InlineData("BINANCE_AVAXUSDT.P, 5.csv", null, null)]
    [InlineData("AVAXUSDT.P_5m.csv", null, "5m")]
    [InlineData("avax-usdt.p-5m.csv", null, "5m")]
    [InlineData("BINANCE_BTCUSDTPERP, 60.csv", null, "1h")]
    [InlineData("month.csv", null, null)]
    [InlineData("entry.csv", null, null)]
    [InlineData("ENTRY.csv", null, null)]
    [InlineData("country_data.csv", null, null)]
    [InlineData("amateur.csv", null, null)]
    [InlineData("elizabeth.csv", null, null)]
    [InlineData("data.csv", null, null)]
    [InlineData("candles.csv", null, null)]
    [InlineData("export.csv", null, null)]
    [InlineData("train.csv", null, null)]
    [InlineData("test_usd.csv", null, null)]
    [InlineData("data_btc.csv", null, null)]
    [InlineData("prices_ETH_1h.csv", null, "1h")]
    [InlineData("my_usdt.csv", null, null)]
    [InlineData("mybtc.csv", null, null)]
    [InlineData("binancebtcusdt.csv", null, null)]
    [InlineData("bitcoin_usd.csv", null, null)]
    [InlineData("BTC_ETH_SOL.csv", null, null)]
    [InlineData("usd_btc.csv", null, null)]
    [InlineData("2024_eth.csv", null, null)]
    [InlineData("BTC.csv", null, null)]
    [InlineData("AAPL.csv", null, null)]
    [InlineData("ohlcv.parquet", null, null)]
    [InlineData("kraken_data_5m_2024.csv", null, "5m")]
    [InlineData("btcusd_1-min_data.csv", "BTCUSD", "1m")]
    [InlineData("EURUSD_M5.csv", "EURUSD", "5m")]
    [InlineData("USDTRY_H4.csv", "USDTRY", "4h")]
    [InlineData("Kraken_OHLCVT/XBTUSD_5.csv", "XBTUSD", null)]
    [InlineData("DATAUSDT-5m-2024-01.zip", "DATAUSDT", "5m")]
    [InlineData("1000SATSUSDT-1h.csv", "1000SATSUSDT", "1h")]
    [InlineData("1000PEPE_USDT_USDT-1h.csv", null, "1h")]
    [InlineData("SOMECOINUSDT-1d.csv", "SOMECOINUSDT", "1d")]
    [InlineData("somecoin_usdt.csv", "SOMECOINUSDT", null)]
    [InlineData("solbtc.csv", "SOLBTC", null)]
    [InlineData("sol_btc.csv", "SOLBTC", null)]
    [InlineData("gold_XAU-USD.csv", "XAUUSD", null)]
    [InlineData("", null, null)]
    public void Of_a_name_tells_the_market_that_stands_in_it(string name, string? symbol, string? interval)
    {
        var guess = FileGuess.FromFileName(name);

        Assert.Equal((symbol, interval), (guess.Symbol, guess.Interval?.Code));
    }

    [Theory]
    [InlineData("Bitstamp_ETHUSD_1h.csv", "bitstamp")]
    [InlineData("Binance_BTCUSDT_2020_minute.csv", "binance")]
    [InlineData("bybit-BTCUSDT-5m.csv.gz", "bybit")]
    [InlineData("kraken_XBTUSD_60.csv", "kraken")]
    [InlineData("coinbase_BTC-USD_3600.json", "coinbase")]
    [InlineData("Coinbase Pro BTCUSD 1h.csv", "coinbase")]
    [InlineData("COINBASE_BTCUSD, 60.csv", "coinbase")]
    [InlineData("bitstampUSD_1-min_data.csv", "bitstamp")]
    [InlineData("binance-futures_BTCUSDT-5m.csv", "binance-futures")]
    [InlineData("okex_BTC-USDT_1m.csv", "okx")]
    [InlineData("Gate.io_BTC_USDT_1m.csv", "gateio")]
    [InlineData("gate_BTC_USDT_1m.csv", "gateio")]
    [InlineData("tBTCUSD-1h.json", "bitfinex")]
    [InlineData("BTCUSDT-5m-2025-01.csv.gz", null)]
    [InlineData("liquidations.csv", null)]
    public void Of_a_name_tells_the_exchange_that_stands_in_it(string name, string? exchange) =>
        Assert.Equal(exchange, FileGuess.FromFileName(name).Exchange);

    [Theory]
    [InlineData("XBTUSD_60.csv", "kraken", "BTCUSD")]
    [InlineData("XBTUSD_60.csv", "bitmex", "BTCUSD")]
    [InlineData("XBTUSD_60.csv", "binance", "XBTUSD")]
    [InlineData("XXBTZEUR-1h.csv", "kraken", "BTCEUR")]
    [InlineData("ETHXBT_1440.csv", "kraken", "ETHBTC")]
    [InlineData("XDGUSD_1440.csv", "kraken", "DOGEUSD")]
    [InlineData("tBTCUSD-1h.json", "bitfinex", "BTCUSD")]
    public void Of_a_name_tells_the_symbol_by_the_rule_of_the_exchange(string name, string exchange, string symbol) =>
        Assert.Equal(symbol, FileGuess.FromFileName(name).SymbolOn(exchange));

    [Theory]
    [InlineData("BTCUSDT_250627-5m-2025-06.csv", "BTCUSDT250627", "5m")]
    [InlineData("BTC_USDT_USDT-1h-futures.feather", "BTCUSDT", "1h")]
    [InlineData("BTC-USD-SWAP-1h.csv", "BTCUSDSWAP", "1h")]
    [InlineData("BTCUSD_PERP-1h-2024-01.zip", "BTCUSDPERP", "1h")]
    [InlineData("BTC_USDT_USDT-1h-mark.csv", null, "1h")]
    public void Of_a_contract_tells_it_where_contracts_are_traded_alone(string name, string? symbol, string interval)
    {
        var guess = FileGuess.FromFileName(name);

        Assert.Equal((symbol, null, interval), (guess.SymbolOn("binance-futures"), guess.SymbolOn("binance"), guess.Interval?.Code));
    }
}
