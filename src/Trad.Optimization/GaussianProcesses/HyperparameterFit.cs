using Trad.Optimization.LinearAlgebra;
using Trad.Optimization.Randomness;
using Trad.Optimization.Search;

namespace Trad.Optimization.GaussianProcesses;

// Notation: n observations, d coordinates; θ: d + 2 logarithms in the order of Hyperparameters, each within a box.
// Time: starts × at most 60 iterations × a few evaluations of the likelihood, n³ + n² d each. Safe for use by several threads: every run
// has its own likelihood, minimiser and random numbers.

/// <summary>Finds the most probable parameters of a process from several starts.</summary>
internal static class HyperparameterFit
{
    private const int Iterations = 60;

    // A change of the likelihood by a hundredth does not move the next candidate.
    private const double Tolerance = 0.01;

    // Of the parameters that the round before found, the evidence of a few more trials changes little: as long as no logarithm of theirs
    // by one would gain more than this, they stay as they are, which costs one evaluation instead of some twenty.
    private const double WarmTolerance = 1;
    private const double LowestWeight = -9.2;
    private const double HighestWeight = 9.2;
    private const double LowestSignal = -4.6;
    private const double HighestSignal = 9.2;
    private const double HighestNoise = 2.3;

    /// <summary>
    /// The best parameters of all starts; the defaults when no start could be evaluated, which is the documented fallback.
    /// </summary>
    /// <param name="data">What to fit to.</param>
    /// <param name="prior">What is believed of the length scales before.</param>
    /// <param name="warm">The parameters of the previous round, tried first, and kept while the evidence agrees with them.</param>
    /// <param name="smallestNoise">The lower bound of the noise variance: the jitter that keeps the covariance definite.</param>
    /// <param name="starts">How many starts, the warm one and the defaults included.</param>
    /// <param name="seed">For the random starts.</param>
    /// <param name="reporting">Told after each start.</param>
    public static Hyperparameters Run(
        Observations data, WeightPrior prior, Hyperparameters? warm, double smallestNoise, int starts, ulong seed, Reporting reporting)
    {
        var size = data.Dimensions + 2;
        var (low, high) = Bounds(data.Dimensions, smallestNoise);
        var likelihood = new MarginalLikelihood(data, prior);
        var minimizer = new BoundedMinimizer(size);
        var random = new RandomStream(seed, 0x617, data.Count);
        var standard = Hyperparameters.Default(data.Dimensions, Math.Max(smallestNoise, 1e-4));
        var best = standard.Logarithms;
        var bestValue = double.PositiveInfinity;
        for (var start = 0; start < starts; start++)
        {
            reporting.Report((double)start / starts);
            var x = Start(start, warm, standard, random, low, high);
            var value = minimizer.Minimize(
                (point, gradient) =>
                {
                    reporting.Cancellation.ThrowIfCancellationRequested();
                    return likelihood.Evaluate(point, gradient);
                },
                x, low, high, Iterations, start == 0 && warm is not null ? WarmTolerance : Tolerance);
            if (value < bestValue)
            {
                (best, bestValue) = (x, value);
            }
        }

        return new Hyperparameters(best);
    }

    private static double[] Start(
        int index, Hyperparameters? warm, Hyperparameters standard, RandomStream random, double[] low, double[] high)
    {
        double[] x = [.. index == 0 && warm is not null ? warm.Logarithms : standard.Logarithms];
        var isRandom = index > (warm is null ? 0 : 1);
        for (var i = 0; i < x.Length; i++)
        {
            // Random starts: length scales between about 0.15 and 1.6 units.
            x[i] = isRandom && i < x.Length - 2 ? (4.5 * random.NextDouble()) - 1 : x[i];
            x[i] = Math.Clamp(x[i], low[i], high[i]);
        }

        return x;
    }

    private static (double[] Low, double[] High) Bounds(int dimensions, double smallestNoise)
    {
        var low = new double[dimensions + 2];
        var high = new double[dimensions + 2];
        Array.Fill(low, LowestWeight);
        Array.Fill(high, HighestWeight);
        (low[^2], high[^2]) = (LowestSignal, HighestSignal);
        (low[^1], high[^1]) = (Math.Log(smallestNoise), HighestNoise);
        return (low, high);
    }
}
