using Trad.Formats.Candles;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Json;

/// <summary>The first rows of a JSON file, by which its columns are told.</summary>
/// <param name="file">The file's name, for messages.</param>
internal sealed class JsonSample(string file)
{
    private const int Prices = 4;

    private readonly List<JsonCell[]> _rows = [];
    private IReadOnlyList<string>? _names;
    private bool _isNamedByFirst;

    /// <summary>Rows of values.</summary>
    public int Count => _rows.Count;

    /// <summary>The rows.</summary>
    public IReadOnlyList<JsonCell[]> Rows => _rows;

    /// <summary>Takes a row; what is no row of prices and comes before the first that is one is passed over.</summary>
    public void Add(JsonRows rows)
    {
        if (_names is null)
        {
            if (rows.Names.Count > 0)
            {
                if (CountPrices(rows.Names) < Prices)
                {
                    return;
                }

                _names = [.. rows.Names];
            }
            else if (rows.Cells.All(cell => cell.Text is not null) && CountPrices([.. rows.Cells.Select(cell => cell.Text!)]) == Prices)
            {
                (_names, _isNamedByFirst) = ([.. rows.Cells.Select(cell => cell.Text!)], true);
                return;
            }
            else
            {
                _names = [];
            }
        }

        _rows.Add(_names.Count == 0 || _isNamedByFirst ? [.. rows.Cells] : JsonCandleParser.Arrange(_names, rows.Names, rows.Cells));
    }

    /// <summary>Finds the columns.</summary>
    /// <exception cref="CandleFileException">One is missing, or a date may be read in two ways.</exception>
    public JsonCandleParser Recognize()
    {
        var sampled = new SampledRows([.. _rows.Select(row => Array.ConvertAll(row, cell => cell.ToString()))], hasDecimalComma: false);
        var isNamed = _names!.Count > 0;
        CandleFields? fields;
        var fault = isNamed
            ? new CandleFieldFinder(_names, sampled.Look).Find(out fields)
            : new UnnamedFields(sampled).Find(out fields);
        if (fields is null)
        {
            throw CandleFileException.AtRow(file, 1, fault!);
        }

        var names = isNamed
            ? _names
            : [.. Enumerable.Range(1, _rows[0].Length).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        var order = sampled.FindDateOrder(fields.Time, out var example);
        return order == DateOrder.Unknown && example is not null
            ? throw new CandleFileException(file, null, DateOrderEvidence.Describe(names[fields.Time], example))
            : new JsonCandleParser(file, fields, names, isNamed, isArray: !isNamed || _isNamedByFirst, order);
    }

    private static int CountPrices(IReadOnlyList<string> names) => new CandleFieldFinder(names, _ => ColumnLook.None).CountPrices();
}
