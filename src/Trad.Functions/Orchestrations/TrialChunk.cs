using Trad.Optimization;

namespace Trad.Functions.Orchestrations;

/// <summary>Candidates that one activity backtests.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Round">The round that proposed them.</param>
/// <param name="Candidates">What to backtest.</param>
public sealed record TrialChunk(string JobId, int Round, IReadOnlyList<Candidate> Candidates);
