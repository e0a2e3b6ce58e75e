using System.Globalization;
using Sylvan.Data.Csv;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Csv;

/// <summary>Turns the rows of a CSV reader into candles, and says of a bad one where and why.</summary>
internal sealed class CandleCsvParser(CsvDataReader csv, CandleCsvLayout layout, string file)
{
    private const int LongestQuote = 40;

    // What the lines begin with that programs put under a table.
    private static readonly string[] FooterWords =
    [
        "total", "totals", "sum", "source", "sources", "end", "eof", "average", "mean", "copyright", "©", "note", "notes", "generated",
        "exported", "downloaded", "rows", "count", "disclaimer", "data", "provided", "quelle", "summe", "gesamt", "highest", "lowest",
        "minimum", "maximum", "the", "this",
    ];

    private readonly TimeReader _times = new(layout.DateOrder)
    {
        TimeOfDayDigits = layout.TimeOfDayDigits,
        RefusesTwoReadings = true,
    };

    private readonly CandleFields _fields = layout.Fields;
    private readonly RepeatedHeader _names = new(csv, layout);
    private readonly int _count = NamedColumns(layout);

    /// <summary>The line that the reader stands on, counted from 1.</summary>
    public long Line { get; set; }

    /// <summary>The line under the table that says something about it, such as a total; null where there is none.</summary>
    public string? Footer { get; private set; }

    /// <summary>How the times that were read were written.</summary>
    public TimeForms TimeForms => _times.Forms;

    /// <summary>The candle of the line that the reader stands on; false when the line says nothing.</summary>
    /// <exception cref="CandleFileException">
    /// The line has more or fewer fields than it must, or one that is no value of its column.
    /// </exception>
    public bool TryParse(out Candle candle)
    {
        candle = default;
        if (csv.RowFieldCount != _count && !Fits())
        {
            return false;
        }

        if (!TryTime(out var time))
        {
            return false;
        }

        var (open, high, low, close) = (Number(_fields.Open, "open"), Number(_fields.High, "high"), Number(_fields.Low, "low"),
            Number(_fields.Close, "close"));
        if (double.IsNaN(open + high + low + close))
        {
            EnsureNoPrice(open, high, low, close);
            EnsureNoFooter();
            candle = new Candle(time, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
            return true;
        }

        EnsureNoFooter();
        candle = new Candle(
            time, open, high, low, close,
            _fields.Volume < 0 ? double.NaN : Number(_fields.Volume, "volume"),
            _fields.QuoteVolume < 0 ? double.NaN : Number(_fields.QuoteVolume, "quote_volume"),
            _fields.TradeCount < 0 ? CandleSeries.UnknownTradeCount : Count());
        return true;
    }

    /// <summary>What to add to a defect of the line's candle, where its time has lost digits; empty where it has not.</summary>
    public string TimeRemedy => SpreadsheetText.HasLostDigits(csv.GetFieldSpan(_fields.Time))
        ? $"; '{Shorten(csv.GetFieldSpan(_fields.Time))}' {SpreadsheetText.LostDigits}"
        : "";

    /// <summary>The error of the line that the reader stands on.</summary>
    public CandleFileException Error(string reason) => new(file, Line, reason);

    /// <summary>
    /// Whether a row of another number of fields than it must have differs only by nothing at its end; false when it says nothing
    /// at all.
    /// </summary>
    private bool Fits()
    {
        if (IsHeader() || CsvText.IsIdle(csv) || IsFooter())
        {
            return false;
        }

        var fields = csv.RowFieldCount;
        for (var i = _count; i < fields; i++)
        {
            if (!csv.GetFieldSpan(i).IsWhiteSpace())
            {
                throw Error(
                    $"the line has {fields} fields, and {(layout.HasNames ? "there are names of" : "the first has")} {_count}"
                    + (layout.Delimiter == ',' ? "; a number with a comma in it must stand in quotes" : ""));
            }
        }

        return fields >= _count
            ? true
            : throw Error($"the line has {fields} fields, and {(layout.HasNames ? "there are names of" : "the first has")} {_count}");
    }

    // What stands behind the last name belongs to no column: a line may end there with a separator, but with nothing else.
    private static int NamedColumns(CandleCsvLayout layout)
    {
        var count = layout.Names.Count;
        while (layout.HasNames && count > 0 && layout.Names[count - 1].Length == 0)
        {
            count--;
        }

        return count;
    }

    private bool TryTime(out long time)
    {
        var text = csv.GetFieldSpan(_fields.Time);
        var fault = _fields.TimeOfDay < 0
            ? _times.Read(text, out time)
            : _times.Read(text, csv.GetFieldSpan(_fields.TimeOfDay), out time);
        if (fault is null)
        {
            time -= _fields.AheadOfUtc;
            return true;
        }

        if (IsHeader() || CsvText.IsIdle(csv) || IsFooter())
        {
            return false;
        }

        throw Error($"{Label(_fields.Time, "open_time")}: '{Shorten(text)}' {fault}");
    }

    /// <summary>Whether the line has no prices and begins with a word that stands under tables; it is remembered.</summary>
    private bool IsFooter()
    {
        var text = csv.GetFieldSpan(0).Trim();
        if (csv.RowFieldCount == 1 && CsvText.IsRowCount(text))
        {
            Footer ??= Shorten(text);
            return true;
        }

        var end = text.IndexOfAny(" :,;=");
        var word = end < 0 ? text : text[..end];
        foreach (var known in FooterWords)
        {
            if (word.Equals(known, StringComparison.OrdinalIgnoreCase) && !HasPrice())
            {
                Footer ??= Shorten(text);
                return true;
            }
        }

        return false;
    }

    private bool HasPrice()
    {
        foreach (var field in (ReadOnlySpan<int>)[_fields.Open, _fields.High, _fields.Low, _fields.Close])
        {
            if (field < csv.RowFieldCount && !NumberText.IsNothing(csv.GetFieldSpan(field))
                && NumberText.TryRead(csv.GetFieldSpan(field), layout.HasDecimalComma, out _))
            {
                return true;
            }
        }

        return false;
    }

    private void EnsureNoFooter()
    {
        if (Footer is not null)
        {
            throw Error($"a row of candles stands under the line '{Footer}', which is none; leave that line out");
        }
    }

    // A row with a price has no names of columns, which cost much more to look for in a file of which every row ends with a separator.
    private bool IsHeader() => !HasPrice() && _names.IsHeader(out var fault) && (fault is null ? true : throw Error(fault));

    private double Number(int ordinal, string column)
    {
        var text = csv.GetFieldSpan(ordinal);
        if (!layout.HasDecimalComma && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain)
            && double.IsFinite(plain))
        {
            return plain;
        }

        return !NumberText.TryRead(text, layout.HasDecimalComma, out var number)
            ? throw Error($"{Label(ordinal, column)}: '{Shorten(text)}' is not a number; allowed are decimal numbers such as 42283.58")
            : double.IsInfinity(number)
                ? throw Error(
                    $"{Label(ordinal, column)}: '{Shorten(text)}' is not a finite number; allowed are decimal numbers such as 42283.58")
                : number;
    }

