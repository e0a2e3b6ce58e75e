using MathNet.Numerics;

namespace Trad.Optimization.Acquisition;

/// <summary>The logarithm of the normal distribution function, accurate in the lower tail.</summary>
internal static class NormalLogarithm
{
    private const double RootTwoOverPi = 0.79788456080286535588;
    private const double Root2 = 1.41421356237309504880;

    /// <summary>ln Φ(t) and its derivative φ(t)/Φ(t).</summary>
    public static double Evaluate(double t, out double derivative)
    {
        if (t > -1)
        {
            var probability = 0.5 * SpecialFunctions.Erfc(-t / Root2);
            derivative = 0.5 * RootTwoOverPi * Math.Exp(-0.5 * t * t) / probability;
            return Math.Log(probability);
        }

        var scaled = ScaledErfc.Evaluate(-t / Root2);
        derivative = RootTwoOverPi / scaled;
        return Math.Log(0.5 * scaled) - (0.5 * t * t);
    }
}
