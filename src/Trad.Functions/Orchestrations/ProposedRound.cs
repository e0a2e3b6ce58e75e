using Trad.Optimization;

namespace Trad.Functions.Orchestrations;

/// <summary>The candidates of a round.</summary>
/// <param name="Candidates">What to backtest; empty when the search space is exhausted.</param>
/// <param name="Memory">What the optimiser wants to remember until the next round.</param>
/// <param name="IsExhausted">Whether the search space holds nothing more to try.</param>
/// <param name="Milliseconds">How long fitting and proposing took.</param>
public sealed record ProposedRound(IReadOnlyList<Candidate> Candidates, string? Memory, bool IsExhausted, double Milliseconds);
