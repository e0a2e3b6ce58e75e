using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Quality;

namespace Trad.MarketData.History;

/// <summary>Puts the recorded changes of a market together to the runs that made them, and tells whose the stored candles are.</summary>
internal static class RunOverview
{
    /// <summary>The runs of changes.</summary>
    /// <param name="changes">Every recorded change of one market, newest first.</param>
    /// <param name="touchedBy">The spans of candles that a change touched.</param>
    public static List<RecordedRun> Describe(
        IReadOnlyList<CandleChange> changes, Func<CandleChange, IReadOnlyList<TimeRange>> touchedBy)
    {
        var undoneBy = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var run in changes.Select(change => change.Run).DistinctBy(run => run.Id))
        {
            // What undoes is newer than what it undoes: whether it counts is known when it comes up.
            if (run.Undoes is { } undone && !undoneBy.ContainsKey(run.Id))
            {
                undoneBy.TryAdd(undone, run.Id);
            }
        }

        var covered = new Dictionary<Month, List<TimeRange>>();
        var current = new Dictionary<string, List<TimeRange>>(StringComparer.Ordinal);
        foreach (var change in changes.Where(change => Counts(change, undoneBy)))
        {
            var before = covered.GetValueOrDefault(change.Month) ?? [];
            var touched = touchedBy(change);
            if (change.Run.Kind != nameof(CandleRunKind.Delete))
            {
                (current.TryGetValue(change.Run.Id, out var own) ? own : current[change.Run.Id] = [])
                    .AddRange(CandleGaps.Except(touched, before));
            }

            covered[change.Month] = CandleGaps.Unite(before.Concat(touched));
        }

        return
        [
            .. changes.GroupBy(change => change.Run.Id).Select(group => new RecordedRun(
                group.First().Run, [.. group], current.TryGetValue(group.Key, out var own) ? CandleGaps.Unite(own) : [],
                undoneBy.GetValueOrDefault(group.Key))),
        ];
    }

    // A run that was undone and the one that undid it are as if neither had been.
    private static bool Counts(CandleChange change, Dictionary<string, string> undoneBy) =>
        change.Run.Kind != nameof(CandleRunKind.Undo) && !undoneBy.ContainsKey(change.Run.Id);
}
