using Trad.Formats.Candles.Markets;

namespace Trad.Formats.Candles;

/// <summary>
/// Which of the currencies in names as <c>Volume EUR</c> and <c>Volume USDT</c> is what is traded, and which is what is paid: the symbol
/// tells, since a euro is either; where it is not known, or has none of them, what prices are usually in is what is paid.
/// </summary>
internal static class VolumeCurrencies
{
    // Coins that are called by words which say how a volume was worked out, or how large it is, as often as a coin.
    private static readonly string[] Words =
        ["one", "usual", "move", "not", "act", "key", "hot", "band", "super", "quick", "layer", "turbo", "win", "fun", "alpha", "beta"];

    private static readonly string[] Units =
    [
        "k", "m", "mm", "mn", "mln", "mio", "bn", "thousand", "thousands", "million", "millions", "billion", "billions", "lot", "lots",
        "contract", "contracts", "cont",
    ];

    /// <summary>
    /// The currency of an amount as in <c>Volume BTC</c>, <c>volume_usdt</c> or <c>usd_volume</c>: one that is known, or one of the
    /// market's. Null for anything else, as <c>volume_sma20</c>, which may be no amount at all.
    /// </summary>
    /// <param name="normalized">The name, as <see cref="CandleColumnNames.Normalize"/> gives it.</param>
    /// <param name="symbol">The market's symbol; null where it is not known.</param>
    public static string? Read(string normalized, string? symbol)
    {
        var rest = Rest(normalized);
        return rest.Length >= 2 && (IsOfMarket(Plain(rest), symbol is null ? "" : Plain(symbol.Split('_', '/', ':', '-')[0]))
            || (PlausiblePair.IsKnown(rest.ToUpperInvariant()) && Array.IndexOf(Words, rest) < 0))
            ? rest
            : null;
    }

    /// <summary>Whether a normalised name is of an amount that is counted in something else than a currency, as <c>Volume MM</c>.</summary>
    public static bool IsInUnit(string normalized) => Array.IndexOf(Units, Rest(normalized)) >= 0;

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

    private static bool IsOfMarket(string currency, string symbol) => symbol.Length > currency.Length
        && ((symbol.StartsWith(currency, StringComparison.Ordinal) && FileGuess.IsQuote(symbol[currency.Length..]))
            || (symbol.EndsWith(currency, StringComparison.Ordinal) && FileGuess.IsQuote(currency)));

    /// <summary>What stands before or behind volume; nothing where that is all, or the name is of something else.</summary>
    private static string Rest(string normalized)
    {
        const string Volume = "volume";
        return normalized.StartsWith(Volume, StringComparison.Ordinal) ? normalized[Volume.Length..]
            : normalized.EndsWith(Volume, StringComparison.Ordinal) ? normalized[..^Volume.Length]
            : normalized.StartsWith("vol", StringComparison.Ordinal) ? normalized[3..]
            : "";
    }

    private static string Plain(string currency) =>
        NamedSymbol.Plain(currency).Replace("XBT", "BTC", StringComparison.Ordinal);
}
