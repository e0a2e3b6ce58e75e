using Trad.Optimization.Spaces;

namespace Trad.Training.Trials;

/// <summary>What is expected at a pair of values.</summary>
/// <param name="First">The first parameter's value.</param>
/// <param name="Second">The second parameter's value.</param>
/// <param name="Mean">The expected score.</param>
/// <param name="Lower">The lower end of the band that holds it with 95 %.</param>
/// <param name="Upper">The upper end.</param>
/// <param name="IsAllowed">Whether the strategy allows the pair at all.</param>
public sealed record PairValue(ParameterValue First, ParameterValue Second, double Mean, double Lower, double Upper, bool IsAllowed);
