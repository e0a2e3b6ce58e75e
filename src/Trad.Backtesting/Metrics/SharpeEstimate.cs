using MathNet.Numerics.Distributions;

namespace Trad.Backtesting.Metrics;

/// <summary>A Sharpe ratio as measured, with what its uncertainty depends on.</summary>
/// <remarks>Bailey and López de Prado (2012), The Sharpe Ratio Efficient Frontier, Journal of Risk 15(2).</remarks>
/// <param name="Ratio">Mean over standard deviation (of a sample) of the returns, per observation and not annualised.</param>
/// <param name="Observations">Number of returns.</param>
/// <param name="Skewness">γ₃: third central moment of the returns over the second to the power of 1.5; 0 for normal returns.</param>
/// <param name="Kurtosis">γ₄: fourth central moment over the second squared, not the excess; 3 for normal returns.</param>
public readonly record struct SharpeEstimate(double Ratio, int Observations, double Skewness, double Kurtosis)
{
    /// <summary>
    /// Variance of the estimate times n − 1: 1 − γ₃ SR + (γ₄ − 1) / 4 SR², eq. 8. Not above zero only when the returns have no more
    /// than two values.
    /// </summary>
    public double Variance => 1 - (Skewness * Ratio) + ((Kurtosis - 1) / 4 * Ratio * Ratio);

    /// <summary>
    /// Standard deviation of the estimate, per observation; null below two observations and where <see cref="Variance"/> is not above
    /// zero.
    /// </summary>
    public double? StandardError => Observations > 1 && Variance > 0 ? Math.Sqrt(Variance / (Observations - 1)) : null;

    /// <summary>
    /// Probabilistic Sharpe ratio, eq. 11: the probability that the true ratio is above a benchmark,
    /// Φ((SR − SR*) √(n − 1) / √(1 − γ₃ SR + (γ₄ − 1) / 4 SR²)). In [0, 1]; null where <see cref="StandardError"/> is.
    /// </summary>
    /// <param name="benchmark">SR*, per observation.</param>
    public double? ProbabilityAbove(double benchmark) =>
        StandardError is null
            ? null
            : Normal.CDF(0, 1, (Ratio - benchmark) * Math.Sqrt(Observations - 1) / Math.Sqrt(Variance));
}
