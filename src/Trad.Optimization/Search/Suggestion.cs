using Trad.Optimization.Spaces;

namespace Trad.Optimization.Search;

/// <summary>A point to propose, with the improvement expected there when a model chose it.</summary>
internal sealed record Suggestion(ParameterSet Parameters, double? ExpectedImprovement = null);
