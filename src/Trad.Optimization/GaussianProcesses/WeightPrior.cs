namespace Trad.Optimization.GaussianProcesses;

// Notation: w: one inverse squared length scale, per squared unit of its coordinate; c: the same unit; r: without unit.
// Constant time. A value, so safe for use by several threads.

/// <summary>What is believed of each inverse squared length scale w before any data: p(w) ∝ exp(−r (c/w + w/c)).</summary>
/// <param name="Center">c, where w is sought first.</param>
/// <param name="Rate">r, how strongly.</param>
internal readonly record struct WeightPrior(double Center, double Rate)
{
    // Trials up to which the belief counts in full, and from which it is the weak one.
    private const int Silent = 20;
    private const int Spoken = 50;

    /// <summary>Length scales of about the width of the space, weakly, as Optuna's Gaussian process has them.</summary>
    public static WeightPrior Weak { get; } = new(1, 0.1);

    /// <summary>
    /// For an objective that a search improves on: the more parameters, the less a handful of trials says about far corners,
    /// and a model that claims to know them sends its first candidates there. The belief fades as trials speak for
    /// themselves. Measured, see the README.
    /// </summary>
    /// <param name="dimensions">Searched parameters.</param>
    /// <param name="observations">Trials that the model is fitted to.</param>
    public static WeightPrior Local(int dimensions, int observations)
    {
        var share = Math.Clamp((double)(Spoken - observations) / (Spoken - Silent), 0, 1);
        return new WeightPrior(Math.Pow(dimensions, share), Weak.Rate * (1 + share));
    }
}
