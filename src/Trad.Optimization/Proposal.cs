using Trad.Optimization.Spaces;

namespace Trad.Optimization;

/// <summary>Parameters that should be evaluated next.</summary>
/// <param name="Trial">The 0-based number of the trial in the job's order.</param>
/// <param name="Parameters">The parameters.</param>
public sealed record Candidate(int Trial, ParameterSet Parameters);

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

/// <summary>Why a search needs no further trials.</summary>
public enum StopReason
{
    /// <summary>Every point of the space has been proposed.</summary>
    Exhausted,

    /// <summary>The best objective has not improved for the configured number of trials.</summary>
    Patience,

    /// <summary>The expected improvement of the best candidate is below the configured threshold.</summary>
    ExpectedImprovement,
}
