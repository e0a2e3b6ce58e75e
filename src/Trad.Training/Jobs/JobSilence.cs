namespace Trad.Training.Jobs;

/// <summary>Tells a job that waits for somebody to work on it from one that is worked on.</summary>
public static class JobSilence
{
    /// <summary>
    /// How long ago the last sign of life may be while somebody works on a job. Work reports several times a second; what lies between
    /// two steps, a start of an instance included, takes seconds.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>What is told of a running job's progress, or null before the first report.</summary>
    /// <param name="recorded">What was recorded last.</param>
    /// <param name="now">The moment. One before the record, as after a clock that was set back, is no silence.</param>
    public static JobProgress? ToldAt(this RecordedProgress recorded, DateTimeOffset now) =>
        recorded.Progress is { } progress && now - recorded.At > Patience
            ? progress with { SilentSince = recorded.At, RemainingMs = null }
            : recorded.Progress;

    /// <summary>What is told of the progress of a running job that was never reported: it is silent since it was started.</summary>
    /// <param name="job">The job.</param>
    /// <param name="now">The moment.</param>
    public static JobProgress UnreportedAt(this TrainingJob job, DateTimeOffset now) =>
        job.StartedAt is { } started && now - started > Patience
        ? job.Progress with { SilentSince = started, RemainingMs = null }
        : job.Progress;
}