    private void EnsureNoPrice(double open, double high, double low, double close)
    {
        if (!double.IsNaN(open) || !double.IsNaN(high) || !double.IsNaN(low) || !double.IsNaN(close))
        {
            var (missing, column) = double.IsNaN(open) ? (_fields.Open, "open") : double.IsNaN(high) ? (_fields.High, "high")
                : double.IsNaN(low) ? (_fields.Low, "low") : (_fields.Close, "close");
            throw Error($"{Label(missing, column)}: '{Shorten(csv.GetFieldSpan(missing))}' is not a finite number; "
                + "a row has all four prices, or none of them");
        }
    }

    private long Count()
    {
        var text = csv.GetFieldSpan(_fields.TradeCount);
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
        {
            return count;
        }

        return NumberText.TryRead(text, layout.HasDecimalComma, out var number) && TradeCounts.TryRead(number, out count)
            ? count
            : throw Error(
                $"{Label(_fields.TradeCount, "trade_count")}: '{Shorten(text)}' is not a count; allowed are whole numbers from 0, or nothing");
    }

    private string Label(int ordinal, string column) => !layout.HasNames ? $"column {ordinal + 1} ({column})"
        : CandleColumnNames.Normalize(layout.Names[ordinal]) == CandleColumnNames.Normalize(column) ? $"column '{column}'"
        : $"column '{layout.Names[ordinal]}' ({column})";

    private static string Shorten(ReadOnlySpan<char> text) => text.Length <= LongestQuote ? text.ToString() : $"{text[..LongestQuote]}…";
}
