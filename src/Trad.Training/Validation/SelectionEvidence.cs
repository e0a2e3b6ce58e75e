using Trad.Training.Requests;

namespace Trad.Training.Validation;

/// <summary>Which trial was published, and why.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Trial">The 0-based number of the published trial.</param>
/// <param name="HighestTrial">The 0-based number of the trial with the highest objective.</param>
/// <param name="Why">One sentence.</param>
public sealed record SelectionEvidence(SelectionRule Rule, int Trial, int HighestTrial, string Why)
{
    /// <summary>
    /// The robust scores of the published trial, the one with the highest objective and the next best; empty with the maximum.
    /// </summary>
    public IReadOnlyList<RobustScore> Scores { get; init; } = [];
}
