using Trad.Optimization;

namespace Trad.Functions.Training;

/// <summary>The candidates of a round.</summary>
/// <param name="Candidates">What to backtest; empty when the search has ended.</param>
/// <param name="Memory">What the optimiser wants to remember until the next round.</param>
/// <param name="Ending">Why the search ends with this round, for people; absent while it goes on.</param>
/// <param name="IsCancelled">Whether the job was cancelled meanwhile; the round is none then.</param>
/// <param name="Milliseconds">How long fitting and proposing took.</param>
/// <param name="StorageMs">How long reading the job and its trials took.</param>
public sealed record ProposedRound(
    IReadOnlyList<Candidate> Candidates, string? Memory, string? Ending, bool IsCancelled, double Milliseconds, double StorageMs);
