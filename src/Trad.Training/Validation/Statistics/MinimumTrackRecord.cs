using System.Globalization;
using MathNet.Numerics.Distributions;
using Trad.Backtesting.Metrics;

namespace Trad.Training.Validation.Statistics;

/// <summary>
/// Minimum track record length: the number of observations from which a Sharpe ratio like the measured one is above a benchmark
/// with a confidence. 1 + (1 − γ₃ SR + (γ₄ − 1) / 4 SR²) (Φ⁻¹(confidence) / (SR − SR*))².
/// </summary>
/// <remarks>Bailey and López de Prado (2012), The Sharpe Ratio Efficient Frontier, Journal of Risk 15(2), eq. 13.</remarks>
public static class MinimumTrackRecord
{
    // A length that no one will wait for; beyond it the number only says that the ratio equals the benchmark.
    private const double Longest = 1e9;

    /// <summary>
    /// The length in observations, at least 1. Not defined when the ratio is not above the benchmark: no length would show it then.
    /// </summary>
    /// <param name="estimate">The measured ratio, per observation.</param>
    /// <param name="benchmark">SR*, per observation.</param>
    /// <param name="confidence">In (0.5, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">The confidence is outside (0.5, 1).</exception>
    public static Measured<double> Compute(SharpeEstimate estimate, double benchmark = 0, double confidence = 0.95)
    {
        if (confidence is not (> 0.5 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "The confidence must lie between 0.5 and 1.");
        }

        if (!(estimate.Ratio > benchmark))
        {
            return new Undefined(string.Create(
                CultureInfo.InvariantCulture,
                $"a Sharpe ratio of {estimate.Ratio:0.###} per observation is not above {benchmark:0.###}, so that no length can show it"));
        }

        if (!(estimate.Variance > 0))
        {
            return new Undefined("the estimated variance of the ratio is not above zero");
        }

        var errors = Normal.InvCDF(0, 1, confidence) / (estimate.Ratio - benchmark);
        var length = 1 + (estimate.Variance * errors * errors);
        return length <= Longest ? length : new Undefined("the Sharpe ratio is hardly above the benchmark, so that no length can show it");
    }
}
