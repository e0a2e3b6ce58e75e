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
public sealed record TrialChunk(
    string JobId, int Attempt, RoundRecord Round, int Completed, double? BestScore, IReadOnlyList<Candidate> Candidates);
