using System.Text.Json.Serialization;
using Trad.Training.Data;
using Trad.Training.Requests;

namespace Trad.Training.Jobs;

/// <summary>One training from its request to its result.</summary>
public sealed record TrainingJob
{
    /// <summary>The identity: 32 hexadecimal digits that begin with the moment of creation.</summary>
    public required string Id { get; init; }

    /// <summary>The number that people use, counted from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Where the job stands.</summary>
    public required JobState State { get; init; }

    /// <summary>When the request was accepted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When work began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When work ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The request with every default filled in.</summary>
    public required TrainingRequest Request { get; init; }

    /// <summary>The seed of every random choice.</summary>
    public required long Seed { get; init; }

    /// <summary>How far the job is.</summary>
    public required JobProgress Progress { get; init; }

    /// <summary>The candles that the job pinned, of its first symbol; absent before they were read.</summary>
    public DataSnapshot? Data { get; init; }

    /// <summary>The candles that a job over several symbols pinned, by symbol.</summary>
    public IReadOnlyDictionary<string, DataSnapshot>? DataBySymbol { get; init; }

    /// <summary>What trials see of the candles and what is held out; absent before they were read.</summary>
    public DataSplit? Split { get; init; }

    /// <summary>The best trial; absent before the end, and when no trial was feasible.</summary>
    public BestTrial? Best { get; init; }

    /// <summary>With two objectives: the trials that no other beats in both, by falling first objective; absent before the end.</summary>
    public IReadOnlyList<int>? ParetoFront { get; init; }

    /// <summary>The trained asset that came of it.</summary>
    public string? AssetId { get; init; }

    /// <summary>Why the job failed, for people.</summary>
    public string? Error { get; init; }

    /// <summary>What a person should know about an accepted request, for example that less data is stored than asked for.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Where the time went; absent before the end.</summary>
    public JobTimings? DurationsMs { get; init; }

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

    /// <summary>Whether nothing more will happen.</summary>
    public bool IsFinished => State is JobState.Completed or JobState.Failed;

    /// <summary>The job as it is after a failure.</summary>
    /// <param name="reason">The reason, for people.</param>
    /// <param name="finishedAt">The moment of the failure.</param>
    public TrainingJob Fail(string reason, DateTimeOffset finishedAt) => this with
    {
        State = JobState.Failed,
        FinishedAt = finishedAt,
        Error = reason,
        Progress = Progress with { Phase = JobPhase.Done, RemainingMs = null, ElapsedMs = (long)(finishedAt - CreatedAt).TotalMilliseconds },
    };
}
