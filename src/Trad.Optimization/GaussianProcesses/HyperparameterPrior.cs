namespace Trad.Optimization.GaussianProcesses;

// Notation: θ: d + 2 logarithms, of d weights w, of the signal variance s, of the noise variance v; the gradient is by these logarithms.
// Time d. Without state.

/// <summary>
/// Weak beliefs that keep the fit sane with few points: one of <see cref="WeightPrior"/> for each inverse squared length
/// scale, a gamma law with shape 2 and rate 1 for the signal variance, and one with shape 1.1 and rate 30 for the noise. The
/// shapes follow Optuna's Gaussian process, whose figures this one has to beat.
/// </summary>
internal static class HyperparameterPrior
{
    private const double SignalShape = 2;
    private const double SignalRate = 1;
    private const double NoiseShape = 1.1;
    private const double NoiseRate = 30;

    /// <summary>The logarithm of the prior; subtracts its gradient, by the logarithms, from <paramref name="gradient"/>.</summary>
    public static double AddLogarithm(ReadOnlySpan<double> logarithms, WeightPrior weights, Span<double> gradient)
    {
        var value = 0.0;
        for (var k = 0; k < logarithms.Length - 2; k++)
        {
            var w = Math.Exp(logarithms[k]) / weights.Center;
            value -= weights.Rate * (w + (1 / w));
            gradient[k] += weights.Rate * (w - (1 / w));
        }

        value += Gamma(logarithms[^2], SignalShape, SignalRate, ref gradient[^2]);
        value += Gamma(logarithms[^1], NoiseShape, NoiseRate, ref gradient[^1]);
        return value;
    }

    private static double Gamma(double logarithm, double shape, double rate, ref double gradient)
    {
        var x = Math.Exp(logarithm);
        gradient -= shape - 1 - (rate * x);
        return ((shape - 1) * logarithm) - (rate * x);
    }
}
