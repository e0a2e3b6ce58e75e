using Trad.Optimization.Acquisition;
using Trad.Optimization.GaussianProcesses;
using Trad.Optimization.Randomness;
using Trad.Optimization.Search;

namespace Trad.Optimization.Bayesian;

// Notation: n ≤ 160 trials of d coordinates; low, high: d, the box that is searched; pending: candidates without a result.
// Time of a round: SurrogateFit; of a candidate: n² + n d for every pending one not yet imagined, then AcquisitionSearch or
// ThompsonSearch. Not safe for use by several threads at once: it keeps the models between candidates.

/// <summary>A quasi-random design, then the maximum of an acquisition function over a Gaussian process.</summary>
internal sealed class BayesianProposer(TrialLedger ledger) : IProposer
{
    private const int Anchors = 4;
    private const int ThompsonPoints = 128;

    private readonly InitialDesign _design = new(ledger);
    private SurrogateMemory _memory = SurrogateMemory.Nothing;
    private TrialData? _data;
    private OutputTransform? _transform;
    private Posterior? _objective;
    private FeasibilityModel? _feasibility;
    private int _imagined;
    private double _believed;

    public string Explanation => _objective is null && _feasibility is null
        ? $"Quasi-random design, {_design.Trials} trials."
        : $"Gaussian process over {_data!.Labels.Count} trials, {ledger.Options.Acquisition}{(_data.IsLong ? ", inside a trust region" : "")}.";

    public string? Memory => _memory == SurrogateMemory.Nothing ? null : _memory.ToJson();

    public void Prepare(string? memory, Reporting reporting)
    {
        var cube = ledger.Space.Cube;
        _design.Restart();
        _memory = SurrogateMemory.Parse(memory, cube.Dimensions);
        (_objective, _feasibility, _transform, _imagined, _believed) = (null, null, null, 0, double.NegativeInfinity);
        if (!_design.IsUsable)
        {
            return;
        }

        _data = new TrialData(ledger);
        if (_data.Valued.Count >= 2)
        {
            FitObjective(reporting);
        }

        if (_data.HasInfeasible)
        {
            FitFeasibility(reporting);
        }
    }

    public Suggestion? Suggest(Reporting reporting)
    {
        if (!_design.IsComplete || (_objective is null && _feasibility is null))
        {
            return _design.Next();
        }

        ImaginePending();
        var random = new RandomStream(ledger.Options.Seed, 0xACC, ledger.NextTrial);
        var best = Best();
        var function = new AcquisitionFunction(_objective, _feasibility, ledger.Options.Acquisition, best);
        var (low, high) = Box();
        var anchors = _data!.Valued.OrderByDescending(entry => entry.Objective).Take(Anchors).Select(entry => entry.Point).ToList();
        var found = ledger.Options.Acquisition == AcquisitionKind.ThompsonSampling && _objective is not null
            ? new ThompsonSearch(ledger, _objective, _feasibility, low, high, random).Run(anchors, ThompsonPoints)
            : new AcquisitionSearch(ledger, function, low, high, random).Run(anchors, reporting);
        if (found is not { } winner)
        {
            return _design.Next();
        }

        return new Suggestion(ledger.Space.Cube.Decode(winner.Point), Improvement(winner.Point, best));
    }

    private void FitObjective(Reporting reporting)
    {
        _transform = new OutputTransform([.. _data!.Valued.Select(entry => entry.Objective)], isRobust: true);
        var observations = _data.Observe(_data.Valued, _transform.Apply);
        (_objective, var logarithms) = SurrogateFit.Objective(
            observations, WeightPrior.Local(observations.Dimensions, observations.Count), _memory.Objective(0), ledger.Options, reporting);
        _memory = _memory with { Objectives = [logarithms] };
    }

    private void FitFeasibility(Reporting reporting)
    {
        var labels = _data!.Observe(_data.Labels, label => label);
        (_feasibility, var logarithms) = SurrogateFit.Feasibility(labels, _memory.Feasibility, ledger.Options, reporting);
        _memory = _memory with { Feasibility = logarithms };
    }

    private void ImaginePending()
    {
        if (_objective is null)
        {
            return;
        }

        for (; _imagined < ledger.Pending.Count && _imagined < SurrogateFit.MostImagined - ThompsonPoints; _imagined++)
        {
            var point = ledger.Space.Cube.Encode(ledger.Pending[_imagined].Parameters);
            var value = ledger.Options.Batch == BatchStrategy.Liar
                ? _transform!.Apply(_data!.Valued.Min(entry => entry.Objective))
                : _objective.Predict(point).Mean;
            _objective.Imagine(point, value);
            _believed = Math.Max(_believed, value);
        }
    }

    // What has to be improved upon. With noise the best observation flatters: take the best value that the model believes
    // in. A believed result counts like a real one, or the rest of a batch would crowd around it.
    private double Best()
    {
        if (_objective is null)
        {
            return 0;
        }

        var best = ledger.Options.Acquisition == AcquisitionKind.NoisyExpectedImprovement
            ? _data!.Valued.Max(entry => _objective.Predict(entry.Point).Mean)
            : _transform!.Apply(_data!.Valued.Max(entry => entry.Objective));
        return Math.Max(best, _believed);
    }

    private double? Improvement(double[] point, double best)
    {
        if (_objective is null)
        {
            return null;
        }

        var (mean, variance) = _objective.Predict(point);
        var deviation = Math.Sqrt(variance);
        var expected = deviation * Math.Exp(LogExpectedImprovement.LogH((mean - best) / deviation, out _));
        return expected * _transform!.UnitAt(_data!.Valued.Max(entry => entry.Objective));
    }

    private (double[] Low, double[] High) Box()
    {
        var axes = ledger.Space.Cube.Axes;
        var low = new double[axes.Length];
        double[] high = Array.ConvertAll(axes, axis => axis.IsCategorical ? axis.LevelCount - 1 : 1.0);
        if (_data!.IsLong)
        {
            var half = TrustRegion.Side(ledger.Told, axes.Length) / 2;
            var center = _data.Valued.MaxBy(entry => entry.Objective).Point;
            for (var k = 0; k < axes.Length; k++)
            {
                if (!axes[k].IsCategorical)
                {
                    (low[k], high[k]) = (Math.Max(0, center[k] - half), Math.Min(1, center[k] + half));
                }
            }
        }

        return (low, high);
    }
}
