using Trad.Optimization.Acquisition;
using Trad.Optimization.GaussianProcesses;

namespace Trad.Optimization.Bayesian;

// Notation: x: d coordinates; μ, σ²: mean and variance of the label at x; p = Φ(μ / √(σ² + 0.1)); gradient: d, added to.
// Time m² + m d for m trials. Not safe for use by several threads at once: Posterior writes scratch arrays.

/// <summary>
/// The probability that a trial completes: a Gaussian process on labels +1 and −1, read through the normal distribution
/// (Rasmussen and Williams, 2006, section 6.5: least-squares classification). No penalty bends the objective's model.
/// </summary>
internal sealed class FeasibilityModel(Posterior posterior)
{
    /// <summary>Uncertainty that remains about a label however close its neighbours are.</summary>
    private const double LabelVariance = 0.1;

    /// <summary>The logarithm of the probability at a point.</summary>
    public double LogProbability(ReadOnlySpan<double> x)
    {
        var (mean, variance) = posterior.Predict(x);
        return NormalLogarithm.Evaluate(mean / Math.Sqrt(variance + LabelVariance), out _);
    }

    /// <summary>The logarithms of the probabilities at many points, one behind the other.</summary>
    public void LogProbabilities(ReadOnlySpan<double> points, Span<double> logarithms)
    {
        var variances = new double[logarithms.Length];
        posterior.Predict(points, logarithms, variances);
        for (var i = 0; i < logarithms.Length; i++)
        {
            logarithms[i] = NormalLogarithm.Evaluate(logarithms[i] / Math.Sqrt(variances[i] + LabelVariance), out _);
        }
    }

    /// <summary>The logarithm of the probability at a point, adding its gradient.</summary>
    public double LogProbability(ReadOnlySpan<double> x, Span<double> gradient)
    {
        Span<double> meanGradient = stackalloc double[x.Length];
        Span<double> varianceGradient = stackalloc double[x.Length];
        var (mean, variance) = posterior.PredictWithGradient(x, meanGradient, varianceGradient);
        var deviation = Math.Sqrt(variance + LabelVariance);
        var value = NormalLogarithm.Evaluate(mean / deviation, out var slope);
        for (var k = 0; k < x.Length; k++)
        {
            gradient[k] += slope * ((
                meanGradient[k] / deviation) - (0.5 * mean * varianceGradient[k] / (deviation * deviation * deviation)));
        }

        return value;
    }
}
