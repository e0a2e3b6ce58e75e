namespace Trad.Training.Jobs;

/// <summary>What a job's journal holds, and the feed over all jobs.</summary>
public enum JobEventKind
{
    /// <summary>A line of the log.</summary>
    Log,

    /// <summary>A trial and its outcome.</summary>
    Trial,

    /// <summary>A round was proposed; for resumption, not for readers.</summary>
    Round,

    /// <summary>An attempt has ended; the job says how.</summary>
    Done,

    /// <summary>A job came or changed its state; in the feed over all jobs.</summary>
    Changed,

    /// <summary>A job is being removed; in the feed over all jobs.</summary>
    Removed,
}
