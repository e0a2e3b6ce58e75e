using MathNet.Numerics.Distributions;

namespace Trad.Backtesting.Metrics;

/// <summary>Quantiles of Student's t distribution.</summary>
public static class StudentDistribution
{
    private const int Tabulated = 400;
    private const double Probability = 0.95;

    // Every trial asks for one, and inverting the distribution takes some microseconds.
    private static readonly double[] Quantiles = [.. Enumerable.Range(1, Tabulated).Select(Invert)];

    /// <summary>The value that is exceeded with a probability of 5 %.</summary>
    /// <param name="freedom">Degrees of freedom, at least 1.</param>
    public static double Quantile95(int freedom)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(freedom);
        return freedom <= Tabulated ? Quantiles[freedom - 1] : Invert(freedom);
    }

    private static double Invert(int freedom) => StudentT.InvCDF(0, 1, freedom, Probability);
}
