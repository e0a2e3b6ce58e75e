using System.Text.RegularExpressions;
using Trad.Candles;
using Trad.Formats.Candles.Markets;

namespace Trad.Formats.Candles;

/// <summary>
/// The market that a candle file's name tells, as exchanges and collectors name them; each part null where it tells none, or what may be
/// a word as well.
/// </summary>
/// <param name="Symbol">For example <c>BTCUSDT</c>.</param>
/// <param name="Interval">For example five minutes.</param>
public sealed partial record FileGuess(string? Symbol, Interval? Interval)
{
    private static readonly string[] Quotes =
    [
        "USDT", "USDC", "BUSD", "FDUSD", "TUSD", "USD", "EUR", "GBP", "JPY", "TRY", "AUD", "CAD", "CHF", "NZD", "BRL", "KRW", "BTC", "XBT",
        "ETH", "BNB",
    ];

    // What is another market than the spot of its name.
    private static readonly string[] Contracts = ["PERP", "PERPETUAL", "SWAP", "FUTURE", "FUTURES", "USDM", "COINM", "UMCBL", "DMCBL", "CMCBL"];

    // What is no price that anybody paid.
    private static readonly string[] NoPrices = ["MARK", "INDEX", "PREMIUM", "FUNDING"];

    // The same, with what is told of it in one word: markPriceKlines, HeikinAshi.
    private static readonly string[] NoPricesBefore = ["MARKPRICE", "INDEXPRICE", "PREMIUMINDEX", "FUNDINGRATE", "HEIKIN"];

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

    /// <summary>The exchange, for example <c>bitstamp</c>; null where the name tells none.</summary>
    public string? Exchange { get; private init; }

    /// <summary>
    /// A contract as the name has it, for example <c>BTCUSDT_250627</c>, which is another market than the spot of its pair.
    /// </summary>
    public string? Contract { get; private init; }

    /// <summary>
    /// The symbol under which an exchange has the market, by the rule of <see cref="SymbolName"/>: that of a contract only where contracts
    /// are traded, and <c>XBTUSD</c> as <c>BTCUSD</c> where bitcoin is called so.
    /// </summary>
    public string? SymbolOn(string exchange) => SymbolName.TryRead(exchange, Symbol ?? Contract, out var symbol, out _) ? symbol : null;

    /// <summary>What this tells, and what another name does where this tells nothing.</summary>
    public FileGuess Or(FileGuess other) => new(Symbol ?? (Contract is null ? other.Symbol : null), Interval ?? other.Interval)
    {
        Exchange = Exchange ?? other.Exchange,
        Contract = Contract ?? (Symbol is null ? other.Contract : null),
    };

    /// <summary>
    /// Reads a name such as <c>BTCUSDT-5m-2025-01.csv.gz</c>, <c>Binance_BTCUSDT_1h.csv</c>, <c>BTC_USDT-15m.feather</c>,
    /// <c>gemini_ETHUSD_2017_1min.csv</c> or <c>COINBASE_BTCUSD, 60.csv</c>.
    /// </summary>
    public static FileGuess FromFileName(string fileName)
    {
        var parts = Separator().Split(CandleFileName.WithoutEndings(Path.GetFileName(fileName))).Where(part => part.Length > 0).ToList();
        string? symbol = null;
        string? contract = null;
        var interval = FindInterval(parts);
        for (var i = 0; i < parts.Count; i++)
        {
            if (symbol is null && Minutes().Match(parts[i]) is { Success: true } both && TrySymbol(both.Groups[1].Value) is { } named)
            {
                (symbol, interval) = (named, interval ?? TryInterval(both.Groups[2].Value + "min"));
                continue;
            }

            if (symbol is null && i + 1 < parts.Count && TrySymbol(parts[i]) is not null && Delivery().IsMatch(parts[i + 1]))
            {
                contract = $"{TrySymbol(parts[i])}_{parts[i + 1]}";
            }

            symbol ??= TrySymbol(parts[i])
                ?? (i + 1 < parts.Count && Base().IsMatch(parts[i]) ? TryPair(parts[i], parts[i + 1]) : null);
        }

        contract ??= symbol is not null && IsContract(parts) ? ContractOf(parts, symbol) : null;
        var isSpot = contract is null && !IsContract(parts) && !HasNoPrices(parts);
        return new FileGuess(isSpot ? symbol : null, interval)
        {
            Exchange = FindExchange(parts) ?? (parts.Exists(part => Bitfinex().IsMatch(part)) ? "bitfinex" : null),
            Contract = HasNoPrices(parts) ? null : contract,
        };
    }

    /// <summary>Whether letters and digits in capitals are a pair of currencies, of which the second is usual to pay with.</summary>
    internal static bool IsPair(string plain) => IsSymbol(plain) && QuotesOf(plain).Any();

    /// <summary>Whether prices are usually in a currency.</summary>
    internal static bool IsQuote(string part) => Quotes.Contains(part.ToUpperInvariant());

    // Of a contract the currency in which it is settled stands behind the quote: BTC_USDT_USDT. TradingView writes BTCUSDT.P.
    private static bool IsContract(List<string> parts) =>
        parts.Exists(part => Contracts.Contains(part.ToUpperInvariant()))
        || parts.Zip(parts.Skip(1)).Any(pair => pair.Second is "P" or "p" && (IsQuote(pair.First) || TrySymbol(pair.First) is not null))
        || parts.Skip(1).Zip(parts.Skip(2)).Any(pair => IsQuote(pair.First) && pair.First.Equals(
            pair.Second, StringComparison.OrdinalIgnoreCase));

