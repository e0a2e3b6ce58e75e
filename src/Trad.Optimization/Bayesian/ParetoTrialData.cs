using Trad.Optimization.GaussianProcesses;
using Trad.Optimization.Pareto;
using Trad.Optimization.Search;

namespace Trad.Optimization.Bayesian;

// Notation: N completed trials of k objectives, of which the n ≤ 120 least dominated are kept; points: d coordinates each.
// Time N² k where there are too many, N d + N log N + N f k otherwise, for a front of f. Not written to once made, so safe for use by
// several threads.

/// <summary>The trials of a search for several objectives as the models see them: the least dominated when there are too many.</summary>
internal sealed class ParetoTrialData
{
    private const int MostCompleted = 120;
    private const int MostOthers = 40;

    private readonly bool[] _isCategorical;

    public ParetoTrialData(TrialLedger ledger)
    {
        var cube = ledger.Space.Cube;
        _isCategorical = Array.ConvertAll(cube.Axes, axis => axis.IsCategorical);
        var completed = ledger.Told.Where(trial => trial.State == TrialState.Completed).ToList();
        var others = ledger.Told.Where(trial => trial.State != TrialState.Completed).TakeLast(MostOthers);
        if (completed.Count > MostCompleted)
        {
            completed = [.. completed
                .OrderBy(one => completed.Count(other => ParetoFront.Dominates(other.Objectives!, one.Objectives!)))
                .ThenBy(one => one.Trial)
                .Take(MostCompleted)];
        }

        Completed = [.. completed.Select(trial => (cube.Encode(trial.Parameters), trial.Objectives!.ToArray()))];
        Front = [.. ParetoFront.Find(completed).Select(trial => (cube.Encode(trial.Parameters), trial.Objectives!.ToArray()))];

        // A pruned trial ran, so it is feasible; what it scored on part of the data places it nowhere.
        Labels = [.. Completed.Select(entry => (entry.Point, 1.0)),
            .. others.Select(trial => (cube.Encode(trial.Parameters), trial.State == TrialState.Pruned ? 1.0 : -1.0))];
    }

    public IReadOnlyList<(double[] Point, double[] Objectives)> Completed { get; }

    /// <summary>The completed trials that no other dominates, by falling first objective.</summary>
    public IReadOnlyList<(double[] Point, double[] Objectives)> Front { get; }

    public IReadOnlyList<(double[] Point, double Label)> Labels { get; }

    public bool HasInfeasible => Labels.Any(entry => entry.Label < 0);

    /// <summary>One objective of the completed trials, transformed.</summary>
    public Observations Observe(int objective, OutputTransform transform) =>
        new(
            [.. Completed.SelectMany(entry => entry.Point)], [.. Completed.Select(entry => transform.Apply(entry.Objectives[objective]))],
            _isCategorical);

    public Observations ObserveLabels() =>
        new([.. Labels.SelectMany(entry => entry.Point)], [.. Labels.Select(entry => entry.Label)], _isCategorical);
}
