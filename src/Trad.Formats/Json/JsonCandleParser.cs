using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Prices;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Json;

/// <summary>Turns rows of JSON into candles, and says of a bad one where and why.</summary>
/// <param name="file">The file's name.</param>
/// <param name="fields">Where the columns are.</param>
/// <param name="names">What they are called; their numbers where they have no names.</param>
/// <param name="isNamed">Whether they have names.</param>
/// <param name="isArray">Whether rows are arrays.</param>
internal sealed class JsonCandleParser(string file, CandleFields fields, IReadOnlyList<string> names, bool isNamed, bool isArray)
{
    private TimeReader _times = new(DateOrder.Unknown);
    private DateOrder _order;

    /// <summary>Where the columns are.</summary>
    public CandleFields Fields => fields;

    /// <summary>How dates as 03/04/2024 are meant; to be set before the first row is parsed.</summary>
    public DateOrder DateOrder
    {
        get => _order;
        set => (_order, _times) = (value, new TimeReader(value) { TimeOfDayDigits = TimeOfDayDigits, RefusesTwoReadings = true });
    }

    /// <summary>Whether numbers that are written as text have a decimal comma.</summary>
    public bool HasDecimalComma { get; set; }

    /// <summary>How many digits times of day have that are written as numbers; 0 where none is.</summary>
    public int TimeOfDayDigits { get; init; }

    /// <summary>What the column of times is called.</summary>
    public string TimeName => names[fields.Time];

    /// <summary>The text in the column of times, of a row in the order of the names.</summary>
    public string TimeText(IReadOnlyList<JsonCell> cells) => fields.Time < cells.Count ? cells[fields.Time].ToString() : "";

    /// <summary>The text in the column of times.</summary>
    public string TimeText(IReadOnlyList<string> given, IReadOnlyList<JsonCell> cells) =>
        TimeText(isArray ? cells : Arrange(names, given, cells));

    /// <summary>Lets a row whose values are in the order of the names tell how the commas of its texts are meant.</summary>
    public void Tell(DecimalChoice choice, IReadOnlyList<JsonCell> cells)
    {
        foreach (var field in fields.Numbers.Where(field => field < cells.Count))
        {
            choice.Add(cells[field].Text);
        }

        choice.AddRow(Text(cells, fields.Close), Text(cells, fields.Volume), Text(cells, fields.QuoteVolume));
    }

    /// <summary>What the columns are called; their numbers where they have no names.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>What the arrays and objects inside rows are called.</summary>
    public IReadOnlyList<string> Nested { get; init; } = [];

    /// <summary>What prices have to be divided by; null where they stand for themselves.</summary>
    public PriceScale? PriceScale { get; init; }

    /// <summary>The text in a column of a row in the order of the names; empty where there is no such column.</summary>
    public static string Text(IReadOnlyList<JsonCell> cells, int field) => field >= 0 && field < cells.Count ? cells[field].ToString() : "";

    /// <summary>The values of a row in the order of the names.</summary>
    /// <param name="given">The names of its values.</param>
    /// <param name="cells">Its values.</param>
    /// <param name="row">The row, counted from 1.</param>
    /// <exception cref="CandleFileException">A name that is used is there more often than in the first row.</exception>
    public IReadOnlyList<JsonCell> InOrder(IReadOnlyList<string> given, IReadOnlyList<JsonCell> cells, long row)
    {
        // Values that are in order already need no copy.
        if (isArray || given.SequenceEqual(names))
        {
            return cells;
        }

        EnsureSameNames(given, row);
        return FindRepeated(names, given) is not { } name
            || fields.Used().All(used => names[used.Field] != name)
            ? Arrange(names, given, cells)
            : throw CandleFileException.AtRow(file, row, DescribeRepeated(name));
    }

    /// <summary>Looks whether a row calls an amount otherwise than the first one did, so that nothing would be read of it.</summary>
    /// <param name="given">The names of its values.</param>
    /// <param name="row">The row, counted from 1.</param>
    /// <exception cref="CandleFileException">It does.</exception>
    public void EnsureSameNames(IReadOnlyList<string> given, long row)
    {
        foreach (var (column, field) in Amounts())
        {
            if ((field < 0 || IndexOf(given, names[field]) < 0)
                && given.FirstOrDefault(name => IndexOf(names, name) < 0
                    && CandleColumnNames.Rank(column, CandleColumnNames.Normalize(name)) >= 0) is { } other)
            {
                throw CandleFileException.AtRow(
                    file,
                    row,
                    $"'{other}' stands where the first row has {(field < 0 ? "nothing of its kind" : $"'{names[field]}'")}; "
                    + "call it the same in all rows");
            }
        }

        // Prices and times that are not there are refused as such.
        (CandleColumn, int)[] Amounts() => fields.Volume < 0
            ? [(CandleColumn.Volume, -1)]
            : [.. fields.Used().Where(
                used => used.Column is CandleColumn.Volume or CandleColumn.QuoteVolume or CandleColumn.TradeCount)];
    }

