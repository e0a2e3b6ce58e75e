using Trad.Optimization.Acquisition;
using Trad.Optimization.GaussianProcesses;
using Trad.Optimization.Pareto;
using Trad.Optimization.Randomness;
using Trad.Optimization.Search;

namespace Trad.Optimization.Bayesian;

// Notation: n ≤ 120 completed trials of d coordinates and k = 2 or 3 objectives, all larger being better.
// Time of a round: SurrogateFit k times and once more for the labels; of a candidate: NondominatedBoxes, then AcquisitionSearch over
// ExpectedHypervolumeImprovement. Not safe for use by several threads at once: it keeps the models between candidates.

/// <summary>
/// For several objectives: a quasi-random design, then the maximum of the expected hypervolume improvement over one
/// Gaussian process per objective.
/// </summary>
internal sealed class ParetoProposer(TrialLedger ledger) : IProposer
{
    private const int Anchors = 8;

    private readonly InitialDesign _design = new(ledger);
    private readonly List<double[]> _front = [];
    private SurrogateMemory _memory = SurrogateMemory.Nothing;
    private ParetoTrialData? _data;
    private OutputTransform[] _transforms = [];
    private Posterior[] _objectives = [];
    private FeasibilityModel? _feasibility;
    private double[] _reference = [];
    private int _imagined;

    public string Explanation => _objectives.Length == 0 && _feasibility is null
        ? $"Quasi-random design, {_design.Trials} trials."
        : $"Gaussian processes over {_data!.Completed.Count} trials, expected hypervolume improvement over a front of {_data.Front.Count}.";

    public string? Memory => _memory == SurrogateMemory.Nothing ? null : _memory.ToJson();

    public void Prepare(string? memory, Reporting reporting)
    {
        _design.Restart();
        _memory = SurrogateMemory.Parse(memory, ledger.Space.Cube.Dimensions);
        (_objectives, _feasibility, _imagined) = ([], null, 0);
        if (!_design.IsUsable)
        {
            return;
        }

        _data = new ParetoTrialData(ledger);
        if (_data.Completed.Count >= 2)
        {
            FitObjectives(reporting);
        }

        if (_data.HasInfeasible)
        {
            (_feasibility, var logarithms) = SurrogateFit.Feasibility(
                _data.ObserveLabels(), _memory.Feasibility, ledger.Options, reporting);
            _memory = _memory with { Feasibility = logarithms };
        }
    }

    public Suggestion? Suggest(Reporting reporting)
    {
        if (!_design.IsComplete || (_objectives.Length == 0 && _feasibility is null))
        {
            return _design.Next();
        }

        ImaginePending();
        var axes = ledger.Space.Cube.Axes;
        var random = new RandomStream(ledger.Options.Seed, 0xE4F1, ledger.NextTrial);
        IAcquisition function = _objectives.Length == 0
            ? new AcquisitionFunction(null, _feasibility, AcquisitionKind.LogExpectedImprovement, 0)
            : new ExpectedHypervolumeImprovement(_objectives, _feasibility, NondominatedBoxes.Decompose(_front, _reference));
        double[] high = Array.ConvertAll(axes, axis => axis.IsCategorical ? axis.LevelCount - 1 : 1.0);
        var found = new AcquisitionSearch(ledger, function, new double[axes.Length], high, random).Run(SpreadAnchors(), reporting);
        return found is { } winner
            ? new Suggestion(ledger.Space.Cube.Decode(winner.Point), Improvement(winner.Point, winner.Worth))
            : _design.Next();
    }

    private void FitObjectives(Reporting reporting)
    {
        var count = ledger.Options.ObjectiveCount;
        var logarithms = new double[count][];
        _transforms = new OutputTransform[count];
        _objectives = new Posterior[count];
        for (var j = 0; j < count; j++)
        {
            // Standardised and not bent: the volume keeps its meaning.
            _transforms[j] = new OutputTransform([.. _data!.Completed.Select(entry => entry.Objectives[j])], isRobust: false);
            (_objectives[j], logarithms[j]) = SurrogateFit.Objective(
                _data.Observe(j, _transforms[j]), WeightPrior.Weak, _memory.Objective(j), ledger.Options, reporting);
        }

        _memory = _memory with { Objectives = logarithms };
        _front.Clear();
        _front.AddRange(_data!.Front.Select(entry => Transform(entry.Objectives)));
        _reference = ledger.Options.ReferencePoint is { } given ? Transform(given) : Inferred();
    }

    private double[] Transform(IReadOnlyList<double> objectives) => [.. objectives.Select((value, j) => _transforms[j].Apply(value))];

    // The worst values on the front, or the middle ones of all trials, would hide the front's ends, and the search would
    // collapse onto a part of it: measured on the functions of the pareto benchmark.
    private double[] Inferred() =>
        [.. _transforms.Select((transform, j) => _data!.Completed.Min(entry => transform.Apply(entry.Objectives[j])))];

    private void ImaginePending()
    {
        for (; _objectives.Length > 0 && _imagined < Math.Min(ledger.Pending.Count, SurrogateFit.MostImagined); _imagined++)
        {
            var point = ledger.Space.Cube.Encode(ledger.Pending[_imagined].Parameters);
            var believed = Array.ConvertAll(_objectives, objective => objective.Predict(point).Mean);
            for (var j = 0; j < believed.Length; j++)
            {
                _objectives[j].Imagine(point, believed[j]);
            }

            _front.Add(believed);
        }
    }

    // Neighbours are sought along the whole front.
    private List<double[]> SpreadAnchors()
    {
        var front = _data!.Front;
        var count = Math.Min(Anchors, front.Count);
        return [.. Enumerable.Range(0, count).Select(i => front[count == 1 ? 0 : i * (front.Count - 1) / (count - 1)].Point)];
    }

    private double? Improvement(double[] point, double worth) => _objectives.Length == 0
        ? null
        : Math.Exp(worth - (_feasibility?.LogProbability(point) ?? 0)) * _transforms.Aggregate(
            1.0, (unit, transform) => unit * transform.UnitAt(0));
}
