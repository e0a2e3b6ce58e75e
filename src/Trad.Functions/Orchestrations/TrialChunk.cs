using Trad.Functions.Progress;
using Trad.Optimization;
using Trad.Training.Jobs;

namespace Trad.Functions.Orchestrations;

/// <summary>Candidates that one activity backtests.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Round">The round that proposed them.</param>
/// <param name="Completed">Trials of the rounds before.</param>
/// <param name="BestScore">Their best objective.</param>
/// <param name="Candidates">What to backtest.</param>
/// <param name="Symbol">On which of the job's symbols, counted from 0; on every one when absent.</param>
public sealed record TrialChunk(
    string JobId, int Attempt, RoundRecord Round, int Completed, double? BestScore, IReadOnlyList<Candidate> Candidates, int? Symbol = null)
{
    /// <summary>Where the chunk stands within its job.</summary>
    internal StepScope ScopeOf(TrainingJob job) => new(
        JobId,
        Attempt,
        job.QueuedAt,
        Round.Round == 0 ? JobPhase.Exploring : JobPhase.Evaluating,
        Round.Round,
        Completed,
        job.Request.Trials!.Value,
        BestScore,
        Round.Trials);
}
