using Trad.Candles;
using Trad.Formats.Candles.Markets;

namespace Trad.Formats.Candles;

/// <summary>
/// What stands around the names of all four prices, as in <c>BTC.USD.Open</c> and <c>Open (USD)</c>. It may name the market, and is
/// compared with the one of the import; it may say that these are no prices that anybody paid, as in <c>ha_open</c> and <c>open_lag1</c>,
/// which are refused; anything else is taken away.
/// </summary>
internal sealed class SurroundedPrices
{
    private const string Remedy = "write the prices that were traded under open, high, low and close";

    private static readonly CandleColumn[] Prices = [CandleColumn.Open, CandleColumn.High, CandleColumn.Low, CandleColumn.Close];

    private static readonly string[] PlainPrices = ["open", "high", "low", "close"];

    // Words of series that are made of prices, or of prices of something else than trades.
    private static readonly string[] OtherSeries =
    [
        "ha", "prev", "prior", "lag", "log", "ln", "mark", "index", "premium", "funding", "oracle", "norm", "scaled", "minmax", "std", "zscore",
        "z", "ask", "bid", "mid", "next", "future", "lead", "target", "label", "pred", "adj", "diff", "delta", "change", "chg", "pct", "return",
        "returns", "ret", "ratio", "spread", "ma", "sma", "ema", "wma", "avg", "mean", "median", "smooth", "rolling", "renko", "synthetic",
    ];

    // What longer words of these begin with: heikinashi, previous, lagged, shifted, normalised, predicted, forecasts, adjusted.
    private static readonly string[] OtherBeginnings =
        ["heikin", "heiken", "previous", "lagged", "shift", "normal", "standard", "predict", "forecast", "adjust", "smoothed"];

    private readonly IReadOnlyList<string> _names;
    private readonly string[] _whole;
    private readonly List<(string Before, string Behind)> _around;

    /// <summary>Looks at the names.</summary>
    public SurroundedPrices(IReadOnlyList<string> names)
    {
        _names = names;
        _whole = [.. names.Select(CandleColumnNames.Normalize)];
        _around = FindAround(_whole);
        var isNeeded = !Array.TrueForAll(Prices, price => Array.Exists(_whole, name => CandleColumnNames.Rank(price, name) >= 0));
        AreStripped = _around.Count == 1 && isNeeded;
        Plain = AreStripped ? Strip(_whole, _around[0]) : _whole;
    }

    /// <summary>
    /// The names as they are compared, without what stands around those of prices where that is needed and these are of one market.
    /// </summary>
    public string[] Plain { get; }

    /// <summary>Whether there are prices of several, of which none is taken.</summary>
    public bool AreSeveral => !AreStripped && _around.Count > 1;

    private bool AreStripped { get; }

    /// <summary>Why what was taken away may not be, in words; null where nothing was, or it may.</summary>
    /// <param name="market">The market that the file is imported into; null where any is right.</param>
    public string? FindFault(Market? market)
    {
        if (!AreStripped)
        {
            return null;
        }

        var name = _names[Array.FindIndex(_whole, each => each == _around[0].Before + "open" + _around[0].Behind)].Trim();
        if (Array.FindIndex(_whole, each => PlainPrices.Contains(each)) is var plain and >= 0)
        {
            return $"column '{_names[plain].Trim()}' stands beside '{name}' and three like it, and not all four prices are called in one way; "
                + Remedy;
        }

        var around = Around(name);
        return Words(around).FirstOrDefault(IsOtherSeries) is { } word
            ? $"column '{name}' and three like it are of another series than that of trades, as '{word}' says; {Remedy}"
            : market is null ? null
            : FindOther(around, market) is { } other
            ? $"column '{name}' says '{around}', and the file is imported as {other}"
            : null;
    }

    private static string? FindOther(string around, Market market)
    {
        var told = FileGuess.FromFileName(around.Replace('.', '_'));
        if ((told.SymbolOn(market.Exchange) ?? told.Symbol ?? told.Contract) is { } symbol)
        {
            return NamedSymbol.IsOf(symbol, market) ? null : $"{market.Symbol}; import it as {symbol}";
        }

        if (told.Exchange is { } exchange && !ExchangeName.IsOf(exchange, market.Exchange))
        {
            return $"of {market.Exchange}; import it with the exchange {exchange}";
        }

        // A coin alone is what is traded; money alone is what is paid, and any of the dollars is a dollar.
        var currency = NamedSymbol.Plain(around);
        return !PlausiblePair.IsKnown(currency) || NamedSymbol.IsOf(around, market) || IsPaid(currency, market.Symbol)
            ? null
            : $"{market.Symbol}; import it as what it is";
    }

    private static bool IsPaid(string currency, string symbol) => symbol.EndsWith(currency, StringComparison.Ordinal)
        || (currency.Contains("USD", StringComparison.Ordinal) && symbol.Contains("USD", StringComparison.Ordinal));

    private static bool IsOtherSeries(string word) => Array.IndexOf(OtherSeries, word) >= 0
        || Array.Exists(OtherBeginnings, beginning => word.StartsWith(beginning, StringComparison.Ordinal));

    /// <summary>What stands around the name of a price, as it is written and without what separates it.</summary>
    private string Around(string name)
    {
        var around = _around[0].Before.Length > 0
            ? name[..name.LastIndexOf("open", StringComparison.OrdinalIgnoreCase)]
            : name[(name.IndexOf("open", StringComparison.OrdinalIgnoreCase) + 4)..];
        var (first, last) = (0, around.Length);
        while (first < last && !char.IsLetterOrDigit(around[first]))
        {
            first++;
        }

        while (last > first && !char.IsLetterOrDigit(around[last - 1]))
        {
            last--;
        }

        return around[first..last];
    }

    /// <summary>The words of a text, small: parted by signs, digits and capitals behind small letters, as in <c>markPrice</c>.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            var isLetter = i < text.Length && char.IsLetter(text[i]);
            if (isLetter && !(i > start && char.IsUpper(text[i]) && char.IsLower(text[i - 1])))
            {
                continue;
            }

            if (i > start)
            {
                words.Add(text[start..i].ToLowerInvariant());
            }

            start = isLetter ? i : i + 1;
        }

        return words;
    }

    private static string[] Strip(string[] whole, (string Before, string Behind) around) => Array.ConvertAll(
        whole,
        name => name.StartsWith(around.Before, StringComparison.Ordinal) && name.EndsWith(around.Behind, StringComparison.Ordinal)
            && name.Length > around.Before.Length + around.Behind.Length
            ? name[around.Before.Length..^around.Behind.Length]
            : name);

    /// <summary>What stands around the four prices, once for each market that they are of.</summary>
    private static List<(string Before, string Behind)> FindAround(string[] whole)
    {
        var found = new List<(string Before, string Behind)>();
        foreach (var name in whole)
        {
            var around = name.EndsWith("open", StringComparison.Ordinal) ? (name[..^4], "")
                : name.StartsWith("open", StringComparison.Ordinal) ? ("", name[4..])
                : ("", "");
            if (around.Item1.Length + around.Item2.Length > 0
                && Array.TrueForAll(PlainPrices, price => whole.Contains(around.Item1 + price + around.Item2)))
            {
                found.Add(around);
            }
        }

        return found;
    }
}
