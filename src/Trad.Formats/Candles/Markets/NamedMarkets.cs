using Trad.Candles;

namespace Trad.Formats.Candles.Markets;

/// <summary>
/// Looks at the columns of a file that name the market of each row, such as <c>symbol</c>, <c>exchange</c> and <c>interval</c>: candles
/// of several markets, or of another one than they are imported into, would be mixed up without anybody noticing.
/// </summary>
internal sealed class NamedMarkets
{
    private readonly NamedColumn _symbols = new();
    private readonly NamedColumn _exchanges = new();
    private readonly NamedIntervals _intervals = new();
    private Market? _market;
    private FileGuess? _packed;
    private int _symbol = -1;
    private int _exchange = -1;
    private bool _isStrict;
    private string _firstOther = "";

    /// <summary>Whether the file has such columns.</summary>
    public bool AreNamed => _symbol >= 0 || _exchange >= 0 || IntervalField >= 0;

    /// <summary>The column of symbols; -1 where there is none.</summary>
    public int SymbolField => _symbol;

    /// <summary>The column of exchanges; -1 where there is none.</summary>
    public int ExchangeField => _exchange;

    /// <summary>The column of intervals; -1 where there is none.</summary>
    public int IntervalField => _intervals.Field;

    /// <summary>What stands around the candles.</summary>
    public NamedAround Around { get; } = new();

    /// <summary>The one symbol that is named, as it is written; null where there is none.</summary>
    public string? Symbol => _symbols.Values is [var only] ? only : _symbols.Values.Count == 0 ? Around.Symbol : null;

    /// <summary>What tells the symbol; null where nothing does.</summary>
    public SymbolTeller? Teller => _symbols.Values is [_] ? SymbolTeller.Column
        : Symbol is not null ? SymbolTeller.BesideCandles
        : _packed is not null ? SymbolTeller.PackedPaths
        : null;

    /// <summary>
    /// The symbol that is named, or that the paths tell of the files that are packed together, as an exchange's markets are called; null
    /// where there is none.
    /// </summary>
    public string? FindSymbol(string exchange) =>
        Symbol is { } text ? NamedSymbol.ReadPair(exchange, text) : _packed?.SymbolOn(exchange);

    /// <summary>Takes what the paths of files tell that are packed together, which may be one market for all.</summary>
    public void TakePaths(IEnumerable<FileGuess> told) =>
        _packed ??= told.DistinctBy(each => each.Symbol ?? each.Contract).ToList() is [var one] ? one : null;

    /// <summary>Begins a file.</summary>
    /// <param name="fields">Its columns.</param>
    /// <param name="names">What they are called.</param>
    /// <param name="market">The market that it is imported into; null where any is right.</param>
    public void Begin(CandleFields fields, IReadOnlyList<string> names, Market? market)
    {
        (_symbol, _exchange, _market) = (fields.Symbol, fields.Exchange, market);
        _symbols.Name = _symbol < 0 ? "" : names[_symbol].Trim();
        _exchanges.Name = _exchange < 0 ? "" : names[_exchange].Trim();
        _intervals.Begin(fields.Interval, fields.Interval < 0 ? "" : names[fields.Interval].Trim(), market?.Interval);
        _isStrict = _symbol >= 0 && CandleColumnNames.IsSymbol(CandleColumnNames.Normalize(_symbols.Name));
    }

    /// <summary>Takes what a row is of; false when the file cannot be imported, and only its other markets are of interest.</summary>
    /// <param name="symbol">The text in the column of symbols; empty where there is none.</param>
    /// <param name="exchange">The text in the column of exchanges; empty where there is none.</param>
    /// <param name="interval">The text in the column of intervals; empty where there is none.</param>
    /// <param name="place">The row in words, for messages.</param>
    public bool Take(
        ReadOnlySpan<char> symbol, ReadOnlySpan<char> exchange, ReadOnlySpan<char> interval, (string Name, long Number) place)
    {
        var isNew = _symbol >= 0 && _symbols.Take(symbol);
        isNew |= _exchange >= 0 && _exchanges.Take(exchange);
        if (isNew && _firstOther.Length == 0 && (FindSeveral() ?? FindOther()) is not null)
        {
            _firstOther = $"{place.Name} {place.Number}";
        }

        return _intervals.Take(interval, place) && _firstOther.Length == 0;
    }

    /// <summary>Takes what the rows of a part of a typed file are of; false when the file cannot be imported.</summary>
    /// <param name="symbols">The column of symbols; null where there is none.</param>
    /// <param name="exchanges">The column of exchanges; null where there is none.</param>
    /// <param name="intervals">The column of intervals; null where there is none.</param>
    /// <param name="before">Rows of the file that came before.</param>
    public bool Take(
        IReadOnlyList<string?>? symbols, IReadOnlyList<string?>? exchanges, IReadOnlyList<string?>? intervals, long before)
    {
        for (var i = 0; i < (symbols ?? exchanges ?? intervals)?.Count; i++)
        {
            Take(symbols?[i], exchanges?[i], intervals?[i], ("row", before + i + 1));
        }

        return _intervals.Defect is null && _firstOther.Length == 0;
    }

    /// <summary>Why the file cannot be imported.</summary>
    public string Describe() => FindSeveral() ?? FindOther() ?? _intervals.Defect ?? throw new InvalidOperationException("Nothing is wrong with the markets.");

    private string? FindSeveral() =>
        _symbols.Values.Count > 1
            ? $"column '{_symbols.Name}' names several markets, {List(_symbols.Values)}; leave the rows of one, or write a file for each"
        : _exchanges.Values.Count > 1
            ? $"column '{_exchanges.Name}' names several exchanges, {List(_exchanges.Values)}; leave the rows of one, or write a file for each"
        : null;

    private string? FindOther()
    {
        if (_market is null)
        {
            return null;
        }

        var at = _firstOther.Length == 0 ? "" : $"{_firstOther}: ";
        if (_symbols.Values is [var symbol] && !NamedSymbol.IsOf(symbol, _market)
            && (_isStrict || NamedSymbol.IsOne(symbol)))
        {
            return $"{at}column '{_symbols.Name}' says '{symbol}', and the file is imported as {_market.Symbol}; "
                + $"import it as {NamedSymbol.Suggest(_market.Exchange, symbol)}";
        }

        return _exchanges.Values is [var exchange] && ExchangeName.Find(exchange) is { } found
            && !ExchangeName.IsOf(found, _market.Exchange)
            ? $"{at}column '{_exchanges.Name}' says '{exchange}', and the file is imported as of {_market.Exchange}; "
                + $"import it with the exchange {found}"
            : null;
    }

    private static string List(IReadOnlyList<string> values) => string.Join(", ", values.Take(8).Select(value => $"'{value}'"))
        + (values.Count > 8 ? $" and {(values.Count < 20 ? "" : "at least ")}{values.Count - 8} more" : "");
}
