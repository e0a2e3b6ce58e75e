using Trad.Candles;

namespace Trad.Formats.Candles.Markets;

/// <summary>
/// A symbol as a column of a file has it: <c>BTCUSDT</c>, <c>BTC/USDT</c>, <c>BINANCE:BTCUSDT</c>, <c>tBTCUSD</c>, <c>BTC</c>.
/// </summary>
internal static class NamedSymbol
{
    /// <summary>What two ways of writing one symbol have in common: its letters and digits, in capitals.</summary>
    public static string Plain(ReadOnlySpan<char> text) => string.Concat(text.ToString().Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>The symbol in the form in which markets have it, where the text is a pair of currencies; null else.</summary>
    /// <param name="exchange">The exchange of the market; null allows contracts.</param>
    /// <param name="text">The text.</param>
    public static string? ReadPair(string? exchange, string text)
    {
        var written = WithoutExchange(text);
        if (written.Split('-') is [{ Length: > 0 } first, { Length: > 0 } second] && QuoteFirst.Is(first, second))
        {
            written = $"{second}-{first}";
        }

        return (written.AsSpan().ContainsAny("/-_") || FileGuess.IsPair(Plain(written)))
            && SymbolName.TryRead(exchange, written.Replace(' ', '/'), out var symbol, out _)
            ? symbol
            : null;
    }

    /// <summary>Whether a text may be that of a symbol: the same, or the currency that is traded in it.</summary>
    public static bool IsOf(string text, Market market)
    {
        var written = WithoutExchange(text);
        var (plain, symbol) = (Common(Plain(written)), Common(market.Symbol));
        return plain == symbol
            || ReadPair(market.Exchange, text) is { } pair && Common(pair) == symbol
            || (symbol.StartsWith(plain, StringComparison.Ordinal) && FileGuess.IsQuote(symbol[plain.Length..]));
    }

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
    private static string Common(string symbol) =>
        (symbol.Length == 8 && symbol[0] == 'X' && symbol[4] == 'Z' ? symbol[1..4] + symbol[5..] : symbol)
            .Replace("XBT", "BTC", StringComparison.Ordinal);
}
