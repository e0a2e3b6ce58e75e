using Trad.Optimization;
using Trad.Training.Jobs;

namespace Trad.Training.Trials;

/// <summary>Which trial wins.</summary>
public static class BestTrialSelection
{
    /// <summary>The completed trial with the largest score, the earliest among equals; null when none completed.</summary>
    public static BestTrial? Choose(IReadOnlyList<TrialRecord> trials)
    {
        TrialRecord? best = null;
        foreach (var trial in trials)
        {
            if (trial.State == TrialState.Completed && (best is null || trial.Score > best.Score))
            {
                best = trial;
            }
        }

        return best is null ? null : new BestTrial(best.Trial, best.Score!.Value, best.Parameters, best.Metrics!) { Symbols = best.Symbols };
    }
}
