using Trad.Optimization;
using Trad.Training.Jobs;

namespace Trad.Functions.Training;

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
