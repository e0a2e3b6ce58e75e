using MathNet.Numerics;
using MathNet.Numerics.LinearRegression;

namespace Trad.Training.Validation.Statistics;

/// <summary>
/// Performance degradation: the line out of sample = intercept + slope × in sample through pairs of results, by least squares.
/// </summary>
/// <remarks>
/// Bailey, Borwein, López de Prado and Zhu (2017), The Probability of Backtest Overfitting, Journal of Computational Finance 20(4),
/// section 3.2. A slope below zero says that the better a result in sample, the worse it is out of sample. Where both are halves of
/// one whole the slope is below zero by construction for a single trial (what one half has, the other lacks), so it condemns nothing
/// by itself: read it with the probability of overfitting and the level out of sample.
/// </remarks>
/// <param name="Slope">Out-of-sample result per unit of the in-sample result.</param>
/// <param name="Intercept">Out-of-sample result where the in-sample result is zero.</param>
/// <param name="RSquared">Share of the out-of-sample variance that the line explains, in [0, 1]; 0 when there is none.</param>
public readonly record struct Degradation(double Slope, double Intercept, double RSquared)
{
    /// <summary>The line. Not defined below two pairs and where the in-sample results do not vary.</summary>
    /// <param name="inSample">Results in sample, finite.</param>
    /// <param name="outOfSample">Results out of sample, finite and as many.</param>
    /// <exception cref="ArgumentException">The numbers of results differ.</exception>
    public static Measured<Degradation> Compute(double[] inSample, double[] outOfSample)
    {
        ArgumentNullException.ThrowIfNull(inSample);
        ArgumentNullException.ThrowIfNull(outOfSample);
        if (inSample.Length != outOfSample.Length)
        {
            var message = $"There are {inSample.Length} results in sample and {outOfSample.Length} out of sample; it takes as many.";
            throw new ArgumentException(message, nameof(outOfSample));
        }

        if (!ReturnSeries.Varies(inSample))
        {
            return new Undefined("the results in sample do not vary");
        }

        var (intercept, slope) = SimpleRegression.Fit(inSample, outOfSample);
        if (!double.IsFinite(slope) || !double.IsFinite(intercept))
        {
            return new Undefined("the results in sample do not vary");
        }

        var explained = GoodnessOfFit.R(inSample, outOfSample);
        return new Degradation(slope, intercept, double.IsFinite(explained) ? Math.Min(1, explained * explained) : 0);
    }
}
