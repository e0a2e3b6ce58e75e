using Trad.Optimization.Search;

namespace Trad.Optimization.Bayesian;

// Notation: N trials, d coordinates; the side is that of a cube in unit coordinates, 1/128 to 1.6. Time N. Without state.

/// <summary>
/// The side of the box around the best point that long searches stay in (Eriksson et al., 2019): doubled after three
/// improvements in a row, halved after as many misses as there are dimensions, started afresh when it has collapsed.
/// Replayed from the trials, so it needs no memory.
/// </summary>
internal static class TrustRegion
{
    private const double Start = 0.8;
    private const double Largest = 1.6;
    private const double Smallest = 1.0 / 128;
    private const int SuccessesToGrow = 3;

    /// <summary>The side in unit coordinates after these trials.</summary>
    public static double Side(IEnumerable<TrialResult> trials, int dimensions)
    {
        var side = Start;
        var best = double.NegativeInfinity;
        var successes = 0;
        var failures = 0;
        var patience = Math.Max(4, dimensions);
        foreach (var trial in trials)
        {
            if (trial is { State: TrialState.Completed, Objective: { } objective } && objective > best)
            {
                best = objective;
                (successes, failures) = (successes + 1, 0);
            }
            else
            {
                (successes, failures) = (0, failures + 1);
            }

            if (successes == SuccessesToGrow)
            {
                (side, successes) = (Math.Min(2 * side, Largest), 0);
            }
            else if (failures == patience)
            {
                (side, failures) = (side / 2 < Smallest ? Start : side / 2, 0);
            }
        }

        return side;
    }
}
