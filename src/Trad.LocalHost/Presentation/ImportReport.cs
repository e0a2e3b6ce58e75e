using System.Globalization;
using Trad.Functions.Candles;

namespace Trad.LocalHost.Presentation;

/// <summary>Says what an import brought, or would bring.</summary>
internal static class ImportReport
{
    private const int MostNamed = 10;

    /// <summary>The last lines of an import of several files.</summary>
    public static IEnumerable<string> Lines(FileImports all)
    {
        if (all.PassedOver.Count > 0)
        {
            var more = all.PassedOver.Count > MostNamed ? $" and {all.PassedOver.Count - MostNamed} more" : "";
            yield return $"Passed over: {string.Join(", ", all.PassedOver.Take(MostNamed))}{more}";
        }

        var skipped = all.PassedOver.Count == 0 ? "" : $", {all.PassedOver.Count} other files passed over";
        yield return $"{all.Imported} of {all.Files.Count} files{skipped}: {all.Rows:N0} candles of "
            + $"{all.Markets} market{(all.Markets == 1 ? "" : "s")}, "
            + $"{all.Inserted:N0} new, {all.Replaced:N0} replaced, {all.Unchanged:N0} unchanged, "
            + string.Create(CultureInfo.InvariantCulture, $"{all.Seconds:0.0} s");
    }

    /// <summary>The lines of an import; none of a file that was refused.</summary>
    public static IEnumerable<string> Lines(FileImport file)
    {
        if (file.Import is not { } import)
        {
            yield break;
        }

        var market = $"{import.Exchange} {import.Symbol} {import.Interval}";
        var range = string.Create(
            CultureInfo.InvariantCulture, $"from {import.From:yyyy-MM-dd HH:mm}Z to {import.To:yyyy-MM-dd HH:mm}Z");
        var changes = $"{import.Inserted:N0} new, {import.Replaced:N0} replaced, {import.Unchanged:N0} unchanged";
        yield return import.DryRun
            ? $"{import.Rows:N0} candles of {market} {range} would be stored: {changes}"
            : $"{import.Rows:N0} candles of {market} {range}: {changes}, {import.Partitions} partitions written, "
                + string.Create(CultureInfo.InvariantCulture, $"{file.Seconds:0.0} s");
        if (import.Missing > 0)
        {
            yield return $"{import.Missing:N0} {(import.Missing == 1 ? "candle is" : "candles are")} missing in between, in "
                + $"{import.Gaps:N0} gap{(import.Gaps == 1 ? "" : "s")}.";
        }

        foreach (var note in import.Notes)
        {
            yield return note;
        }

        if (!import.DryRun)
        {
            yield break;
        }

        if (file.Told is { } told)
        {
            yield return $"Exchange {import.Exchange} {Teller(told.Exchange)}, symbol {import.Symbol} {Teller(told.Symbol)}, "
                + $"interval {import.Interval} {Teller(told.Interval)}";
        }

        var (separator, comma) = (import.Layout.Separator, import.Layout.DecimalComma);
        yield return $"Format {import.Layout.Format}{(separator is null ? "" : $", separated by {separator}")}"
            + $"{(comma is null ? "" : comma == true ? ", decimal comma" : ", decimal point")}; times are "
            + string.Join(" and ", import.Layout.Times.Select(form => TimeForms.GetValueOrDefault(form, form)))
            + (import.Layout.ClosingTimes ? ", of the close" : "") + "; columns "
            + string.Join(", ", import.Layout.Columns.Select(column => column.Key == column.Value
                ? column.Key
                : $"{column.Key} from \"{column.Value}\""));
        foreach (var candle in import.First.Union(import.Last))
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"  {candle.OpenTime:yyyy-MM-dd HH:mm}Z  open {candle.Open:R}  high {candle.High:R}  low {candle.Low:R}  close {candle.Close:R}  volume {candle.Volume:R}");
        }

        yield return "Nothing was stored; without --dry-run it is.";
    }

    private static readonly Dictionary<string, string> TimeForms = new()
    {
        ["seconds"] = "seconds since 1970 UTC",
        ["milliseconds"] = "milliseconds since 1970 UTC",
        ["microseconds"] = "microseconds since 1970 UTC",
        ["nanoseconds"] = "nanoseconds since 1970 UTC",
        ["text-without-zone"] = "text without a zone, taken as UTC",
        ["text-utc"] = "text in UTC",
        ["text-with-offset"] = "text with an offset from UTC",
        ["timestamp"] = "moments of the format's own type",
    };

    private static string Teller(MarketTeller teller) => teller switch
    {
        MarketTeller.Option => "as given",
        MarketTeller.FileName => "by the file's name",
        MarketTeller.Folders => "by the folders",
        MarketTeller.Column => "by a column",
        MarketTeller.BesideCandles => "by what stands beside the candles",
        MarketTeller.PackedPaths => "by the names of the files in it",
        MarketTeller.Candles => "by its candles",
        _ => "since nothing tells another",
    };
}
