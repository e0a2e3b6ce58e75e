using Trad.MarketData.Backfills;

namespace Trad.Functions.Backfills;

/// <summary>Adds up the steps of a backfill while it runs.</summary>
internal sealed class BackfillTally(IReadOnlyList<BackfillStep> steps, DateTime started)
{
    private const int MostNotes = 20;
    private readonly List<BackfillStepResult> _done = [];

    public void Add(BackfillStepResult result) => _done.Add(result);

    /// <summary>The progress at a moment of the orchestration's own clock.</summary>
    public BackfillProgress At(DateTime now)
    {
        var missing = steps.Sum(step => step.Missing);
        var fetched = _done.Sum(result => result.Fetched);
        var seconds = (now - started).TotalSeconds;
        var share = steps.Count == 0 ? 1.0 : (double)_done.Count / steps.Count;
        return new BackfillProgress(
            steps.Count,
            _done.Count,
            missing,
            fetched,
            _done.Sum(result => result.Inserted),
            _done.Sum(result => result.Replaced),
            _done.Sum(result => (long)result.Refused),
            _done.Sum(result => (long)result.DuplicatesDropped),
            _done.Sum(result => result.StillMissing),
            seconds > 0 ? fetched / seconds : 0,
            share > 0 ? new DateTimeOffset(started, TimeSpan.Zero).AddSeconds(seconds / share) : null,
            [.. _done.SelectMany(result => result.Notes).Take(MostNotes)]);
    }
}
