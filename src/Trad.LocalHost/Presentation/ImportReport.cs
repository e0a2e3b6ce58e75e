using System.Globalization;
using Trad.Functions.Candles;

namespace Trad.LocalHost.Presentation;

/// <summary>Says what an import brought, or would bring.</summary>
internal static class ImportReport
{
    /// <summary>The lines of an import.</summary>
    public static IEnumerable<string> Lines(CandleImport import, TimeSpan elapsed)
    {
        var market = $"{import.Exchange} {import.Symbol} {import.Interval}";
        var range = string.Create(
            CultureInfo.InvariantCulture, $"from {import.From:yyyy-MM-dd HH:mm}Z to {import.To:yyyy-MM-dd HH:mm}Z");
        var changes = $"{import.Inserted:N0} new, {import.Replaced:N0} replaced, {import.Unchanged:N0} unchanged";
        yield return import.DryRun
            ? $"{import.Rows:N0} candles of {market} {range} would be stored: {changes}"
            : $"{import.Rows:N0} candles of {market} {range}: {changes}, {import.Partitions} partitions written, "
                + string.Create(CultureInfo.InvariantCulture, $"{elapsed.TotalSeconds:0.0} s");
        if (import.Missing > 0)
        {
            yield return $"{import.Missing:N0} candles are missing in between, in {import.Gaps:N0} gaps.";
        }

        foreach (var note in import.Notes)
        {
            yield return note;
        }

        if (!import.DryRun)
        {
            yield break;
        }

        yield return $"Format {import.Layout.Format}; columns "
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
}
