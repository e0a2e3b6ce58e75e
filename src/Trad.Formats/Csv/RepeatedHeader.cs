using Sylvan.Data.Csv;
using Trad.Formats.Candles;

namespace Trad.Formats.Csv;

/// <summary>
/// Names of columns that stand between the rows, as in files that were put together: the same again say nothing; behind others, or the same
/// in another order, rows would be read in an order that is not theirs.
/// </summary>
/// <param name="csv">The reader, on the line in question.</param>
/// <param name="layout">How the file is made.</param>
internal sealed class RepeatedHeader(CsvDataReader csv, CandleCsvLayout layout)
{
    private const int Prices = 4;
    private const int LongestQuote = 120;

    /// <summary>Whether the line has names of columns, also behind a #.</summary>
    /// <param name="fault">What is wrong with them, in words; null where they are those of the file.</param>
    public bool IsHeader(out string? fault)
    {
        fault = null;
        if (csv.RowFieldCount <= Prices)
        {
            return false;
        }

        var names = new string[csv.RowFieldCount];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = csv.GetFieldSpan(i).Trim().ToString();
        }

        var isComment = names[0].StartsWith('#');
        if (new CandleFieldFinder(names, _ => ColumnTraits.None).CountPrices() < Prices)
        {
            return false;
        }

        var areSame = layout.HasNames && layout.Fields.Used().All(
            used => (isComment && used.Column == CandleColumn.OpenTime) || IsSame(used.Column, used.Field, names));
        fault = areSame ? null
            : $"'{Shorten(string.Join(layout.Delimiter, names))}' has names of columns, which are "
                + (layout.HasNames ? "others than those above the rows before, or in another order" : "none of the rows before")
                + "; import the parts of the file one by one";
        return true;
    }

    // A price may be called otherwise; of amounts the name says which it is.
    private bool IsSame(CandleColumn column, int field, string[] names) => field < names.Length
        && CandleColumnNames.Normalize(names[field]) is var name
        && (name == CandleColumnNames.Normalize(layout.Names[field])
            || (column is CandleColumn.OpenTime or CandleColumn.Open or CandleColumn.High or CandleColumn.Low or CandleColumn.Close
                && CandleColumnNames.Rank(column, name) >= 0));

    private static string Shorten(string text) => text.Length <= LongestQuote ? text : text[..LongestQuote] + "…";
}
