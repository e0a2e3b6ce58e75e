using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;

namespace Trad.Training.Validation.Statistics;

/// <summary>
/// How far above zero, in standard deviations, the best of several independent trials without any skill is expected by luck:
/// the expected maximum of N standard normal numbers.
/// </summary>
public static class ExpectedMaximum
{
    /// <summary>The Euler–Mascheroni constant.</summary>
    private const double Gamma = 0.5772156649015329;

    // Where the paper's approximation has passed the exact value, and from where on it is used alone.
    private const double ApproximationFrom = 3;

    // Standard deviations beyond which nothing is left to integrate for up to 10⁹ trials, and the nodes that give 13 digits.
    private const double Reach = 9;
    private const int Nodes = 128;

    /// <summary>
    /// (1 − γ) Φ⁻¹(1 − 1/N) + γ Φ⁻¹(1 − 1/(N e)), as in the deflated Sharpe ratio: within 2.6 % of the exact value and above it.
    /// Below three trials, where it falls to −∞ at one, the exact value if that is more; 0 for one trial.
    /// </summary>
    /// <remarks>Bailey and López de Prado (2014), The Deflated Sharpe Ratio, Journal of Portfolio Management 40(5), eq. 1.</remarks>
    /// <param name="trials">N, at least 1; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one trial, or no finite number.</exception>
    public static double Compute(double trials)
    {
        Check(trials);
        return trials < ApproximationFrom ? Math.Max(Exact(trials), Approximate(trials)) : Approximate(trials);
    }

    /// <summary>∫ (1 − Φ(x)ᴺ − Φ(−x)ᴺ) dx over x from 0 to ∞, by a quadrature.</summary>
    /// <remarks>The mean of a maximum from its distribution Φᴺ; David and Nagaraja (2003), Order Statistics, ch. 3.</remarks>
    /// <param name="trials">N, at least 1; need not be whole.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one trial, or no finite number.</exception>
    public static double Exact(double trials)
    {
        Check(trials);
        return GaussLegendreRule.Integrate(
            x => 1 - Math.Pow(Normal.CDF(0, 1, x), trials) - Math.Pow(Normal.CDF(0, 1, -x), trials), 0, Reach, Nodes);
    }

    private static double Approximate(double trials)
    {
        double Quantile(double one) => Normal.InvCDF(0, 1, 1 - (1 / one));
        return trials == 1 ? 0 : ((1 - Gamma) * Quantile(trials)) + (Gamma * Quantile(trials * Math.E));
    }

    private static void Check(double trials)
    {
        if (trials is not (>= 1 and <= 1e9))
        {
            throw new ArgumentOutOfRangeException(nameof(trials), trials, "The number of trials must lie between 1 and 10⁹.");
        }
    }
}
