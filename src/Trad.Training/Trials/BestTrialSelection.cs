using Trad.Optimization;
using Trad.Optimization.Pareto;

namespace Trad.Training.Trials;

/// <summary>Which trial wins.</summary>
public static class BestTrialSelection
{
    /// <summary>
    /// The completed trial with the largest score, the earliest among equals; null when none completed. With several
    /// objectives the trial of the Pareto front that is nearest to the best of each, measured in the front's extents.
    /// </summary>
    public static BestTrial? Choose(IReadOnlyList<TrialRecord> trials)
    {
        var completed = trials.Where(trial => trial.State == TrialState.Completed).ToList();
        var best = completed.Exists(trial => trial.Scores is not null) ? Compromise(Front(completed)) : Largest(completed);
        return best?.ToBest();
    }

    /// <summary>The numbers of the trials on the Pareto front, by falling first objective; null when there is one objective.</summary>
    public static IReadOnlyList<int>? FrontOf(IReadOnlyList<TrialRecord> trials) =>
        trials.Any(trial => trial.Scores is not null) ? [.. Front(trials).Select(trial => trial.Trial)] : null;

    private static TrialRecord? Largest(List<TrialRecord> completed)
    {
        TrialRecord? best = null;
        foreach (var trial in completed)
        {
            best = best is null || trial.Score > best.Score ? trial : best;
        }

        return best;
    }

    private static List<TrialRecord> Front(IReadOnlyList<TrialRecord> trials)
    {
        var byNumber = trials.ToDictionary(trial => trial.Trial);
        return [.. ParetoFront.Find(trials.Select(trial => trial.ToResult())).Select(result => byNumber[result.Trial])];
    }

    private static TrialRecord? Compromise(List<TrialRecord> front)
    {
        var objectives = Enumerable.Range(0, front[0].Scores!.Count)
            .Select(objective => (Best: front.Max(trial => trial.Scores![objective]), Worst: front.Min(trial => trial.Scores![objective])))
            .ToList();
        return front.MinBy(trial => objectives.Select((extent, objective) =>
            extent.Best > extent.Worst ? Math.Pow((extent.Best - trial.Scores![objective]) / (extent.Best - extent.Worst), 2) : 0).Sum());
    }
}
