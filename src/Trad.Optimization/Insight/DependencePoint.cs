using Trad.Optimization.Spaces;

namespace Trad.Optimization.Insight;

/// <summary>What the model expects at one value of a parameter, averaged over the others.</summary>
/// <param name="Value">The parameter's value.</param>
/// <param name="Mean">The expected objective on the model's scale: standardised, and bent where tails are heavy.</param>
/// <param name="Deviation">The standard deviation of that average under the model.</param>
public sealed record DependencePoint(ParameterValue Value, double Mean, double Deviation);
