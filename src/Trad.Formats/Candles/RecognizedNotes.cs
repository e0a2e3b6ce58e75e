using System.Globalization;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Candles;

/// <summary>Puts into sentences what of a recognised layout is not plain.</summary>
internal static class RecognizedNotes
{
    private const int MostNamed = 10;

    private static readonly CandleColumn[] Prices = [CandleColumn.Open, CandleColumn.High, CandleColumn.Low, CandleColumn.Close];

    public static IEnumerable<string> Describe(RecognizedLayout layout)
    {
        if (!layout.HasNames)
        {
            yield return $"The columns have no names; they were taken to be {string.Join(", ", layout.Columns.OrderBy(
                column => column.Value, StringComparer.Ordinal).Select(column => column.Key))}.";
        }

        if (layout.HasNames && layout.Columns.TryGetValue(CandleColumnNames.Ours(CandleColumn.Open), out var open)
            && IsTold(CandleColumnNames.Normalize(open)))
        {
            yield return $"Prices are read from columns with longer names: {string.Join(", ", Prices.Select(CandleColumnNames.Ours).Select(
                price => $"{price} from '{layout.Columns[price]}'"))}.";
        }

        if (layout.IgnoredColumns.Count > 0)
        {
            yield return $"Columns that were not used: {string.Join(", ", layout.IgnoredColumns.Distinct())}.";
        }

        if (layout.FilesPassedOver.Count > 0)
        {
            var more = layout.FilesPassedOver.Count > MostNamed ? $" and {layout.FilesPassedOver.Count - MostNamed:N0} more" : "";
            yield return $"Files in it that were passed over: {string.Join(", ", layout.FilesPassedOver.Take(MostNamed))}{more}.";
        }

        if (layout.Format == "csv" && (layout.Separator != "comma" || layout.HasDecimalComma == true))
        {
            var numbers = layout.HasDecimalComma == true ? ", and numbers have a decimal comma" : "";
            yield return $"Fields are separated by {layout.Separator}{numbers}.";
        }

        if (layout.Format != "csv" && layout.HasDecimalComma == true)
        {
            yield return "Numbers are text with a decimal comma.";
        }

        foreach (var note in OfTimes(layout))
        {
            yield return note;
        }

        if (layout.PriceScale is { } scale)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Prices were scaled by {scale.Factor:0E-0}: they are {scale.Name}.");
        }

        if (layout.WholePrices is { } whole)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"All prices are whole numbers, {whole.Lowest:N0} to {whole.Highest:N0}{(whole.ShortenedTo is { } step
                    ? $", in steps of {step:N0}, as where a spreadsheet has shortened them; they were taken as they stand."
                    : "; they were taken as they stand, not as cents or the like.")}");
        }

        if (layout.DuplicatesDropped > 0)
        {
            yield return $"{Counted(layout.DuplicatesDropped, "row")} repeated another row, and {Were(layout.DuplicatesDropped)} left out.";
        }

        if (layout.RowsWithoutPrices > 0)
        {
            yield return $"{Counted(layout.RowsWithoutPrices, "row")} had no prices, and {Were(layout.RowsWithoutPrices)} left out.";
        }

        if (layout.RowsMarkedOpen > 0)
        {
            yield return layout.RowsMarkedOpen == 1
                ? "1 row is marked as a candle that had not closed, and was left out."
                : $"{layout.RowsMarkedOpen:N0} rows are marked as candles that had not closed, and were left out.";
        }

        if (layout.Footer is { } footer)
        {
            yield return $"The line '{footer}' under the candles is none, and was left out.";
        }

        if (layout.OpenCandle is { } unfinished)
        {
            yield return $"The candle of {unfinished:yyyy-MM-dd HH:mm}Z had not closed yet, and was left out.";
        }

        foreach (var oddity in layout.Oddities)
        {
            yield return oddity;
        }

        if (layout.VolumesMissing > 0)
        {
            yield return layout.Columns.ContainsKey(CandleColumnNames.Ours(CandleColumn.Volume))
                ? $"{Counted(layout.VolumesMissing, "candle")} {(layout.VolumesMissing == 1 ? "has" : "have")} no volume; it is stored as 0."
                : "There is no column of volumes; they are stored as 0.";
        }
    }

    private static string Counted(long count, string what) => $"{count:N0} {what}{(count == 1 ? "" : "s")}";

    private static string Were(long count) => count == 1 ? "was" : "were";

    // Something else stands around the name, or it is one side of a book.
    private static bool IsTold(string open) =>
        CandleColumnNames.Rank(CandleColumn.Open, open) < 0 || open.Contains("bid", StringComparison.Ordinal);

    private static IEnumerable<string> OfTimes(RecognizedLayout layout)
    {
        if (layout.HasNames && !layout.HasClosingTimes
            && layout.Columns.TryGetValue(CandleColumnNames.Ours(CandleColumn.OpenTime), out var time) && time.Trim().Length > 0
            && CandleColumnNames.Rank(CandleColumn.OpenTime, CandleColumnNames.Normalize(time)) < 0)
        {
            yield return $"Column '{time}' is the one that holds times; they were taken for those at which candles open.";
        }

        if (layout.Zone is { } zone)
        {
            yield return $"Times are written in the zone {zone}, as the file says; they were converted to UTC.";
        }
        else if (layout.TimeForms.HasFlag(TimeForms.TextWithoutZone))
        {
            yield return "Times are written without a zone; they were taken as UTC.";
        }

        if (layout.TimeForms.HasFlag(TimeForms.TextWithOffset))
        {
            yield return "Times are written with an offset; they were converted to UTC.";
        }

        if ((layout.TimeForms & TimeForms.Numbers) is var numbers && numbers is not (0 or TimeForms.Milliseconds))
        {
            yield return $"Times are {numbers.ToString().ToLowerInvariant().Replace(",", " and", StringComparison.Ordinal)} since 1970.";
        }

        if (layout.DateOrder is not (DateOrder.Unknown or DateOrder.YearMonthDay))
        {
            yield return $"Dates are written with the {TimeReader.Describe(layout.DateOrder)}.";
        }

        if (layout.HasClosingTimes)
        {
            yield return "Times are those at which candles close; they were moved to their open.";
        }

        if (layout.Order != RowOrder.OldestFirst)
        {
            yield return layout.Order == RowOrder.NewestFirst
                ? "Rows stand newest first."
                : "Rows do not stand in order of time; they were sorted.";
        }
    }
}
