using Trad.Candles;

namespace Trad.Formats.Candles.Markets;

/// <summary>
/// The market that a file names around its candles and not in each row of them: <c>"symbol": "BTC/USD"</c> beside the rows of an answer,
/// the key under which they stand, or the tickers under the names of columns.
/// </summary>
internal sealed class NamedAround
{
    private const int Most = 20;
    private const int Shortest = 2;
    private const int Longest = 64;

    // Alpha Vantage says what is traded and what is paid apart.
    private static readonly string[] Parts = ["digitalcurrencycode", "fromsymbol"];

    // What streams say of which kind of news a message is, as market.btcusdt.kline.5min and kline.5.BTCUSDT.
    private static readonly string[] Channels = ["topic", "ch", "channel", "stream"];

    private readonly List<(string Name, string Text)> _ofFile = [];
    private readonly List<string> _ofAll = [];

    /// <summary>The one symbol that stands around the candles of all files, as it is written; null where there is none.</summary>
    public string? Symbol => _ofAll is [var only] ? only : null;

    /// <summary>Whether a name is that of a symbol.</summary>
    public static bool IsSymbol(string name) =>
        CandleColumnNames.Normalize(name) is var plain && (CandleColumnNames.IsSymbol(plain) || Array.IndexOf(Parts, plain) >= 0);

    /// <summary>Begins a file.</summary>
    public void Begin() => _ofFile.Clear();

    /// <summary>Takes a value that stands around the candles; what is no name of a symbol is passed over.</summary>
    public void Take(string name, string? text)
    {
        if (text is not { Length: <= Longest })
        {
            return;
        }

        if (Array.IndexOf(Channels, CandleColumnNames.Normalize(name)) >= 0)
        {
            if (FileGuess.FromFileName(text.Replace('@', '.').Replace(':', '.').Replace('/', '.')).Symbol is { } told)
            {
                Add(name, told);
            }
        }
        else if (IsSymbol(name) || (CandleColumnNames.IsInstrument(CandleColumnNames.Normalize(name)) && NamedSymbol.IsOne(text)))
        {
            Add(name, text.Trim());
        }
    }

    /// <summary>Takes the key of what the candles may stand in; what is no pair of known currencies is passed over.</summary>
    public void TakeKey(string key)
    {
        if (key.Length <= Longest && IsKnownPair(NamedSymbol.Plain(key)))
        {
            Add("", key);
        }
    }

    /// <summary>Why the file is of another market than the one it is imported into; null where nothing says so.</summary>
    public string? FindOther(Market? market)
    {
        if (market is null || _ofFile.Count == 0 || _ofFile.Exists(each => NamedSymbol.IsOf(each.Text, market)))
        {
            return null;
        }

        var (name, text) = _ofFile[0];
        return $"{(name.Length == 0 ? "the key of the candles" : $"'{name}' beside the candles")} says '{text}', and the file is imported as "
            + $"{market.Symbol}; import it as {NamedSymbol.Suggest(market.Exchange, text)}";
    }

    private void Add(string name, string text)
    {
        var plain = NamedSymbol.Plain(text);
        if (plain.Length < Shortest || NumberText.TryRead(text, false, out _))
        {
            return;
        }

        if (_ofFile.Count < Most && !_ofFile.Exists(each => NamedSymbol.Plain(each.Text) == plain))
        {
            _ofFile.Add((name, text));
        }

        if (_ofAll.Count < Most && !_ofAll.Exists(each => NamedSymbol.Plain(each) == plain))
        {
            _ofAll.Add(text);
        }
    }

    private static bool IsKnownPair(string plain)
    {
        for (var at = Shortest; at <= plain.Length - Shortest; at++)
        {
            if (PlausiblePair.IsKnown(plain[..at]) && PlausiblePair.IsKnown(plain[at..]))
            {
                return true;
            }
        }

        return false;
    }
}
