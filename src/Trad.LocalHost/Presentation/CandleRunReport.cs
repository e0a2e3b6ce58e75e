using System.Globalization;
using Trad.Functions.Candles;
using Trad.Training;

namespace Trad.LocalHost.Presentation;

/// <summary>Says what changed the candles of a market.</summary>
internal static class CandleRunReport
{
    private const int MostSpans = 3;

    /// <summary>The lines of runs.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<CandleRunView> runs)
    {
        if (runs.Count == 0)
        {
            yield return "No run is recorded.";
        }

        foreach (var run in runs)
        {
            yield return $"{run.Id}  {EnumNames.Format(run.Kind)}{(run.FileName is null ? "" : $" of {run.FileName}")}, {Moment(run.At)}"
                + (run.Runs > 1 ? $", {run.Runs} runs" : "");
            yield return $"  {run.Inserted:N0} new, {run.Replaced:N0} replaced, {run.Removed:N0} removed, "
                + $"from {Moment(run.From)} to {Moment(run.To)}";
            if (run.AcceptedOutliers is { } outliers)
            {
                yield return $"  {outliers:N0} outliers accepted";
            }

            if (run.Current.Count > 0)
            {
                yield return $"  stands now: {run.CurrentCandles:N0} candles, " + string.Join(
                    ", ", run.Current.Take(MostSpans).Select(span =>
                    $"{Moment(span[0])} to {Moment(span[1])}"))
                    + (run.Current.Count > MostSpans ? $" and {run.Current.Count - MostSpans} more" : "");
            }

            if (run.Undoes is { } undone)
            {
                yield return $"  undoes {undone}";
            }

            if (run.UndoneBy is { } by)
            {
                yield return $"  undone by {by}";
            }
            else if (run.UndoableUntil is { } until)
            {
                yield return $"  can be undone until {Moment(until)}";
            }
        }
    }

    private static string Moment(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
