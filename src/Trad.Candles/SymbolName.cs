using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Trad.Candles;

/// <summary>Reads a symbol as people and other tools write it, and gives the one form in which it is stored.</summary>
/// <remarks>
/// <para>
/// Every exchange: letters in any case become upper case; one of <c>/ - _</c> between base and quote is left out, so that
/// <c>btcusdt</c>, <c>BTC/USDT</c>, <c>BTC-USDT</c> and <c>BTC_USDT</c> all are <c>BTCUSDT</c>.
/// </para>
/// <para>
/// Contracts (<c>BTC_USDT:USDT</c>, <c>BTCUSDT_250627</c>, <c>BTC-USD-SWAP</c>, <c>BTCUSD_PERP</c>): of <c>binance</c>, <c>coinbase</c>
/// and <c>simulated</c> the spot market is read, so they are refused there rather than mixed with spot candles. Under every other
/// exchange name, for example <c>binance-futures</c>, the settlement currency is left out when it is the quote
/// (<c>BTC_USDT:USDT</c> is <c>BTCUSDT</c>) and refused when it is not; the expiry or kind is kept (<c>BTCUSDT_250627</c> is
/// <c>BTCUSDT250627</c>, <c>BTC-USD-SWAP</c> is <c>BTCUSDSWAP</c>).
/// </para>
/// <para>
/// <c>kraken</c> and <c>bitmex</c> call bitcoin XBT: <c>XBTUSD</c> and <c>XBT/USD</c> are <c>BTCUSD</c> there, and <c>ETHXBT</c> is
/// <c>ETHBTC</c>. <c>kraken</c> sets X before coins and Z before currencies, and calls dogecoin XDG: <c>XXBTZUSD</c> is <c>BTCUSD</c>
/// there, and <c>XDGUSD</c> is <c>DOGEUSD</c>. The same holds of parts of them, as <c>kraken-futures</c>. <c>bitfinex</c> writes a
/// <c>t</c> before a pair: <c>tBTCUSD</c> is <c>BTCUSD</c> there, and refused elsewhere, since a pair of another name would be meant.
/// </para>
/// </remarks>
public static partial class SymbolName
{
    private const string Kraken = "kraken";

    private static readonly string[] ExchangesOfXbt = [Kraken, "bitmex"];

    private static readonly string[] SpotExchanges = ["binance", "coinbase", Market.SimulatedExchange];

    /// <summary>What may be written, for messages.</summary>
    public static string Rule =>
        "1 to 32 letters or digits, perhaps with one of / - _ between base and quote, for example BTCUSDT, btcusdt or BTC/USDT";

    /// <summary>The stored form of a symbol; false with what is allowed instead when it cannot be read.</summary>
    /// <param name="exchange">The exchange that it is traded on; absent (a filter over all of them) allows contracts.</param>
    /// <param name="text">The symbol as written.</param>
    /// <param name="symbol">For example <c>BTCUSDT</c>; <see cref="Market.IsSymbol"/> holds. A stored form stays what it is.</param>
    /// <param name="allowed">What is allowed, to follow "allowed is" in a message.</param>
    public static bool TryRead(
        string? exchange, string? text, [NotNullWhen(true)] out string? symbol, [NotNullWhen(false)] out string? allowed)
    {
        symbol = null;
        allowed = Rule;
        if (text is not null && Bitfinex().IsMatch(text))
        {
            if (exchange is not (null or "bitfinex"))
            {
                allowed = $"{Rule}; without the t that bitfinex writes before it: {text[1..]}";
                return false;
            }

            text = text[1..];
        }

        var match = Pattern().Match(text ?? "");
        if (!match.Success)
        {
            return false;
        }

        var (quote, settlement, contract) = (match.Groups["quote"], match.Groups["settlement"], match.Groups["contract"]);
        if (settlement.Success || contract.Success)
        {
            if (SpotExchanges.Contains(exchange))
            {
                allowed = $"a spot pair of {exchange}, for example BTCUSDT or BTC/USDT; "
                    + $"a contract is another market, to be imported under another exchange name, for example {exchange}-futures";
                return false;
            }

            if (settlement.Success && !settlement.Value.Equals(quote.Value, StringComparison.OrdinalIgnoreCase))
            {
                allowed = "a contract that is settled in its quote currency, for example BTC/USDT:USDT";
                return false;
            }
        }

        var joined = $"{match.Groups["base"].Value}{quote.Value}{contract.Value}".ToUpperInvariant();
        if (exchange?.Split('-')[0] is { } house && ExchangesOfXbt.Contains(house))
        {
            joined = house == Kraken && Classic().Match(joined) is { Success: true } classic
                ? classic.Groups["base"].Value + classic.Groups["quote"].Value
                : joined;
            joined = Xbt().Replace(joined, "BTC");
            joined = house == Kraken && joined.StartsWith("XDG", StringComparison.Ordinal) ? $"DOGE{joined[3..]}" : joined;
        }

        if (!Market.IsSymbol(joined))
        {
            return false;
        }

        (symbol, allowed) = (joined, null);
        return true;
    }

    /// <summary>The stored form of a symbol, or the text itself when it cannot be read.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? ReadOrKeep(string? exchange, string? text) => TryRead(exchange, text, out var symbol, out _) ? symbol : text;

    [GeneratedRegex(@"\At[A-Z0-9]{5,}(?::[A-Z0-9]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Bitfinex();

    // The coins and currencies that Kraken has had from the beginning.
    [GeneratedRegex(@"\AX(?<base>[A-Z]{3})(?:Z(?<quote>USD|EUR|GBP|JPY|CAD|AUD|CHF)|X(?<quote>XBT|ETH))\z", RegexOptions.CultureInvariant)]
    private static partial Regex Classic();

    [GeneratedRegex(@"\AXBT|(?<=\A[A-Z0-9]{2,})XBT\z", RegexOptions.CultureInvariant)]
    private static partial Regex Xbt();

    // 250627 and PERP are no currencies.
    [GeneratedRegex(
        @"\A(?<base>[A-Z0-9]+)(?:[/_-](?!(?:PERP|SWAP)\z)(?<quote>[A-Z][A-Z0-9]*))?(?::(?<settlement>[A-Z0-9]+))?"
        + @"(?:[_-](?<contract>PERP|SWAP|[0-9]{6}|[0-9]{8}))?\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Pattern();
}
