using Trad.Optimization.Spaces;

namespace Trad.Optimization;

/// <summary>Parameters that should be evaluated next.</summary>
/// <param name="Trial">The 0-based number of the trial in the job's order.</param>
/// <param name="Parameters">The parameters.</param>
public sealed record Candidate(int Trial, ParameterSet Parameters);
