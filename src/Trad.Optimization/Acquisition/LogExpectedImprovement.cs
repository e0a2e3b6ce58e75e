using MathNet.Numerics;

namespace Trad.Optimization.Acquisition;

// Notation: φ, Φ: density and distribution of the standard normal law; z: the standardised improvement. Constant time, without state.

/// <summary>
/// ln EI = ln σ + ln h(z), h(z) = φ(z) + z Φ(z), z = (mean − best)/σ, without the underflow that makes plain expected
/// improvement flat (Ament et al., 2023, eq. 9).
/// </summary>
internal static class LogExpectedImprovement
{
    private const double LogRootTwoPi = 0.91893853320467274178;
    private const double RootHalfPi = 1.25331413731550025121;
    private const double Root2 = 1.41421356237309504880;

    /// <summary>ln h(z), and its derivative Φ(z)/h(z).</summary>
    public static double LogH(double z, out double derivative)
    {
        if (z > -1)
        {
            var cumulative = 0.5 * SpecialFunctions.Erfc(-z / Root2);
            var h = Math.Exp((-0.5 * z * z) - LogRootTwoPi) + (z * cumulative);
            derivative = cumulative / h;
            return Math.Log(h);
        }

        // With the Mills ratio m = Φ(z)/φ(z): h = φ (1 + z m).
        var mills = RootHalfPi * ScaledErfc.Evaluate(-z / Root2);

        // Far out 1 + z m cancels; its asymptotic series is 1/z² − 3/z⁴ + 15/z⁶ − 105/z⁸ + ….
        var square = z * z;
        var rest = z > -25
            ? 1 + (z * mills)
            : (1 - ((3 - ((15 - (105 / square)) / square)) / square)) / square;
        derivative = mills / rest;
        return (-0.5 * square) - LogRootTwoPi + Math.Log(rest);
    }
}