    private static bool HasNoPrices(List<string> parts) => parts.Exists(part => NoPrices.Contains(part.ToUpperInvariant()))
        || IsDerived(parts);

    private static bool IsDerived(List<string> parts) =>
        parts.Exists(part => Array.Exists(NoPricesBefore, word => part.StartsWith(word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>
    /// Whether the name of a file or folder says that it has no prices that anybody paid, but marks, indices or averages.
    /// </summary>
    internal static bool HasNoPrices(string name)
    {
        var parts = Separator().Split(CandleFileName.WithoutEndings(name)).Where(part => part.Length > 0).ToList();
        return IsDerived(parts) || (HasNoPrices(parts) && parts.Exists(part => TrySymbol(part) is not null));
    }

    // What is called so by its kind keeps it, BTCUSD_SWAP; another is said to be settled in its quote, BTC/USDT:USDT.
    private static string ContractOf(List<string> parts, string symbol)
    {
        var quote = Array.Find(Quotes, quote => symbol.Length > quote.Length && symbol.EndsWith(quote, StringComparison.Ordinal))!;
        return parts.Find(part => part.ToUpperInvariant() is "PERP" or "SWAP") is { } kind
            ? $"{symbol}_{kind.ToUpperInvariant()}"
            : $"{symbol[..^quote.Length]}/{quote}:{quote}";
    }

    private static string? FindExchange(List<string> parts)
    {
        for (var i = 0; i < parts.Count; i++)
        {
            if ((i + 1 < parts.Count ? ExchangeName.Find(parts[i] + parts[i + 1]) : null) is { } two)
            {
                return two;
            }

            if (ExchangeName.Find(parts[i]) is { } one)
            {
                return one;
            }

            // As bitcoincharts names its files: bitstampUSD.
            var quote = Array.Find(Quotes, quote => parts[i].EndsWith(quote, StringComparison.Ordinal) && parts[i].Length > quote.Length);
            if (quote is not null && ExchangeName.Find(parts[i][..^quote.Length]) is { } before)
            {
                return before;
            }
        }

        return null;
    }

    // What has a number and a unit says more than a word, which may be meant otherwise, and a word more than a number of whatever: 60 of
    // 60_BTCUSDT_5m are no minutes.
    private static Interval? FindInterval(List<string> parts)
    {
        var told = parts.Select((part, i) => (
                Interval: TryInterval(part)
                    ?? (i + 1 < parts.Count && Count().IsMatch(part) ? TryInterval(part + parts[i + 1]) : null),
                Rank: Count().IsMatch(part) && (i + 1 == parts.Count || TryInterval(part + parts[i + 1]) is null) ? 2
                    : part.Any(char.IsAsciiDigit) ? 0
                    : 1))
            .Where(each => each.Interval is not null).ToList();
        return told.Count == 0 ? null : told.MinBy(each => each.Rank).Interval;
    }

    // Names are written in capital letters as well, and on systems that do not tell them apart: 1M is a month to one and a minute to
    // another, so that the candles have to tell it.
    private static Interval? TryInterval(string part) =>
        part != "1M" && Trad.Candles.Interval.TryParse(Words.GetValueOrDefault(part, part.ToLowerInvariant()), out var interval)
            ? interval
            : null;

    // A currency and the one it is paid in, written together.
    private static string? TrySymbol(string part)
    {
        var written = Bitfinex().IsMatch(part) ? part[1..] : part;
        var upper = written.ToUpperInvariant();
        return IsSymbol(upper) && QuotesOf(upper).Any(quote => PlausiblePair.Is(written[..^quote.Length], quote)) ? upper : null;
    }

    // The same, written one after the other.
    private static string? TryPair(string first, string second) => QuoteFirst.Is(first, second)
        ? IsQuote(first) && PlausiblePair.Is(second, first.ToUpperInvariant()) ? QuoteFirst.Join(first, second).ToUpperInvariant() : null
        : IsQuote(second) && PlausiblePair.Is(first, second.ToUpperInvariant()) ? (first + second).ToUpperInvariant() : null;

    private static bool IsSymbol(string upper) => upper.Any(char.IsAsciiLetter) && Market.IsSymbol(upper) && !IsSource(upper);

    private static IEnumerable<string> QuotesOf(string upper) => Quotes.Where(
        quote => upper.Length > quote.Length + 1 && upper.EndsWith(quote, StringComparison.Ordinal) && !IsSource(upper[..^quote.Length]));

    // Where a file comes from stands before the symbol, and is none: bitstampUSD, coinbase_BTC-USD.
    private static bool IsSource(string part) => ExchangeName.Find(part) is not null;

    // MetaTrader writes the minutes behind the symbol.
    [GeneratedRegex(@"\A([A-Za-z]{6,10})(1|5|15|30|60|240|1440)\z")]
    private static partial Regex Minutes();

    [GeneratedRegex(@"\A\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])\z")]
    private static partial Regex Delivery();

    [GeneratedRegex(@"\A\d{1,4}\z")]
    private static partial Regex Count();

    [GeneratedRegex(@"\At[A-Z0-9]{6,}\z")]
    private static partial Regex Bitfinex();

    [GeneratedRegex(@"[\s_\-.,()\[\]+]+")]
    private static partial Regex Separator();

    [GeneratedRegex(@"\A[A-Za-z0-9]{2,10}\z")]
    private static partial Regex Base();
}
