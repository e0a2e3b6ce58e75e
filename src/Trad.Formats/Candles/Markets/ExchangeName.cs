using System.Collections.Frozen;

namespace Trad.Formats.Candles.Markets;

/// <summary>Exchanges as files call them, in their names and in columns.</summary>
public static class ExchangeName
{
    private static readonly string[] Known =
    [
        "ascendex", "bibox", "binance", "bitbank", "bitfinex", "bitflyer", "bitget", "bithumb", "bitmart", "bitmex", "bitpanda", "bitso",
        "bitstamp", "bittrex", "btcturk", "bybit", "cexio", "coinbase", "coincheck", "coinex", "cryptocom", "deribit", "dydx", "exmo",
        "ftx", "gateio", "gemini", "hitbtc", "huobi", "hyperliquid", "kraken", "kucoin", "lbank", "liquid", "mexc", "okx", "phemex",
        "poloniex", "probit", "upbit", "whitebit", "woox",
    ];

    private static readonly FrozenDictionary<string, string> Others = new Dictionary<string, string>
    {
        ["binancespot"] = "binance",
        ["binancecom"] = "binance",
        ["binanceus"] = "binance-us",
        ["binancefutures"] = "binance-futures",
        ["binanceusdm"] = "binance-futures",
        ["binanceum"] = "binance-futures",
        ["binancecoinm"] = "binance-coin-futures",
        ["binancecm"] = "binance-coin-futures",
        ["coinbasepro"] = "coinbase",
        ["coinbaseexchange"] = "coinbase",
        ["coinbaseadvanced"] = "coinbase",
        ["gdax"] = "coinbase",
        ["crypto.com"] = "cryptocom",
        ["gate"] = "gateio",
        ["htx"] = "huobi",
        ["krakenspot"] = "kraken",
        ["krakenfutures"] = "kraken-futures",
        ["okex"] = "okx",
    }.ToFrozenDictionary();

    /// <summary>The exchange under the name that markets have, for example <c>binance</c> or <c>binance-futures</c>.</summary>
    /// <param name="text">A name as in <c>Binance</c>, <c>BINANCE_SPOT</c> or <c>Coinbase Pro</c>.</param>
    /// <returns>The name; null where no exchange is known by it.</returns>
    public static string? Find(string text)
    {
        var plain = string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return Array.IndexOf(Known, plain) >= 0 ? plain : Others.GetValueOrDefault(plain);
    }

    /// <summary>Whether a text begins with the name of an exchange, as in <c>BINANCEBTC</c>.</summary>
    internal static bool IsBefore(string text) =>
        Array.Exists(Known, name => text.StartsWith(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether candles of one exchange may be kept under a name: its own, or that of a part of it.</summary>
    /// <param name="found">What a file says, as <see cref="Find"/> gives it.</param>
    /// <param name="market">The exchange of a market, for example <c>binance-futures</c>.</param>
    public static bool IsOf(string found, string market) =>
        found == market || market.StartsWith($"{found}-", StringComparison.Ordinal);
}
