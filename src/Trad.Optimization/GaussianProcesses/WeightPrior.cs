namespace Trad.Optimization.GaussianProcesses;

/// <summary>What is believed of each inverse squared length scale w before any data: p(w) ∝ exp(−r (c/w + w/c)).</summary>
/// <param name="Center">c, where w is sought first.</param>
/// <param name="Rate">r, how strongly.</param>
internal readonly record struct WeightPrior(double Center, double Rate)
{
    /// <summary>Length scales of about the width of the space, weakly, as Optuna's Gaussian process has them.</summary>
    public static WeightPrior Weak { get; } = new(1, 0.1);

    /// <summary>
    /// For objectives that a search improves on: the more parameters, the less a handful of trials says about far corners,
    /// and a model that claims to know them sends its first candidates there. Measured, see the README.
    /// </summary>
    public static WeightPrior Local(int dimensions) => new(dimensions, 0.2);
}
