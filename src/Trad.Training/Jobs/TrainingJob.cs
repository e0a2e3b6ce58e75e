using System.Text.Json.Serialization;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Trials;
using Trad.Training.Validation;

namespace Trad.Training.Jobs;

/// <summary>One training from its request to its result.</summary>
public sealed record TrainingJob
{
    /// <summary>The identity: 32 hexadecimal digits that begin with the moment of creation.</summary>
    public required string Id { get; init; }

    /// <summary>The number that people use, counted from 1.</summary>
    public required int Number { get; init; }

    /// <summary>What its owner calls it.</summary>
    public string? Name { get; init; }

    /// <summary>Where the job stands.</summary>
    public required JobState State { get; init; }

    /// <summary>When the request was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the present attempt was asked for: the creation, or the last resumption.</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>
    /// The trace of the request that asked for it, or for it to go on, as W3C's <c>traceparent</c>; null when nobody traced it. Kept with
    /// the job, because whoever finds it without a place in the queue adds one, and that may come before the request itself does.
    /// </summary>
    [JsonIgnore]
    public string? TraceParent { get; init; }

    /// <summary>When the present attempt's work began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When work ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The request with every default filled in.</summary>
    public required TrainingRequest Request { get; init; }

    /// <summary>The seed of every random choice.</summary>
    public required long Seed { get; init; }

    /// <summary>How far the job is.</summary>
    public required JobProgress Progress { get; init; }

    /// <summary>How many jobs start before this one does, plus one; absent unless it waits.</summary>
    public int? QueuePosition { get; init; }

    /// <summary>How often the job was started: 1, and one more for every resumption.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>How often it was resumed because its orchestration was lost.</summary>
    public int Recoveries { get; init; }

    /// <summary>When somebody asked to cancel it.</summary>
    public DateTimeOffset? CancelRequestedAt { get; init; }

    /// <summary>Whether the best trial so far is published when it is cancelled.</summary>
    public bool PublishOnCancel { get; init; }

    /// <summary>Since when its result is being recorded: from then on it is too late to cancel it.</summary>
    public DateTimeOffset? PublishingSince { get; init; }

    /// <summary>The candles that the job pinned, of its first symbol; absent before they were read.</summary>
    public DataSnapshot? Data { get; init; }

    /// <summary>The candles that a job over several symbols pinned, by symbol.</summary>
    public IReadOnlyDictionary<string, DataSnapshot>? DataBySymbol { get; init; }

    /// <summary>What trials see of the candles and what is held out; absent before they were read.</summary>
    public DataSplit? Split { get; init; }

    /// <summary>How its trials are scheduled; absent before the candles were read.</summary>
    public TrainingPlan? Plan { get; init; }

    /// <summary>The best trial; absent before the end, and when no trial was feasible.</summary>
    public BestTrial? Best { get; init; }

    /// <summary>With two objectives: the trials that no other beats in both, by falling first objective; absent before the end.</summary>
    public IReadOnlyList<int>? ParetoFront { get; init; }

    /// <summary>The verdict on what came of it, with its main reason; absent before the end, and when nothing came of it.</summary>
    public JobVerdict? Verdict { get; init; }

    /// <summary>
    /// How much of the profit of the published trial was made across gaps of the candles; absent before the end, and when nothing came
    /// of it.
    /// </summary>
    public GapEvidence? GapProfit { get; init; }

    /// <summary>
    /// What the published trial earned on the hold-out, which no trial saw, as a fraction of the capital; absent before the end, and when
    /// nothing came of it or nothing was held out.
    /// </summary>
    public double? HoldOutReturn { get; init; }

    /// <summary>The trained asset that came of it.</summary>
    public string? AssetId { get; init; }

    /// <summary>Why the job failed, for people.</summary>
    public string? Error { get; init; }

    /// <summary>What a person should know about an accepted request, for example that less data is stored than asked for.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// What is to be said of its end: why it came early, why nothing is feasible. Among the warnings until the job is resumed.
    /// </summary>
    public IReadOnlyList<string> Endings { get; init; } = [];

    /// <summary>Where the time went; absent before the end.</summary>
    public JobTimings? DurationsMs { get; init; }

    /// <summary>How long each phase took; empty before the end.</summary>
    public IReadOnlyList<PhaseTiming> PhaseTimings { get; init; } = [];

    /// <summary>The pinned candles of every symbol, in the order of the request; empty before they were read.</summary>
    [JsonIgnore]
    public IReadOnlyList<DataSnapshot> Snapshots => DataBySymbol is not null
        ? [.. Request.AllSymbols.Select(symbol => DataBySymbol[symbol])]
        : Data is null ? [] : [Data];

    /// <summary>The job with its candles pinned.</summary>
    public TrainingJob With(IReadOnlyList<DataSnapshot> snapshots, DataSplit split) => this with
    {
        Data = snapshots[0],
        DataBySymbol = snapshots.Count == 1 ? null : snapshots.ToDictionary(snapshot => snapshot.Symbol, StringComparer.Ordinal),
        Split = split,
    };

    /// <summary>When its log and trials were removed because of their age or number; absent while they are kept.</summary>
    public DateTimeOffset? JournalRemovedAt { get; init; }

    /// <summary>Whether it was cancelled and nothing shall come of it.</summary>
    [JsonIgnore]
    public bool IsAbandoned => CancelRequestedAt is not null && !PublishOnCancel;

    /// <summary>Whether nothing more will happen.</summary>
    public bool IsFinished => State is JobState.Completed or JobState.Failed or JobState.Cancelled;

    /// <summary>The orchestration that carries out the present attempt.</summary>
    public string OrchestrationId => Attempt == 1 ? Id : $"{Id}-{Attempt}";

    /// <summary>What a list tells of it: all but the text of a strategy of one's own.</summary>
    public TrainingJob Outline() => this with { Request = Request.Outline() };

    /// <summary>The job as it is at its end.</summary>
    /// <param name="state">How it ended.</param>
    /// <param name="error">Why, when it failed.</param>
    /// <param name="finishedAt">The moment of the end.</param>
    public TrainingJob Finish(JobState state, string? error, DateTimeOffset finishedAt) => this with
    {
        State = state,
        FinishedAt = finishedAt,
        Error = error,
        Progress = Progress with
        {
            Phase = JobPhase.Done,
            Percent = state == JobState.Completed ? 100 : Progress.Percent,
            RemainingMs = null,
            ElapsedMs = (long)(finishedAt - QueuedAt).TotalMilliseconds,
        },
    };
}

/// <summary>Where a training job stands.</summary>
public enum JobState
{
    /// <summary>Accepted, not started.</summary>
    Queued,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Ended with every trial that was asked for, or at its time limit.</summary>
    Completed,

    /// <summary>Ended without a result; the job's error says why.</summary>
    Failed,

    /// <summary>Ended because somebody asked for it; the trials finished by then are kept.</summary>
    Cancelled,
}

/// <summary>The verdict on a job's result; its asset has all reasons.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Summary">The verdict and its main reason in one or two sentences.</param>
/// <param name="Trial">
/// The 0-based number of the trial that was published; not always the one with the highest objective. Absent when none was.
/// </param>
public sealed record JobVerdict(Verdict Verdict, string Summary, int? Trial);