    /// <summary>A name that a row has more often than the first row; null where there is none.</summary>
    public static string? FindRepeated(IReadOnlyList<string> names, IReadOnlyList<string> given) =>
        given.FirstOrDefault(name => given.Count(each => each == name) > Math.Max(1, names.Count(each => each == name)));

    /// <summary>What is wrong with such a row.</summary>
    public static string DescribeRepeated(string name) => $"'{name}' is there twice; leave one of them";

    /// <summary>The values of an object in the order of the names.</summary>
    public static JsonCell[] Arrange(IReadOnlyList<string> names, IReadOnlyList<string> given, IReadOnlyList<JsonCell> cells)
    {
        var row = new JsonCell[names.Count];
        for (var i = 0; i < row.Length; i++)
        {
            var at = i < given.Count && given[i] == names[i] ? i : IndexOf(given, names[i]);
            row[i] = at < 0 ? JsonCell.Nothing : cells[at];
        }

        return row;
    }

    /// <summary>Whether what was found is a row of prices, and not another thing of an answer around them.</summary>
    /// <param name="found">It.</param>
    public bool IsRow(IJsonRowSource found) => isArray
        ? !found.IsObject
        : found.IsObject && found.Names is var given && (IndexOf(given, names[fields.Open]) >= 0 || IndexOf(given, names[fields.Close]) >= 0
            || (IndexOf(given, names[fields.High]) >= 0 && IndexOf(given, names[fields.Low]) >= 0));

    /// <summary>What was recognised.</summary>
    public RecognizedLayout Describe()
    {
        var layout = fields.Describe("json", names) with
        {
            TimeForms = _times.Forms,
            DateOrder = _order,
            HasNames = isNamed,
            HasDecimalComma = HasDecimalComma ? true : null,
        };
        return layout with { IgnoredColumns = isNamed ? [.. layout.IgnoredColumns, .. Nested] : [] };
    }

    /// <summary>The candle of a row whose values are in the order of the names.</summary>
    /// <exception cref="CandleFileException">The row is none.</exception>
    public Candle Parse(IReadOnlyList<JsonCell> cells, long row)
    {
        if (cells.Count != names.Count)
        {
            throw CandleFileException.AtRow(file, row, $"the row has {cells.Count} values, and the first has {names.Count}");
        }

        var time = Time(cells, row);
        var (open, high, low, close) = (Number(cells, fields.Open, "open", row), Number(cells, fields.High, "high", row),
            Number(cells, fields.Low, "low", row), Number(cells, fields.Close, "close", row));
        if (double.IsNaN(open + high + low + close))
        {
            return double.IsNaN(open) && double.IsNaN(high) && double.IsNaN(low) && double.IsNaN(close)
                ? new Candle(time, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN)
                : throw CandleFileException.AtRow(
                    file,
                    row,
                    $"{Label(double.IsNaN(open) ? fields.Open : double.IsNaN(high) ? fields.High : double.IsNaN(low) ? fields.Low : fields.Close)} "
                    + "is no finite number; a row has all four prices, or none of them");
        }

        return new Candle(
            time, open, high, low, close,
            Number(cells, fields.Volume, "volume", row), Number(cells, fields.QuoteVolume, "quote_volume", row), Count(cells, row));
    }

    private static int IndexOf(IReadOnlyList<string> given, string name)
    {
        for (var i = 0; i < given.Count; i++)
        {
            if (given[i] == name)
            {
                return i;
            }
        }

        return -1;
    }

    private long Time(IReadOnlyList<JsonCell> cells, long row)
    {
        var cell = cells[fields.Time];
        var text = cell.ToString();
        var fault = fields.TimeOfDay >= 0 ? _times.Read(text, cells[fields.TimeOfDay].ToString(), out var time)
            : cell.Text is null && cell.Whole is { } whole ? _times.Read(whole, out time)
            : _times.Read(text, out time);
        return fault is null
            ? time - fields.AheadOfUtc
            : throw CandleFileException.AtRow(file, row, $"{Label(fields.Time)}: '{Shorten(text)}' {fault}");
    }

    private double Number(IReadOnlyList<JsonCell> cells, int ordinal, string column, long row)
    {
        if (ordinal < 0)
        {
            return double.NaN;
        }

        var cell = cells[ordinal];
        return cell.Text is null ? cell.Number
            : NumberText.TryRead(cell.Text, HasDecimalComma, out var number) ? number
            : throw CandleFileException.AtRow(
                file, row, $"{Label(ordinal)}: '{Shorten(cell.Text)}' is not a number ({column}); allowed are numbers such as 42283.58");
    }

    private long Count(IReadOnlyList<JsonCell> cells, long row) =>
        TradeCounts.TryRead(Number(cells, fields.TradeCount, "trade_count", row), out var count)
            ? count
            : throw CandleFileException.AtRow(
                file,
                row,
                $"{Label(fields.TradeCount)}: '{cells[fields.TradeCount]}' is not a count; allowed are whole numbers from 0, or null");

    private string Label(int ordinal) => isNamed ? $"'{names[ordinal]}'" : $"value {ordinal + 1}";

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
