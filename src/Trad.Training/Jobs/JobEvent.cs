using Trad.Training.Trials;

namespace Trad.Training.Jobs;

/// <summary>Something that happened in a job; which part is present follows from the kind.</summary>
public sealed record JobEvent
{
    /// <summary>What it is.</summary>
    public required JobEventKind Kind { get; init; }

    /// <summary>Its place in the journal, counted from 0 without holes; given when it is recorded.</summary>
    public int Sequence { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>A log line's level.</summary>
    public JobLogLevel? Level { get; init; }

    /// <summary>A log line's phase.</summary>
    public JobPhase? Phase { get; init; }

    /// <summary>A log line's text.</summary>
    public string? Message { get; init; }

    /// <summary>A log line's values.</summary>
    public IReadOnlyDictionary<string, object?>? Fields { get; init; }

    /// <summary>The trial.</summary>
    public TrialRecord? Trial { get; init; }

    /// <summary>The round.</summary>
    public RoundRecord? Round { get; init; }

    /// <summary>The attempt that ended.</summary>
    public int? Attempt { get; init; }

    /// <summary>The job that changed.</summary>
    public string? JobId { get; init; }

    /// <summary>A line for the log.</summary>
    public static JobEvent OfLog(
        DateTimeOffset time, JobLogLevel level, JobPhase phase, string message, IReadOnlyDictionary<string, object?>? fields = null) =>
        new() { Kind = JobEventKind.Log, Time = time, Level = level, Phase = phase, Message = message, Fields = fields };

    /// <summary>A trial and its outcome.</summary>
    public static JobEvent OfTrial(DateTimeOffset time, TrialRecord trial) =>
        new() { Kind = JobEventKind.Trial, Time = time, Trial = trial };

    /// <summary>A round that was proposed.</summary>
    public static JobEvent OfRound(DateTimeOffset time, RoundRecord round) =>
        new() { Kind = JobEventKind.Round, Time = time, Round = round };

    /// <summary>The end of an attempt.</summary>
    public static JobEvent OfDone(DateTimeOffset time, int attempt) => new() { Kind = JobEventKind.Done, Time = time, Attempt = attempt };

    /// <summary>A change of a job.</summary>
    public static JobEvent OfChange(DateTimeOffset time, string jobId, bool isRemoval) =>
        new() { Kind = isRemoval ? JobEventKind.Removed : JobEventKind.Changed, Time = time, JobId = jobId };

    /// <summary>The log line that this is.</summary>
    public LogLine ToLogLine() => new(Sequence, Time, Level!.Value, Phase!.Value, Message!, Fields);
}

/// <summary>What a later attempt needs to know of a round, to go on as if nothing had happened.</summary>
/// <param name="Round">The 0-based round.</param>
/// <param name="FirstTrial">Its first trial.</param>
/// <param name="Trials">How many trials it has.</param>
/// <param name="Memory">What the optimiser wants to remember until the next round.</param>
public sealed record RoundRecord(int Round, int FirstTrial, int Trials, string? Memory);

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
