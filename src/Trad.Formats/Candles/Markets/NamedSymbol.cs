using System.Text.RegularExpressions;
using Trad.Candles;

namespace Trad.Formats.Candles.Markets;

/// <summary>
/// A symbol as a column of a file has it: <c>BTCUSDT</c>, <c>BTC/USDT</c>, <c>BINANCE:BTCUSDT</c>, <c>tBTCUSD</c>, <c>BTC</c>.
/// </summary>
internal static partial class NamedSymbol
{
    /// <summary>What two ways of writing one symbol have in common: its letters and digits, in capitals.</summary>
    public static string Plain(ReadOnlySpan<char> text) => string.Concat(text.ToString().Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>The symbol in the form in which markets have it, where the text is a pair of currencies; null else.</summary>
    /// <param name="exchange">The exchange of the market; null allows contracts.</param>
    /// <param name="text">The text.</param>
    public static string? ReadPair(string? exchange, string text)
    {
        var written = WithoutLetters(WithoutExchange(text));
        if (written.Split('-') is [{ Length: > 0 } first, { Length: > 0 } second] && QuoteFirst.Is(first, second))
        {
            written = $"{second}-{first}";
        }

        return (written.AsSpan().ContainsAny("/-_") || FileGuess.IsPair(Plain(written)))
            && SymbolName.TryRead(exchange, written.Replace(' ', '/'), out var symbol, out _)
            ? symbol
            : null;
    }

    /// <summary>
    /// Whether a text that stands under a name which may be of anything, such as <c>s</c>, <c>coin</c> or <c>market</c>, is a symbol
    /// nevertheless: a pair of currencies, or a coin that is known, in capitals, as Hyperliquid writes it. Money alone is what is paid.
    /// </summary>
    public static bool IsOne(string text) => ReadPair(null, text) is not null || PlausiblePair.IsCoin(text.Trim());

    /// <summary>Whether a text may be that of a symbol: the same, or the currency that is traded in it.</summary>
    public static bool IsOf(string text, Market market)
    {
        var written = WithoutExchange(text);
        var (plain, symbol) = (Common(Plain(written)), Common(market.Symbol));
        return plain == symbol || IsTradedIn(plain, symbol)
            || ReadPair(market.Exchange, text) is { } pair && Common(pair) == symbol
            || (PlaceBehind().Match(written) is { Success: true } place && Common(Plain(written.AsSpan(0, place.Index))) is var before
                && (before == symbol || IsTradedIn(before, symbol)));
    }

    /// <summary>As what a file is to be imported that has such a symbol, for messages.</summary>
    public static string Suggest(string exchange, string text) => ReadPair(exchange, text)
        ?? (PlausiblePair.IsKnown(Plain(text)) ? $"a pair of {Plain(text)}"
            : SymbolName.TryRead(exchange, Plain(text), out var symbol, out _) ? symbol
            : "what it is");

    private static bool IsTradedIn(string coin, string symbol) =>
        coin.Length > 0 && symbol.StartsWith(coin, StringComparison.Ordinal) && FileGuess.IsQuote(symbol[coin.Length..]);

    // Stooq and Yahoo write where something is traded: BTC.V, AAPL.US, VOD.L. BTCUSDT.P is a contract, and BRK.B another share.
    [GeneratedRegex(@"\.(?:V|L|T|[A-Z]{2})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PlaceBehind();

    // TradingView writes the exchange in front, Bitfinex a t, and Yahoo =X behind.
    private static string WithoutExchange(string text)
    {
        var written = text.Trim();
        var colon = written.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && !written.AsSpan(0, colon).ContainsAny("/-_"))
        {
            written = written[(colon + 1)..];
        }

        written = written.EndsWith("=X", StringComparison.Ordinal) ? written[..^2] : written;
        return written is ['t', ..] && written.Length > 6 && written.AsSpan(1).IndexOfAnyExceptInRange('A', 'Z') < 0
            ? written[1..]
            : written;
    }

    // Kraken calls a bitcoin XBT, and sets X before coins and Z before currencies: XXBTZUSD.
    private static string Common(string symbol) => WithoutLetters(symbol).Replace("XBT", "BTC", StringComparison.Ordinal);

    private static string WithoutLetters(string symbol) =>
        symbol.Length == 8 && symbol[0] == 'X' && symbol[4] == 'Z' ? symbol[1..4] + symbol[5..] : symbol;
}
