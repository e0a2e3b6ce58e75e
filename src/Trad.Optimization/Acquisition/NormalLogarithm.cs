using MathNet.Numerics;

namespace Trad.Optimization.Acquisition;

// Notation: φ, Φ: density and distribution of the standard normal law; t: without unit. Constant time (up to some 90 terms of a continued
// fraction in the tail), without state.

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

/// <summary>The scaled complementary error function e^(x²) erfc(x) for x ≥ 0, which does not underflow.</summary>
internal static class ScaledErfc
{
    private const double RootPi = 1.77245385090551602730;

    /// <summary>The value at x ≥ 0.</summary>
    public static double Evaluate(double x)
    {
        if (x < 2)
        {
            return Math.Exp(x * x) * SpecialFunctions.Erfc(x);
        }

        // Laplace's continued fraction from the bottom up (Abramowitz and Stegun, 7.1.14).
        var terms = 12 + (int)(160 / x);
        var fraction = x;
        for (var k = terms; k >= 1; k--)
        {
            fraction = x + (0.5 * k / fraction);
        }

        return 1 / (RootPi * fraction);
    }
}
