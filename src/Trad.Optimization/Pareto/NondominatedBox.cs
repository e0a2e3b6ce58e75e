namespace Trad.Optimization.Pareto;

/// <summary>A box of objective space that no trial dominates; its upper corner may be infinite.</summary>
internal sealed record NondominatedBox(double[] Low, double[] High);
