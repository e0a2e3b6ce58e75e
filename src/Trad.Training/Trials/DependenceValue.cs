using Trad.Optimization.Spaces;

namespace Trad.Training.Trials;

/// <summary>What is expected at a value of a parameter.</summary>
/// <param name="Value">The value.</param>
/// <param name="Mean">The expected score.</param>
/// <param name="Lower">The lower end of the band that holds it with 95 %.</param>
/// <param name="Upper">The upper end.</param>
public sealed record DependenceValue(ParameterValue Value, double Mean, double Lower, double Upper);
