using Trad.Optimization.Spaces;

namespace Trad.Training.Validation;

/// <summary>What the job's search found when it was repeated with another seed, on the same part of the candles.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Trials">How many trials it had: a share of the job's.</param>
/// <param name="Parameters">Its winner; absent when no trial was feasible.</param>
/// <param name="Figures">What the winner did in sample.</param>
/// <param name="Correlation">
/// Pearson's correlation of the winner's daily returns in sample with those of the published trial, -1 to 1; absent when one of them
/// does not move.
/// </param>
/// <param name="Reason">Why there is no winner.</param>
public sealed record RepeatedSearch(
    long Seed, int Trials, ParameterSet? Parameters, PartFigures? Figures, double? Correlation, string? Reason);
