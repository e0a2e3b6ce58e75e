using Trad.Optimization.GaussianProcesses;
using Trad.Optimization.Search;

namespace Trad.Optimization.Bayesian;

// Notation: N trials told, of which the n ≤ 160 nearest to the best are kept; points: d coordinates each.
// Time N d + N log N, memory N d, once per round. Not written to once made, so safe for use by several threads.

/// <summary>The trials as the models see them: those nearest to the best one when there are too many.</summary>
internal sealed class TrialData
{
    /// <summary>A fit costs the cube of the number of trials; above this many only the nearest to the best count.</summary>
    public const int MostTrials = 160;

    public TrialData(TrialLedger ledger)
    {
        var cube = ledger.Space.Cube;
        IsCategorical = Array.ConvertAll(cube.Axes, axis => axis.IsCategorical);
        var trials = ledger.Told.Select(trial => (Trial: trial, Point: cube.Encode(trial.Parameters))).ToList();
        var best = trials.Where(entry => entry.Trial.State == TrialState.Completed).OrderByDescending(entry => entry.Trial.Objective)
            .FirstOrDefault();
        if (trials.Count > MostTrials && best.Point is { } center)
        {
            IsLong = true;
            trials = [.. trials.OrderBy(entry => Distance(entry.Point, best.Point)).ThenBy(entry => entry.Trial.Trial).Take(MostTrials)];
        }

        // The objective of a pruned trial comes from part of the data: it says no more than "not better than the middle".
        var completed = trials.Where(entry => entry.Trial.State == TrialState.Completed).Select(entry => entry.Trial.Objective!.Value)
            .Order().ToArray();
        foreach (var (trial, point) in trials)
        {
            Labels.Add((point, trial.State is TrialState.Completed or TrialState.Pruned ? 1 : -1));
            if (trial.State == TrialState.Completed)
            {
                Valued.Add((point, trial.Objective!.Value));
            }
            else if (trial is { State: TrialState.Pruned, Objective: { } partial } && completed.Length > 0)
            {
                Valued.Add((point, Math.Min(partial, completed[completed.Length / 2])));
            }
        }
    }

    public bool[] IsCategorical { get; }

    /// <summary>Whether trials were left out, so that the search should stay near the best.</summary>
    public bool IsLong { get; }

    public List<(double[] Point, double Objective)> Valued { get; } = [];

    public List<(double[] Point, double Label)> Labels { get; } = [];

    public bool HasInfeasible => Labels.Exists(entry => entry.Label < 0);

    public Observations Observe(IReadOnlyList<(double[] Point, double Value)> entries, Func<double, double> transform) =>
        new([.. entries.SelectMany(entry => entry.Point)], [.. entries.Select(entry => transform(entry.Value))], IsCategorical);

    private static double Distance(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var k = 0; k < one.Length; k++)
        {
            sum += (one[k] - other[k]) * (one[k] - other[k]);
        }

        return sum;
    }
}
