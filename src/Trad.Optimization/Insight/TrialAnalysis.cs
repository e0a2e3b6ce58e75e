using Trad.Optimization.GaussianProcesses;
using Trad.Optimization.Search;
using Trad.Optimization.Sequences;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Insight;

/// <summary>
/// What the recorded trials say about the parameters, through a Gaussian process fitted to them. A function of the trials
/// alone: the same trials always give the same answers. Not safe for use by several threads at once.
/// </summary>
public sealed class TrialAnalysis
{
    private const int Samples = 512;
    private const int DependenceSamples = 48;

    /// <summary>Half the width of a band that holds 95 % of a normal distribution, in deviations.</summary>
    private const double Band = 1.959964;

    private readonly SearchSpace _space;
    private readonly UnitCube _cube;
    private readonly TrialLedger _ledger;
    private readonly Posterior? _posterior;
    private readonly OutputTransform? _transform;

    /// <summary>Fits the model, in milliseconds for tens of trials and tenths of a second for hundreds.</summary>
    /// <param name="space">The space that was searched.</param>
    /// <param name="history">The trials, in any order.</param>
    /// <param name="objective">Which objective to analyse, counted from 0, when the trials have several.</param>
    /// <exception cref="ArgumentException">A result is wrong; the message says how.</exception>
    public TrialAnalysis(SearchSpace space, IReadOnlyList<TrialResult> history, int objective = 0)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(history);
        _space = space;
        _cube = space.Cube;
        _ledger = new TrialLedger(space, new OptimizerOptions());
        _ledger.Tell([.. history.Select(trial => AnalysisData.Single(trial, objective))]);
        if (AnalysisData.Select(_ledger) is { Count: >= 2 } trials && _cube.Dimensions > 0)
        {
            _transform = new OutputTransform([.. trials.Select(trial => trial.Objective!.Value)], isRobust: true);
            var observations = AnalysisData.Observe(_cube, trials, _transform);
            _posterior = new Posterior(observations, HyperparameterFit.Run(observations, WeightPrior.Weak, null, 1e-6, 3, 0, default), 0);
        }
    }

    /// <summary>The best objective after each trial, in trial order.</summary>
    public IReadOnlyList<ConvergencePoint> Convergence()
    {
        var points = new List<ConvergencePoint>();
        double? best = null;
        foreach (var trial in _ledger.Told)
        {
            if (trial is { State: TrialState.Completed, Objective: { } objective } && !(objective <= best))
            {
                best = objective;
            }

            points.Add(new ConvergencePoint(trial.Trial, trial.State == TrialState.Pruned ? null : trial.Objective, best));
        }

        return points;
    }

    /// <summary>
    /// The total effect of each searched parameter: half the mean square by which the model's mean changes when that
    /// parameter alone is drawn anew (Jansen, 1999), as a share of the sum. Empty with fewer than two objectives.
    /// </summary>
    public IReadOnlyList<ParameterImportance> Importance()
    {
        if (_posterior is null)
        {
            return [];
        }

        var d = _cube.Dimensions;
        var effects = new double[d];
        var sequence = new SobolSequence(2 * d, 0);
        var uniform = new double[2 * d];
        for (var i = 0u; i < Samples; i++)
        {
            sequence.Fill(i, uniform);
            var point = uniform[..d];
            _cube.FromUniform(point);
            var value = _posterior.Predict(point).Mean;
            for (var k = 0; k < d; k++)
            {
                var before = point[k];
                point[k] = _cube.Axes[k].FromUniform(uniform[d + k]);
                var change = _posterior.Predict(point).Mean - value;
                effects[k] += change * change;
                point[k] = before;
            }
        }

        var sum = effects.Sum();
        return [.. effects.Select(
            (effect, k) => new ParameterImportance(_cube.Axes[k].Name, sum > 0 ? effect / sum : 1.0 / d)).OrderByDescending(
                entry => entry.Importance)];
    }

    /// <summary>The objective along one parameter, averaged over the others, with its uncertainty. Empty without a model.</summary>
    /// <param name="name">A searched parameter.</param>
    /// <param name="points">How many values, at least 2; fewer when the parameter has fewer.</param>
    /// <exception cref="SearchSpaceException">The parameter is not searched, or too few points are wanted.</exception>
    public IReadOnlyList<DependencePoint> Dependence(string name, int points)
    {
        var axis = AxisGrid.Create(_cube, nameof(name), name, nameof(points), points);
        if (_posterior is null)
        {
            return [];
        }

        var slice = Background();
        var values = new List<DependencePoint>();
        foreach (var coordinate in axis.Coordinates)
        {
            axis.Place(slice, coordinate);
            var (expected, low, high) = Average(slice);
            values.Add(new DependencePoint(axis.Decode(coordinate), expected, low, high));
        }

        return values;
    }

    /// <summary>
    /// The objective over two parameters, averaged over the others, with its uncertainty: the first parameter's values in
    /// order, for each of them the second's. Empty without a model.
    /// </summary>
    /// <param name="first">A searched parameter.</param>
    /// <param name="second">Another searched parameter.</param>
    /// <param name="points">How many values of each, at least 2; fewer of a parameter that has fewer.</param>
    /// <exception cref="SearchSpaceException">A parameter is not searched, both are the same, or too few points are wanted.</exception>
    public IReadOnlyList<SurfacePoint> Dependence(string first, string second, int points)
    {
        var firstAxis = AxisGrid.Create(_cube, nameof(first), first, nameof(points), points);
        var secondAxis = AxisGrid.Create(_cube, nameof(second), second, nameof(points), points);
        if (first == second)
        {
            throw new SearchSpaceException(nameof(second), $"'{second}'", "another parameter than the first");
        }

        if (_posterior is null)
        {
            return [];
        }

        var slice = Background();
        var values = new List<SurfacePoint>();
        foreach (var one in firstAxis.Coordinates)
        {
            firstAxis.Place(slice, one);
            foreach (var other in secondAxis.Coordinates)
            {
                secondAxis.Place(slice, other);
                var (expected, low, high) = Average(slice);
                var isAllowed = !_cube.HasConstraints || slice.Exists(point => _cube.IsFeasible(point));
                values.Add(new SurfacePoint(firstAxis.Decode(one), secondAxis.Decode(other), expected, low, high, isAllowed));
            }
        }

        return values;
    }

    /// <summary>
    /// What the model expects on average in the neighbourhood of parameter sets: at each set itself and at its neighbours a share of
    /// each parameter's range away. A peak that only one value reaches is worth what surrounds it. Empty without a model.
    /// </summary>
    /// <param name="sets">Sets of the space.</param>
    /// <param name="shares">How far the neighbours are, fractions of each parameter's range.</param>
    /// <returns>The expected objective of every set's neighbourhood, in the order of the sets.</returns>
    /// <exception cref="SearchSpaceException">A set does not belong to the space.</exception>
    public IReadOnlyList<double> Plateau(IReadOnlyList<ParameterSet> sets, params ReadOnlySpan<double> shares)
    {
        ArgumentNullException.ThrowIfNull(sets);
        if (_posterior is null)
        {
            return [];
        }

        var expected = new double[sets.Count];
        for (var i = 0; i < expected.Length; i++)
        {
            var around = Neighbourhood.Enumerate(_space, sets[i], shares);
            var sum = _posterior.Predict(_cube.Encode(sets[i])).Mean;
            foreach (var neighbour in around)
            {
                sum += _posterior.Predict(_cube.Encode(neighbour)).Mean;
            }

            expected[i] = _transform!.Invert(sum / (around.Count + 1));
        }

        return expected;
    }

    private List<double[]> Background()
    {
        var sequence = new SobolSequence(_cube.Dimensions, 1);
        var background = new List<double[]>();
        for (var i = 0u; i < DependenceSamples; i++)
        {
            var point = new double[_cube.Dimensions];
            sequence.Fill(i, point);
            _cube.FromUniform(point);
            background.Add(point);
        }

        return background;
    }

    private (double Expected, double Low, double High) Average(List<double[]> slice)
    {
        var (mean, variance) = _posterior!.PredictAverage(slice);
        var half = Band * Math.Sqrt(variance);
        return (_transform!.Invert(mean), _transform.Invert(mean - half), _transform.Invert(mean + half));
    }
}
