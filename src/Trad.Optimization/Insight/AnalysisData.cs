using Trad.Optimization.GaussianProcesses;
using Trad.Optimization.Search;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Insight;

/// <summary>The trials that an analysis is fitted to.</summary>
internal static class AnalysisData
{
    /// <summary>A fit costs the cube of the number of trials; of more, an even selection describes the whole space.</summary>
    private const int MostTrials = 300;

    /// <summary>A trial with one of its objectives.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The trial has no such objective.</exception>
    public static TrialResult Single(TrialResult trial, int objective)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(objective);
        if (trial.Objectives is not { } objectives)
        {
            return trial;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(objective, objectives.Count);
        return trial with { Objective = objectives[objective], Objectives = null };
    }

    /// <summary>The completed trials; of too many, every so many by rank of objective, the best and the worst included.</summary>
    public static List<TrialResult> Select(TrialLedger ledger)
    {
        var completed = ledger.Told.Where(trial => trial.State == TrialState.Completed).ToList();
        if (completed.Count <= MostTrials)
        {
            return completed;
        }

        var ranked = completed.OrderByDescending(trial => trial.Objective).ThenBy(trial => trial.Trial).ToList();
        return [.. Enumerable.Range(0, MostTrials)
            .Select(i => ranked[(int)((long)i * (ranked.Count - 1) / (MostTrials - 1))])
            .OrderBy(trial => trial.Trial)];
    }

    public static Observations Observe(UnitCube cube, List<TrialResult> trials, OutputTransform transform) => new(
        [.. trials.SelectMany(trial => cube.Encode(trial.Parameters))],
        [.. trials.Select(trial => transform.Apply(trial.Objective!.Value))],
        Array.ConvertAll(cube.Axes, axis => axis.IsCategorical));
}
