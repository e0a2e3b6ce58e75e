using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Data;
using Trad.Training.Jobs;
using Trad.Training.Trials;
using Trad.Training.Validation;
using Trad.Training.Validation.Trials;

namespace Trad.Functions.Training;

/// <summary>What preparing the data came to.</summary>
/// <param name="Continuation">Where the attempt begins; absent when the job cannot run, is over or was cancelled.</param>
/// <param name="Error">Why the job cannot run; absent otherwise.</param>
/// <param name="StartedAt">When preparing began.</param>
/// <param name="Deadline">When no new round begins any more; absent without a limit.</param>
/// <param name="Milliseconds">How long reading and planning took.</param>
/// <param name="StorageMs">How long reading and recording the job took.</param>
public sealed record PreparedTraining(
    JobContinuation? Continuation, string? Error, DateTimeOffset StartedAt, DateTimeOffset? Deadline, double Milliseconds,
    double StorageMs);

/// <summary>The candidates of a round.</summary>
/// <param name="Candidates">What to backtest; empty when the search has ended.</param>
/// <param name="Memory">What the optimiser wants to remember until the next round.</param>
/// <param name="Ending">Why the search ends with this round, for people; absent while it goes on.</param>
/// <param name="IsCancelled">Whether the job was cancelled meanwhile; the round is none then.</param>
/// <param name="Milliseconds">How long fitting and proposing took.</param>
/// <param name="StorageMs">How long reading the job and its trials took.</param>
public sealed record ProposedRound(
    IReadOnlyList<Candidate> Candidates, string? Memory, string? Ending, bool IsCancelled, double Milliseconds, double StorageMs);

/// <summary>Candidates that one activity backtests.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Round">The round that proposed them.</param>
/// <param name="Completed">Trials of the rounds before.</param>
/// <param name="BestScore">Their best objective.</param>
/// <param name="Phases">The phases of the job up to this.</param>
/// <param name="Candidates">What to backtest.</param>
/// <param name="Symbol">On which of the job's symbols, counted from 0; on every one when absent.</param>
public sealed record TrialChunk(
    string JobId,
    int Attempt,
    RoundRecord Round,
    int Completed,
    double? BestScore,
    PhaseLog Phases,
    IReadOnlyList<Candidate> Candidates,
    int? Symbol = null)
{
    // What a backtest is taken to last at least, so that an estimate exists.
    private const double ShortestTrialMs = 1;

    /// <summary>The job's number, for people who read logs; absent in a round that an older release began.</summary>
    public int? Number { get; init; }

    /// <summary>Where the chunk stands within its job.</summary>
    internal StepScope ScopeOf(TrainingJob job)
    {
        var share = Symbol is null ? 1.0 : 1.0 / job.Snapshots.Count;
        return new StepScope(
            JobId,
            Attempt,
            job.QueuedAt,
            Phases,
            TimeSpan.FromMilliseconds(Math.Max(ShortestTrialMs, job.Plan!.TrialMs * share)),
            Round.Round,
            Completed,
            job.Request.Trials!.Value,
            BestScore,
            job.Plan.NextRoundSize(Completed),
            Round.Trials,
            share,
            job.Progress);
    }
}

/// <summary>What became of a chunk; the trials themselves are in the job's journal.</summary>
/// <param name="BestScore">The best objective in the chunk; absent when no trial was feasible.</param>
/// <param name="IsCancelled">Whether the job was cancelled before the whole chunk was recorded.</param>
/// <param name="Milliseconds">How long the backtests took.</param>
/// <param name="StorageMs">How long reading the job and recording the trials took beyond that.</param>
public sealed record EvaluatedChunk(double? BestScore, bool IsCancelled, double Milliseconds, double StorageMs);

/// <summary>What candidates came to on one symbol.</summary>
/// <param name="Backtests">One per candidate, fewer when the job was cancelled.</param>
/// <param name="Milliseconds">How long the backtests took.</param>
/// <param name="StorageMs">How long reading the job and its candles took.</param>
public sealed record SymbolBacktests(IReadOnlyList<SymbolTrial> Backtests, double Milliseconds, double StorageMs);

/// <summary>The candidates of a round with their backtests on each symbol.</summary>
/// <param name="Chunk">Every candidate of the round.</param>
/// <param name="Backtests">Their backtests, in any order; some are missing when the job was cancelled.</param>
public sealed record BacktestedRound(TrialChunk Chunk, IReadOnlyList<SymbolTrial> Backtests);

/// <summary>What became of a round.</summary>
/// <param name="BestScore">The best objective in it; absent when no trial was feasible.</param>
/// <param name="IsCancelled">Whether the job was cancelled before all of it was recorded.</param>
/// <param name="BacktestMs">How long the backtests took, those made at once counted once.</param>
/// <param name="StorageMs">How long reading and recording took beyond that.</param>
public sealed record EvaluatedRound(double? BestScore, bool IsCancelled, double BacktestMs, double StorageMs);

/// <summary>What publishing came to.</summary>
/// <param name="AssetId">The asset; absent when no trial was feasible, or when the job was cancelled and nothing shall come of it.</param>
/// <param name="ValidatingSince">When measuring the hold-out began; absent when it was not measured.</param>
/// <param name="PublishingSince">When it had been measured and recording the result began; absent likewise.</param>
public sealed record PublishedAsset(string? AssetId, DateTimeOffset? ValidatingSince, DateTimeOffset? PublishingSince)
{
    /// <summary>Why it must not be published: the strategy looks ahead with its parameters. Absent otherwise.</summary>
    public string? Refusal { get; init; }
}

