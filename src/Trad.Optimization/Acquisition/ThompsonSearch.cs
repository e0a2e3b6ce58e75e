using Trad.Optimization.Bayesian;
using Trad.Optimization.GaussianProcesses;
using Trad.Optimization.Randomness;
using Trad.Optimization.Search;

namespace Trad.Optimization.Acquisition;

// Notation: x: d coordinates; low, high: d, the box; m observations at first, one more with every point drawn.
// Time: the sum over the points drawn of (m + drawn)² + (m + drawn) d. Not safe for use by several threads at once: it imagines
// observations, and takes them back at its end.

/// <summary>
/// Draws one function from the posterior at many points, each value conditioned on the ones drawn before, and returns
/// where it is largest (Thompson, 1933).
/// </summary>
internal sealed class ThompsonSearch(
    TrialLedger ledger, Posterior posterior, FeasibilityModel? feasibility, double[] low, double[] high, RandomStream random)
{
    /// <summary>The point where the drawn function is largest, with the value; null when every point drawn is taken.</summary>
    public (double[] Point, double Worth)? Run(IReadOnlyList<double[]> anchors, int count)
    {
        var cube = ledger.Space.Cube;
        var known = posterior.Count;
        (double[] Point, double Worth)? best = null;
        for (var i = 0; i < count; i++)
        {
            var point = new double[cube.Dimensions];
            for (var k = 0; k < point.Length; k++)
            {
                // Every other point lies near a good trial.
                point[k] = i % 2 == 0 || anchors.Count == 0 || cube.Axes[k].IsCategorical
                    ? cube.Axes[k].FromUniform(random.NextDouble())
                    : anchors[i / 2 % anchors.Count][k] + (0.05 * random.NextNormal());
                point[k] = Math.Clamp(point[k], low[k], high[k]);
            }

            cube.Snap(point);
            if (!cube.IsFeasible(point) || ledger.IsTaken(cube.Decode(point)))
            {
                continue;
            }

            var (mean, variance) = posterior.Predict(point);
            var drawn = mean + (Math.Sqrt(variance) * random.NextNormal());
            posterior.Imagine(point, drawn);
            var worth = drawn + (feasibility?.LogProbability(point) ?? 0);
            best = best is null || worth > best.Value.Worth ? (point, worth) : best;
        }

        posterior.Forget(known);
        return best;
    }
}
