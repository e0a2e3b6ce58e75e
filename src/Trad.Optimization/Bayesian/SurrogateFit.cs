using Trad.Optimization.GaussianProcesses;
using Trad.Optimization.Search;

namespace Trad.Optimization.Bayesian;

// Notation: n observations of d coordinates; logarithms: d + 2, in the order of Hyperparameters.
// Time of HyperparameterFit, then n³ for Posterior; memory 2 (n + 16)² numbers for an objective, more when more is imagined,
// 2 n² for labels. Without state; the models that it returns are not safe for use by several threads at once.

/// <summary>Fits the models of a round, each starting from what the round before found.</summary>
internal static class SurrogateFit
{
    /// <summary>How many observations are imagined at most: each costs as much as a real one.</summary>
    public const int MostImagined = 256;

    // A round's candidates, mostly: a model that imagines more grows.
    private const int Room = 16;

    // A deterministic objective needs noise only as jitter, which keeps the covariance definite.
    private const double SmallestNoise = 1e-7;
    private const double SmallestNoiseOfNoisy = 1e-4;
    private const int ManyObservations = 60;

    /// <summary>The model of an objective, and its parameters for the next round.</summary>
    public static (Posterior Model, double[] Logarithms) Objective(
        Observations observations, WeightPrior prior, double[]? warm, OptimizerOptions options, Reporting reporting)
    {
        var noise = options.IsDeterministic ? SmallestNoise : SmallestNoiseOfNoisy;
        var starts = warm is null ? 3 : observations.Count < ManyObservations ? 2 : 1;
        var fitted = HyperparameterFit.Run(observations, prior, Start(warm), noise, starts, options.Seed, reporting);
        return (new Posterior(observations, fitted, Room), fitted.Logarithms);
    }

    /// <summary>The model of the labels, and its parameters for the next round.</summary>
    public static (FeasibilityModel Model, double[] Logarithms) Feasibility(
        Observations labels, double[]? warm, OptimizerOptions options, Reporting reporting)
    {
        var fitted = HyperparameterFit.Run(labels, WeightPrior.Weak, Start(warm), SmallestNoiseOfNoisy, 1, options.Seed, reporting);
        return (new FeasibilityModel(new Posterior(labels, fitted, 0)), fitted.Logarithms);
    }

    private static Hyperparameters? Start(double[]? warm) => warm is null ? null : new Hyperparameters(warm);
}
