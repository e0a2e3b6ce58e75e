using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Orchestrations;

/// <summary>What a training orchestration knows; its input, and what it hands on when it continues as new.</summary>
/// <param name="JobId">The job to carry out.</param>
/// <param name="Plan">How the trials are scheduled; absent before the data was prepared.</param>
/// <param name="Round">Rounds done.</param>
/// <param name="Completed">Trials done.</param>
/// <param name="BestScore">The best objective so far.</param>
/// <param name="Memory">What the optimiser wants to remember until the next round.</param>
/// <param name="LoadMs">Milliseconds spent on preparing the data.</param>
/// <param name="FitMs">Milliseconds spent on proposing.</param>
/// <param name="BacktestMs">Milliseconds spent on backtests, counting parallel chunks once.</param>
public sealed record TrainingRun(
    string JobId,
    TrainingPlan? Plan = null,
    int Round = 0,
    int Completed = 0,
    double? BestScore = null,
    string? Memory = null,
    double LoadMs = 0,
    double FitMs = 0,
    double BacktestMs = 0)
{
    /// <summary>The progress record of a phase, for the custom status.</summary>
    public JobProgress ProgressAt(JobPhase phase, DateTime now) =>
        JobProgress.At(phase, Completed, Plan!.Trials, BestScore, now - Plan.CreatedAt.UtcDateTime);

    /// <summary>The run after a round of trials.</summary>
    public TrainingRun After(ProposedRound round, IReadOnlyList<EvaluatedChunk> chunks) => this with
    {
        Round = Round + 1,
        Completed = Completed + round.Candidates.Count,
        Memory = round.Memory,
        BestScore = chunks.Select(chunk => chunk.BestScore).Append(BestScore).Max(),
        FitMs = FitMs + round.Milliseconds,
        BacktestMs = BacktestMs + chunks.Max(chunk => chunk.Milliseconds),
    };
}
