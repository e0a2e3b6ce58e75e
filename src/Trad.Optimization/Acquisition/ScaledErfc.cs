using MathNet.Numerics;

namespace Trad.Optimization.Acquisition;

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
