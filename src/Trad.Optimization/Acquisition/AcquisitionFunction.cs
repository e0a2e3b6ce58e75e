using Trad.Optimization.Bayesian;
using Trad.Optimization.GaussianProcesses;

namespace Trad.Optimization.Acquisition;

// Notation: μ, σ: mean and deviation of the objective at x; z = (μ − best)/σ; ln p: logarithm of the probability that x is feasible.
// ln EI = ln σ + ln h(z) + ln p; UCB = μ + 2 σ + ln p; without an objective ln p alone. Time m² + m d.
// As safe for use by several threads as its models, which are not: predictions write their arrays.

/// <summary>The acquisition functions of one objective that have a closed form.</summary>
internal sealed class AcquisitionFunction(
    Posterior? objective, FeasibilityModel? feasibility, AcquisitionKind kind, double best) : IAcquisition
{
    /// <summary>The deviations added to the mean by the upper confidence bound.</summary>
    private const double Confidence = 2;

    private const double Slack = 1e-6;

    /// <inheritdoc/>
    public void EvaluateAll(ReadOnlySpan<double> points, Span<double> worths, double floor)
    {
        if (objective is null)
        {
            worths.Clear();
            feasibility?.LogProbabilities(points, worths);
            return;
        }

        // No probability is above one, so what the objective alone does not lift above the floor stays below it; a worth grows with the
        // variance, so a bound of the one bounds the other. The slack is for the rounding of sums that are added up in parts.
        var means = new double[worths.Length];
        var variances = new double[worths.Length];
        objective.Predict(
            points, means, variances,
            double.IsNegativeInfinity(floor) ? null : (mean, variance) => Worth(mean, Math.Sqrt(variance)) > floor - Slack);
        var d = worths.Length == 0 ? 0 : points.Length / worths.Length;
        for (var i = 0; i < worths.Length; i++)
        {
            worths[i] = double.IsNaN(variances[i]) ? double.NegativeInfinity : Worth(means[i], Math.Sqrt(variances[i]));
            if (worths[i] > floor && feasibility is not null)
            {
                worths[i] += feasibility.LogProbability(points.Slice(i * d, d));
            }
        }
    }

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        gradient.Clear();
        var value = feasibility?.LogProbability(x, gradient) ?? 0;
        if (objective is null)
        {
            return value;
        }

        Span<double> meanGradient = stackalloc double[x.Length];
        Span<double> varianceGradient = stackalloc double[x.Length];
        var (mean, variance) = objective.PredictWithGradient(x, meanGradient, varianceGradient);
        var deviation = Math.Sqrt(variance);
        double byMean;
        double byDeviation;
        if (kind == AcquisitionKind.UpperConfidenceBound)
        {
            value += mean + (Confidence * deviation);
            (byMean, byDeviation) = (1, Confidence);
        }
        else
        {
            var z = (mean - best) / deviation;
            value += Math.Log(deviation) + LogExpectedImprovement.LogH(z, out var slope);
            (byMean, byDeviation) = (slope / deviation, (1 - (slope * z)) / deviation);
        }

        for (var k = 0; k < x.Length; k++)
        {
            gradient[k] += (byMean * meanGradient[k]) + (byDeviation * varianceGradient[k] / (2 * deviation));
        }

        return value;
    }

    private double Worth(double mean, double deviation) => kind == AcquisitionKind.UpperConfidenceBound
        ? mean + (Confidence * deviation)
        : Math.Log(deviation) + LogExpectedImprovement.LogH((mean - best) / deviation, out _);
}
