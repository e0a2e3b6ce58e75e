using Trad.Optimization.Spaces;

namespace Trad.Optimization;

/// <summary>What became of a trial.</summary>
/// <param name="Trial">The 0-based number of the trial in the job's order.</param>
/// <param name="Parameters">The parameters that were evaluated.</param>
/// <param name="State">How the trial ended. A completed trial without a finite objective counts as failed.</param>
/// <param name="Objective">What is maximised: larger is better. Null when the trial has none.</param>
public sealed record TrialResult(int Trial, ParameterSet Parameters, TrialState State, double? Objective);