/// <summary>How a training ends.</summary>
/// <param name="Run">The run so far.</param>
/// <param name="State">What becomes of the job.</param>
/// <param name="Reason">Why, when it is not simply done; for people.</param>
/// <param name="Evidence">What the validation gathered; absent when it did not come to its end, and after publishing.</param>
/// <param name="WhyNotValidated">Why the validation failed, when it did.</param>
public sealed record TrainingEnd(
    TrainingRun Run, JobState State, string? Reason = null, GatheredEvidence? Evidence = null, string? WhyNotValidated = null)
{
    /// <summary>What there is to record.</summary>
    internal JobEnd ToJobEnd() =>
        new(Run.JobId, Run.Attempt, State, Reason) { Completed = Run.Completed, Phases = Run.Phases, Work = Run.Work };
}

/// <summary>What weighing the trials of a job came to.</summary>
/// <param name="Weighing">What they say together; absent when none completed, or when the job was cancelled.</param>
/// <param name="Published">The parameters of the trial that is published; absent likewise.</param>
/// <param name="Windows">How many windows the walk-forward has, anchored and as many rolling ones; 0 for none.</param>
/// <param name="WindowTrials">How many trials the search of each window has.</param>
/// <param name="IsCancelled">Whether the job was cancelled meanwhile.</param>
/// <param name="Milliseconds">How long the computation took.</param>
/// <param name="StorageMs">How long reading took.</param>
public sealed record WeighedTrials(
    TrialWeighing? Weighing, ParameterSet? Published, int Windows, int WindowTrials, bool IsCancelled, double Milliseconds,
    double StorageMs)
{
    /// <summary>How often the search is repeated with other seeds.</summary>
    public int Searches { get; init; }

    /// <summary>The other symbols that the published trial is tried on, in the versions that count.</summary>
    public IReadOnlyList<PinnedMarket> OtherSymbols { get; init; } = [];

    /// <summary>How long everything that comes next, side by side, is expected to take, milliseconds.</summary>
    public double GatheringMs { get; init; }
}

/// <summary>Windows of a walk-forward that belong together.</summary>
/// <param name="Run">The run.</param>
/// <param name="Windows">Their 0-based numbers.</param>
/// <param name="Of">How many windows there are.</param>
/// <param name="IsRolling">Whether their train parts move; absent before they are split by that.</param>
/// <param name="GatheringMs">How long it and everything beside it is expected to take, milliseconds.</param>
public sealed record WindowChunk(
    TrainingRun Run, IReadOnlyList<int> Windows, int Of, bool? IsRolling = null, double GatheringMs = 0);

/// <summary>What became of some windows of a walk-forward.</summary>
/// <param name="Anchored">The anchored ones.</param>
/// <param name="Rolling">The rolling ones.</param>
/// <param name="IsCancelled">Whether the job was cancelled meanwhile.</param>
/// <param name="Milliseconds">How long they took.</param>
public sealed record WalkedWindows(
    IReadOnlyList<WalkForwardWindow> Anchored, IReadOnlyList<WalkForwardWindow> Rolling, bool IsCancelled, double Milliseconds);

/// <summary>A result to be changed in many ways, one thing at a time.</summary>
/// <param name="Run">The run.</param>
/// <param name="Parameters">The parameters of the trial that is published.</param>
/// <param name="GatheringMs">How long it and everything beside it is expected to take, milliseconds.</param>
public sealed record ProbedResult(TrainingRun Run, ParameterSet Parameters, double GatheringMs = 0);

/// <summary>What became of a result that was changed.</summary>
/// <param name="Robustness">The checks; absent when the job was cancelled.</param>
/// <param name="Milliseconds">How long they took.</param>
public sealed record Probing(RobustnessEvidence? Robustness, double Milliseconds);

/// <summary>Repetitions of a job's search with other seeds that one activity carries out.</summary>
/// <param name="Run">The run.</param>
/// <param name="Parameters">The parameters of the trial that is published.</param>
/// <param name="Numbers">The 0-based numbers of the repetitions.</param>
/// <param name="Of">How many there are in all.</param>
/// <param name="GatheringMs">How long it and everything beside it is expected to take, milliseconds.</param>
public sealed record RepetitionChunk(
    TrainingRun Run, ParameterSet Parameters, IReadOnlyList<int> Numbers, int Of, double GatheringMs = 0);

/// <summary>What repeated searches found.</summary>
/// <param name="Searches">One per repetition.</param>
/// <param name="IsCancelled">Whether the job was cancelled meanwhile.</param>
/// <param name="Milliseconds">How long they took.</param>
public sealed record RepeatedSearches(IReadOnlyList<RepeatedSearch> Searches, bool IsCancelled, double Milliseconds);

/// <summary>Other symbols that one activity tries the published trial on.</summary>
/// <param name="Run">The run.</param>
/// <param name="Parameters">The parameters of the trial that is published.</param>
/// <param name="Symbols">The symbols, in the versions that count.</param>
/// <param name="GatheringMs">How long it and everything beside it is expected to take, milliseconds.</param>
public sealed record SymbolChunk(
    TrainingRun Run, ParameterSet Parameters, IReadOnlyList<PinnedMarket> Symbols, double GatheringMs = 0);

/// <summary>What a result did on other symbols.</summary>
/// <param name="Symbols">One per symbol.</param>
/// <param name="IsCancelled">Whether the job was cancelled meanwhile.</param>
/// <param name="Milliseconds">How long the backtests took.</param>
public sealed record TriedSymbols(IReadOnlyList<OtherSymbol> Symbols, bool IsCancelled, double Milliseconds);
