using System.Text.RegularExpressions;
using Trad.Candles;

namespace Trad.Formats.Candles;

/// <summary>
/// The market that a candle file's name tells, as exchanges and collectors name them; each part null where it tells none.
/// </summary>
/// <param name="Symbol">For example <c>BTCUSDT</c>.</param>
/// <param name="Interval">For example five minutes.</param>
public sealed partial record FileGuess(string? Symbol, Interval? Interval)
{
    private static readonly string[] Quotes =
        ["USDT", "USDC", "BUSD", "FDUSD", "TUSD", "USD", "EUR", "GBP", "JPY", "TRY", "BTC", "ETH", "BNB"];

    // Where a file comes from stands before the symbol, and is none: bitstampUSD, coinbase_BTC-USD.
    private static readonly string[] Sources =
    [
        "BINANCE", "BITFINEX", "BITGET", "BITMEX", "BITSTAMP", "BYBIT", "COINBASE", "DERIBIT", "GATEIO", "GEMINI", "HITBTC", "HUOBI",
        "KRAKEN", "KUCOIN", "MEXC", "OKX", "POLONIEX",
    ];

    // What is another market than the spot of its name, or no price that anybody paid.
    private static readonly string[] Others =
        ["PERP", "PERPETUAL", "SWAP", "FUTURE", "FUTURES", "MARK", "INDEX", "PREMIUM", "FUNDING", "USDM", "COINM"];

    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["1sec"] = "1s",
        ["1second"] = "1s",
        ["minute"] = "1m",
        ["1min"] = "1m",
        ["1minute"] = "1m",
        ["3min"] = "3m",
        ["5min"] = "5m",
        ["5minute"] = "5m",
        ["15min"] = "15m",
        ["15minute"] = "15m",
        ["30min"] = "30m",
        ["30minute"] = "30m",
        ["hour"] = "1h",
        ["hourly"] = "1h",
        ["1hour"] = "1h",
        ["1hr"] = "1h",
        ["4hour"] = "4h",
        ["60"] = "1h",
        ["60m"] = "1h",
        ["60min"] = "1h",
        ["240"] = "4h",
        ["240min"] = "4h",
        ["1440min"] = "1d",
        ["1440"] = "1d",
        ["day"] = "1d",
        ["daily"] = "1d",
        ["1day"] = "1d",
        ["d"] = "1d",
        ["3day"] = "3d",
        ["weekly"] = "1w",
        ["1week"] = "1w",
        ["1wk"] = "1w",
        ["w"] = "1w",
        ["1month"] = "1M",
        ["1mon"] = "1M",
        ["1mo"] = "1M",
        ["m1"] = "1m",
        ["m5"] = "5m",
        ["m15"] = "15m",
        ["m30"] = "30m",
        ["h1"] = "1h",
        ["h4"] = "4h",
        ["d1"] = "1d",
        ["w1"] = "1w",
        ["mn1"] = "1M",
    };

    /// <summary>
    /// Reads a name such as <c>BTCUSDT-5m-2025-01.csv.gz</c>, <c>Binance_BTCUSDT_1h.csv</c>, <c>BTC_USDT-15m.feather</c>,
    /// <c>gemini_ETHUSD_2017_1min.csv</c> or <c>COINBASE_BTCUSD, 60.csv</c>.
    /// </summary>
    public static FileGuess FromFileName(string fileName)
    {
        var parts = Separator().Split(CandleFileName.WithoutEndings(Path.GetFileName(fileName))).Where(part => part.Length > 0).ToList();
        string? symbol = null;
        Interval? interval = null;
        for (var i = 0; i < parts.Count; i++)
        {
            if (symbol is null && interval is null && Minutes().Match(parts[i]) is { Success: true } both
                && TrySymbol(both.Groups[1].Value) is { } named)
            {
                (symbol, interval) = (named, TryInterval(both.Groups[2].Value + "min"));
                continue;
            }

            interval ??= TryInterval(parts[i]);
            if (symbol is null && i + 1 < parts.Count && TrySymbol(parts[i]) is not null && Delivery().IsMatch(parts[i + 1]))
            {
                // A future with its day of delivery is another market than the spot of that name: it is asked for.
                return new FileGuess(null, interval ?? parts.Skip(i + 2).Select(TryInterval).FirstOrDefault(found => found is not null));
            }

            symbol ??= TrySymbol(parts[i])
                ?? (i + 1 < parts.Count && Base().IsMatch(parts[i]) && !IsSource(parts[i]) && IsQuote(parts[i + 1])
                    ? (parts[i] + parts[i + 1]).ToUpperInvariant()
                    : null);
        }

        return new FileGuess(IsOther(parts) ? null : symbol, interval);
    }

    // Of a contract the currency in which it is settled stands behind the quote: BTC_USDT_USDT.
    private static bool IsOther(List<string> parts) =>
        parts.Exists(part => Others.Contains(part.ToUpperInvariant()))
        || parts.Skip(1).Zip(parts.Skip(2)).Any(pair => IsQuote(pair.First) && pair.First.Equals(
            pair.Second, StringComparison.OrdinalIgnoreCase));

    // Names are written in capital letters as well, and on systems that do not tell them apart: 1M is a month to one and a minute to
    // another, so that the candles have to tell it.
    private static Interval? TryInterval(string part) =>
        part != "1M" && Trad.Candles.Interval.TryParse(Words.GetValueOrDefault(part, part.ToLowerInvariant()), out var interval)
            ? interval
            : null;

    // A currency and the one it is paid in, written together.
    private static string? TrySymbol(string part)
    {
        var upper = (Bitfinex().IsMatch(part) ? part[1..] : part).ToUpperInvariant();
        return upper.Any(char.IsAsciiLetter) && Market.IsSymbol(upper)
            && Array.Exists(
                Quotes,
                quote => upper.Length > quote.Length + 1 && upper.EndsWith(quote, StringComparison.Ordinal)
                    && !IsSource(upper[..^quote.Length]))
            && !IsSource(upper)
            ? upper
            : null;
    }

    private static bool IsSource(string part) => Sources.Contains(part.ToUpperInvariant());

    private static bool IsQuote(string part) => Quotes.Contains(part.ToUpperInvariant());

    // MetaTrader writes the minutes behind the symbol.
    [GeneratedRegex(@"\A([A-Za-z]{6,10})(1|5|15|30|60|240|1440)\z")]
    private static partial Regex Minutes();

    [GeneratedRegex(@"\A\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])\z")]
    private static partial Regex Delivery();

    [GeneratedRegex(@"\At[A-Z0-9]{6,}\z")]
    private static partial Regex Bitfinex();

    [GeneratedRegex(@"[\s_\-.,()\[\]+]+")]
    private static partial Regex Separator();

    [GeneratedRegex(@"\A[A-Za-z0-9]{2,10}\z")]
    private static partial Regex Base();
}
