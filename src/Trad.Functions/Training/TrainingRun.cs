using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Training;

/// <summary>What a training orchestration knows; its input, and what it hands on when it continues as new.</summary>
/// <param name="JobId">The job to carry out.</param>
/// <param name="Attempt">Which attempt of it.</param>
/// <param name="Plan">How the trials are scheduled; absent before the data was prepared.</param>
/// <param name="Round">Rounds done.</param>
/// <param name="Completed">Trials done.</param>
/// <param name="BestScore">The best objective so far.</param>
/// <param name="Memory">What the optimiser wants to remember until the next round.</param>
/// <param name="Deadline">When no new round begins any more; absent without a limit.</param>
/// <param name="LastFitMs">Milliseconds that the last proposal took.</param>
/// <param name="Work">Where the time went so far.</param>
/// <param name="Phases">The phases so far.</param>
public sealed record TrainingRun(
    string JobId,
    int Attempt = 1,
    TrainingPlan? Plan = null,
    int Round = 0,
    int Completed = 0,
    double? BestScore = null,
    string? Memory = null,
    DateTimeOffset? Deadline = null,
    double LastFitMs = 0,
    WorkTimes? Work = null,
    PhaseLog? Phases = null)
{
    /// <summary>The job's number, for people who read logs; absent in a run that an older release began.</summary>
    public int? Number { get; init; }

    /// <summary>The progress record of the present phase, for the custom status.</summary>
    public JobProgress ProgressAt(DateTime now) => JobProgress.At(
        Phases!.Phase, Completed, Plan!.Trials, BestScore, now - Plan.CreatedAt.UtcDateTime, Plan.NextRoundSize(Completed));

    /// <summary>The run after its data was prepared.</summary>
    public TrainingRun Begin(PreparedTraining prepared, DateTime now)
    {
        var begin = prepared.Continuation!;
        return this with
        {
            Plan = begin.Plan,
            Round = begin.Round,
            Completed = begin.Completed,
            BestScore = begin.BestScore,
            Memory = begin.Memory,
            Deadline = prepared.Deadline,
            Work = new WorkTimes(LoadMs: prepared.Milliseconds, StorageMs: prepared.StorageMs),
            Phases = PhaseLog.Begin(JobPhase.Queued, begin.Plan.CreatedAt).Enter(JobPhase.Loading, prepared.StartedAt)
                .Measure(prepared.Milliseconds + prepared.StorageMs)
                .Enter(begin.Round == 0 ? JobPhase.Exploring : JobPhase.Fitting, now),
        };
    }

    /// <summary>The run in another phase.</summary>
    public TrainingRun Enter(JobPhase phase, DateTime now) => this with { Phases = Phases!.Enter(phase, now) };

    /// <summary>The run after its best trial was published, or was not.</summary>
    public TrainingRun After(PublishedAsset published) =>
        Phases is not null && published is { ValidatingSince: { } validating, PublishingSince: { } publishing }
        ? Enter(JobPhase.Validating, validating.UtcDateTime).Enter(JobPhase.Publishing, publishing.UtcDateTime)
        : this;

    /// <summary>The run after its next candidates were chosen.</summary>
    public TrainingRun After(ProposedRound round) => this with
    {
        Memory = round.Memory,
        LastFitMs = round.Milliseconds,
        Phases = Phases!.Measure(round.Milliseconds + round.StorageMs),
        Work = Work! with { FitMs = Work.FitMs + round.Milliseconds, StorageMs = Work.StorageMs + round.StorageMs },
    };

    /// <summary>The run after a round of trials.</summary>
    public TrainingRun After(EvaluatedRound round, int trials) => this with
    {
        Round = Round + 1,
        Completed = Completed + trials,
        BestScore = BestScore is null || round.BestScore > BestScore ? round.BestScore : BestScore,
        Phases = Phases!.Measure(round.BacktestMs + round.StorageMs),
        Work = Work! with { BacktestMs = Work.BacktestMs + round.BacktestMs, StorageMs = Work.StorageMs + round.StorageMs },
    };

    /// <summary>The run after a part of its validation; backtests are most of it.</summary>
    /// <param name="milliseconds">What its work comes to, what is done side by side counted once.</param>
    /// <param name="storageMs">How long it waited for storage.</param>
    /// <param name="longest">How long the longest of what was done side by side took.</param>
    public TrainingRun AfterValidation(double milliseconds, double storageMs, double longest) => this with
    {
        Phases = Phases!.Measure(longest + storageMs),
        Work = Work! with { BacktestMs = Work.BacktestMs + milliseconds, StorageMs = Work.StorageMs + storageMs },
    };
}
