using Trad.Formats.Candles.Markets;

namespace Trad.Formats.Candles;

/// <summary>
/// Which of the currencies in names as <c>Volume EUR</c> and <c>Volume USDT</c> is what is traded, and which is what is paid: the symbol
/// tells, since a euro is either; where it is not known, or has none of them, what prices are usually in is what is paid.
/// </summary>
internal static class VolumeCurrencies
{
    /// <summary>Tells which is which.</summary>
    /// <param name="currencies">The currencies, in small letters and in the order of the columns.</param>
    /// <param name="mayBeTraded">Whether one of them may be what is traded; not where a column is simply called volume.</param>
    /// <param name="symbol">The symbol, for example <c>EURUSDT</c>; null where it is not known.</param>
    /// <returns>The positions of what is traded and of what is paid; -1 where there is none.</returns>
    public static (int Base, int Quote) Tell(IReadOnlyList<string> currencies, bool mayBeTraded, string? symbol)
    {
        var (traded, paid) = symbol is null ? (-1, -1) : FindIn(Plain(symbol.Split('_', '/', ':', '-')[0]), currencies);
        List<int> rest = [.. Enumerable.Range(0, currencies.Count).Where(i => i != traded && i != paid)];
        var usual = rest.FindIndex(i => CandleColumnNames.IsQuote(currencies[i]));
        var other = rest.FindIndex(i => !CandleColumnNames.IsQuote(currencies[i]));
        if (traded < 0 && paid < 0)
        {
            // Two of one kind, as of ETH/BTC or of EUR/USDT: the pair's second is what prices are quoted in.
            return usual >= 0 && other >= 0 ? (other, usual)
                : mayBeTraded && rest.Count > 1 ? (0, 1)
                : (other, usual);
        }

        return (traded >= 0 || other < 0 ? traded : rest[other], paid >= 0 || usual < 0 ? paid : rest[usual]);
    }

    private static (int Traded, int Paid) FindIn(string symbol, IReadOnlyList<string> currencies)
    {
        // The longest, so that USDT and not USD is what USDTUSD begins with.
        var traded = Longest(i => symbol.StartsWith(Plain(currencies[i]), StringComparison.Ordinal)
            && symbol[Plain(currencies[i]).Length..] is { Length: > 0 } quote
            && (FileGuess.IsQuote(quote) || currencies.Any(each => Plain(each) == quote)));
        var paid = Longest(i => i != traded && symbol.Length > Plain(currencies[i]).Length
            && symbol.EndsWith(Plain(currencies[i]), StringComparison.Ordinal));
        return (traded, paid);

        int Longest(Func<int, bool> fits) => Enumerable.Range(0, currencies.Count).Where(fits)
            .OrderByDescending(i => currencies[i].Length).Append(-1).First();
    }

    private static string Plain(string currency) =>
        NamedSymbol.Plain(currency).Replace("XBT", "BTC", StringComparison.Ordinal);
}
