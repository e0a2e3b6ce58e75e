namespace Trad.MarketData.Backfills;

/// <summary>Adds up the steps of a backfill while it runs.</summary>
public sealed class BackfillTally(BackfillRun run, DateTime started)
{
    // A custom status holds 16 KB.
    private const int MostLines = 20;
    private const int LongestLine = 300;

    private readonly List<BackfillStepResult> _done = [];
    private readonly List<string> _failures = [];
    private IReadOnlyList<BackfillStep> _steps = [];
    private long _settled;

    /// <summary>What the run is doing.</summary>
    public BackfillStatus State { get; set; } = BackfillStatus.Running;

    /// <summary>When the ban ends that the run waits for; null when it waits for none.</summary>
    public DateTimeOffset? PausedUntil { get; set; }

    /// <summary>Why months were not fetched.</summary>
    public IReadOnlyList<string> Failures => _failures;

    /// <summary>Takes the plan.</summary>
    public void Begin(IReadOnlyList<BackfillStep> steps) => _steps = steps;

    /// <summary>A month is done.</summary>
    public void Add(BackfillStep step, BackfillStepResult result)
    {
        _done.Add(result);
        _settled += step.Missing;
    }

    /// <summary>A month, or the plan, has failed.</summary>
    public void Fail(string reason) => _failures.Add(Shorten(reason));

    /// <summary>The progress at a moment of the orchestration's own clock.</summary>
    public BackfillProgress At(DateTime now)
    {
        var counts = Count();
        var seconds = Math.Max(0, (now - started).TotalSeconds);
        var share = counts.Missing == 0 ? 1 : (double)_settled / counts.Missing;
        return BackfillProgress.From(
            counts,
            run.Id,
            State,
            100 * share,
            seconds,
            share > 0 ? new DateTimeOffset(started, TimeSpan.Zero).AddSeconds(seconds / share) : null,
            PausedUntil,
            [.. _failures.Take(MostLines)],
            Notes());
    }

    /// <summary>The summary to keep; it does not end before it began, also where the clock was set back meanwhile.</summary>
    public BackfillRecord ToRecord(DateTime? ended) => new()
    {
        Id = run.Id,
        Exchange = run.Exchange,
        Symbol = run.Symbol,
        Interval = run.Interval,
        From = run.Range.StartTime,
        To = run.Range.EndTime,
        Trigger = run.Trigger,
        State = State,
        StartedAt = new DateTimeOffset(started, TimeSpan.Zero),
        EndedAt = ended is { } end ? new DateTimeOffset(end > started ? end : started, TimeSpan.Zero) : null,
        Counts = Count(),
        Failures = [.. _failures.Take(MostLines)],
        Notes = Notes(),
    };

    private BackfillCounts Count() => new(
        _steps.Count,
        _done.Count,
        _steps.Sum(step => step.Missing),
        _done.Sum(result => result.Fetched),
        _done.Sum(result => result.Inserted),
        _done.Sum(result => result.Replaced),
        _done.Sum(result => (long)result.Refused),
        _done.Sum(result => (long)result.DuplicatesDropped),
        _done.Sum(result => result.StillMissing));

    private List<string> Notes() => [.. _done.SelectMany(result => result.Notes).Take(MostLines).Select(Shorten)];

    private static string Shorten(string line) => line.Length <= LongestLine ? line : line[..LongestLine] + "…";
}
