using Trad.Optimization.Pruning;

namespace Trad.Training.Requests;

/// <summary>On how much of the candles a trial is measured before it may be pruned; see <see cref="TrialPruning"/>.</summary>
public static class PruningRungs
{
    /// <summary>A ninth of the candles, a third, all; a third of the trials go on from each.</summary>
    public static readonly SuccessiveHalving Plan = new(rungs: 3, reduction: 3);
}
