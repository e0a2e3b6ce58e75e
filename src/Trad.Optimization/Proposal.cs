namespace Trad.Optimization;

/// <summary>What an optimiser wants to see evaluated next.</summary>
/// <param name="Candidates">
/// The candidates, at most as many as were asked for; fewer only when the space is exhausted or the search should stop.
/// </param>
/// <param name="Memory">
/// A short JSON text to store with the round and to hand back when the optimiser is rebuilt; null when there is nothing worth keeping.
/// </param>
/// <param name="IsExhausted">Whether no further different point exists.</param>
public sealed record Proposal(IReadOnlyList<Candidate> Candidates, string? Memory, bool IsExhausted)
{
    /// <summary>Why the search should end now; null while it should go on.</summary>
    public StopReason? Stop { get; init; }

    /// <summary>
    /// The expected improvement of the first candidate over the best trial, in units of the objective; null when no model was used.
    /// </summary>
    public double? ExpectedImprovement { get; init; }

    /// <summary>One sentence for the log: how these candidates came about.</summary>
    public string Explanation { get; init; } = "";
}
