namespace Trad.Optimization.GaussianProcesses;

// Notation: θ: d + 2 natural logarithms, of w_1 … w_d (per squared unit of a coordinate), s, v (both in squared units of the values).
// Reading one is an exponential. The array is not copied and must not be written to afterwards: then safe for use by several threads.

/// <summary>
/// The parameters of the process, as natural logarithms in one array: d inverse squared length scales w, the signal
/// variance s, the noise variance v.
/// </summary>
internal sealed record Hyperparameters(double[] Logarithms)
{
    public int Dimensions => Logarithms.Length - 2;

    public double Weight(int axis) => Math.Exp(Logarithms[axis]);

    public double Signal => Math.Exp(Logarithms[^2]);

    public double Noise => Math.Exp(Logarithms[^1]);

    /// <summary>Length scales of one unit, unit signal, the given noise.</summary>
    public static Hyperparameters Default(int dimensions, double noise)
    {
        var logarithms = new double[dimensions + 2];
        logarithms[^1] = Math.Log(noise);
        return new Hyperparameters(logarithms);
    }
}
