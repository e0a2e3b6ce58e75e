using Trad.Formats.Candles;
using Trad.Formats.Candles.Prices;

namespace Trad.Formats.Json;

/// <summary>The first rows of a JSON file, by which its columns are told.</summary>
/// <param name="candles">The file, of which the market and what is said of its numbers are of interest.</param>
/// <param name="file">Its name, for messages.</param>
internal sealed class JsonSample(CandleFile candles, string file)
{
    private const int Prices = 4;
    private const int LeastValues = 5;

    // Behind a first row it is one that misses something, and is told so.
    private const int HalfACandle = 2;
    private const int MostNamed = 5;

    // What exchanges call the reason of a refusal.
    private static readonly string[] Reasons = ["msg", "message", "error", "errmsg", "retMsg", "error_message", "Error Message", "Note"];

    private readonly List<JsonCell[]> _rows = [];
    private readonly HashSet<string> _nested = [];
    private readonly List<(string[] Names, int Row)> _named = [];
    private string[]? _names;
    private (string Name, int Row)? _repeated;
    private bool _isObject;

    /// <summary>The reason that an answer without candles gives; null where it gives none.</summary>
    public string? Reason { get; private set; }

    /// <summary>Rows of values.</summary>
    public int Count => _rows.Count;

    /// <summary>The rows.</summary>
    public IReadOnlyList<JsonCell[]> Rows => _rows;

    /// <summary>
    /// Takes a row; what is no row of prices is passed over, as is an array of few values before the first row: false of these.
    /// </summary>
    public bool Add(IJsonRowSource rows)
    {
        var isObject = rows.IsObject;
        Reason ??= FindReason(rows);
        if (isObject ? CountPrices(rows.Names) < (_names is null ? Prices : HalfACandle) : _names is null && rows.Cells.Count < LeastValues)
        {
            return false;
        }

        if (_names is null)
        {
            _isObject = isObject;
            _names = isObject ? [.. rows.Names] : FindNames(rows.Cells);
            if (!isObject && _names.Length > 0)
            {
                return true;
            }
        }

        if (isObject == _isObject)
        {
            _nested.UnionWith(rows.Nested);
            if (isObject && rows.Names.Any(name => Array.IndexOf(_names, name) < 0))
            {
                _named.Add(([.. rows.Names], _rows.Count + 1));
            }

            _repeated ??= isObject && !rows.Names.SequenceEqual(_names) && JsonCandleParser.FindRepeated(_names, rows.Names) is { } name
                ? (name, _rows.Count + 1)
                : null;
            _rows.Add(isObject ? JsonCandleParser.Arrange(_names, rows.Names, rows.Cells) : [.. rows.Cells]);
        }

        return isObject == _isObject;
    }

    /// <summary>Whether no text of the first rows has told whether a comma stands before decimals, where that is asked.</summary>
    public bool AreNumbersUndecided { get; private set; }

    /// <summary>Finds the columns.</summary>
    /// <exception cref="CandleFileException">One is missing.</exception>
    public JsonCandleParser Recognize()
    {
        var hasComma = HasDecimalComma();
        var sampled = new SampledRows([.. _rows.Select(row => Array.ConvertAll(row, cell => cell.ToString()))], hasComma);
        var isNamed = _names!.Length > 0;
        CandleFields? fields;
        var finder = new CandleFieldFinder(_names, sampled.Traits, sampled.Times)
        {
            Market = candles.Market,
            AreSame = sampled.AreSame,
            Values = sampled.Values,
        };
        var fault = isNamed
            ? finder.Find(out fields)
            : new UnnamedFields(sampled).Find(out fields);
        if (fields is null)
        {
            throw CandleFileException.AtRow(
                file, 1,
                fault + (_nested.Count == 0 ? "" : $"; what is inside {string.Join(", ", _nested.Take(MostNamed).Select(name => $"'{name}'"))} "
                    + "is not looked at, so write what is needed of it beside the prices"));
        }

        if (_repeated is { } repeated && fields.Used().Any(used => isNamed && _names[used.Field] == repeated.Name))
        {
            throw CandleFileException.AtRow(file, repeated.Row, JsonCandleParser.DescribeRepeated(repeated.Name));
        }

        var names = isNamed
            ? _names
            : [.. Enumerable.Range(1, _rows[0].Length).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        if (sampled.FindShortened(fields, names) is { } shortened)
        {
            throw CandleFileException.AtRow(file, 1, shortened);
        }

        var parser = new JsonCandleParser(file, fields, names, isNamed, !_isObject)
        {
            Nested = [.. _nested],
            HasDecimalComma = hasComma,
            TimeOfDayDigits = sampled.FindTimeOfDayDigits(fields.TimeOfDay),
            PriceScale = isNamed ? PriceScales.FindNamed(names, sampled.Prices(fields)) : null,
        };
        foreach (var (given, row) in _named)
        {
            parser.EnsureSameNames(given, row);
        }

        return parser;
    }

    // What is a number of JSON has a point. Either reading will do to tell the columns.
    private bool HasDecimalComma()
    {
        var evidence = new DecimalEvidence();
        foreach (var cell in _rows.SelectMany(row => row))
        {
            evidence.Add(cell.Text);
        }

        AreNumbersUndecided = !evidence.IsSure && (evidence.Example is not null || candles.HasDecimalComma is not null);
        return evidence.Or(candles.HasDecimalComma) ?? true;
    }

    // Kraken gives its reasons in an array.
    private static string? FindReason(IJsonRowSource rows)
    {
        for (var i = 0; i < rows.Names.Count; i++)
        {
            if (Array.IndexOf(Reasons, rows.Names[i]) >= 0 && rows.Cells[i].Text is { Length: > 0 } reason)
            {
                return reason;
            }
        }

        return rows.Names.Count == 0 && rows.Cells is [{ Text: { Length: > 1 } only }] && only[0] is 'E' or 'W' && only.Contains(':')
            ? only
            : null;
    }

    /// <summary>The names of columns, where the values of an array are such.</summary>
    private static string[] FindNames(IReadOnlyList<JsonCell> cells)
    {
        string[] texts = [.. cells.Select(cell => cell.Text ?? "")];
        return cells.All(cell => cell.Text is not null) && CountPrices(texts) == Prices ? texts : [];
    }

    private static int CountPrices(IReadOnlyList<string> names) => new CandleFieldFinder(names, _ => ColumnTraits.None).CountPrices();
}
