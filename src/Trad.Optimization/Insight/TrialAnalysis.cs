using Trad.Optimization.Bayesian;
using Trad.Optimization.GaussianProcesses;
using Trad.Optimization.Search;
using Trad.Optimization.Sequences;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Insight;

/// <summary>What the recorded trials say about the parameters, through a Gaussian process fitted to them.</summary>
public sealed class TrialAnalysis
{
    private const int Samples = 512;
    private const int DependenceSamples = 48;

    private readonly UnitCube _cube;
    private readonly Posterior? _posterior;
    private readonly TrialLedger _ledger;

    /// <summary>Fits the model.</summary>
    /// <param name="space">The space that was searched.</param>
    /// <param name="history">The trials, in any order.</param>
    /// <exception cref="ArgumentException">A result is wrong; the message says how.</exception>
    public TrialAnalysis(SearchSpace space, IReadOnlyList<TrialResult> history)
    {
        _cube = space.Cube;
        _ledger = new TrialLedger(space, new OptimizerOptions());
        _ledger.Tell(history);
        var data = new TrialData(_ledger);
        if (data.Valued.Count < 2 || _cube.Dimensions == 0)
        {
            return;
        }

        var transform = new OutputTransform([.. data.Valued.Select(entry => entry.Objective)], isRobust: true);
        var observations = data.Observe(data.Valued, transform.Apply);
        var fitted = HyperparameterFit.Run(observations, null, 1e-6, 3, 0, default);
        _posterior = new Posterior(observations, fitted, 0);
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

            points.Add(new ConvergencePoint(trial.Trial, trial.Objective, best));
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
        return [.. effects.Select((effect, k) => new ParameterImportance(_cube.Axes[k].Name, sum > 0 ? effect / sum : 1.0 / d)).OrderByDescending(entry => entry.Importance)];
    }

    /// <summary>The model's mean along one parameter, averaged over the others, with its uncertainty. Empty without a model.</summary>
    /// <param name="name">A searched parameter.</param>
    /// <param name="points">How many values, at least 2; fewer when the parameter has fewer.</param>
    /// <exception cref="SearchSpaceException">The parameter is not searched, or too few points are wanted.</exception>
    public IReadOnlyList<DependencePoint> Dependence(string name, int points)
    {
        var axis = Array.FindIndex(_cube.Axes, candidate => candidate.Name == name);
        if (axis < 0)
        {
            throw new SearchSpaceException(nameof(name), $"'{name}'", $"one of {string.Join(", ", _cube.Axes.Select(candidate => candidate.Name))}");
        }

        if (points < 2)
        {
            throw new SearchSpaceException(nameof(points), $"{points}", "at least 2");
        }

        if (_posterior is null)
        {
            return [];
        }

        var background = Background();
        var levels = _cube.Axes[axis].LevelCount;
        var count = levels > 0 ? (int)Math.Min(points, levels) : points;
        return [.. Enumerable.Range(0, count).Select(i => Average(background, axis, Coordinate(axis, i, count)))];
    }

    private double Coordinate(int axis, int index, int count) => _cube.Axes[axis].LevelCount is var levels and > 0
        ? _cube.Axes[axis].Level((long)Math.Round((double)index / Math.Max(1, count - 1) * (levels - 1)))
        : (double)index / (count - 1);

    private double[][] Background()
    {
        var sequence = new SobolSequence(_cube.Dimensions, 1);
        var background = new double[DependenceSamples][];
        for (var i = 0; i < background.Length; i++)
        {
            background[i] = new double[_cube.Dimensions];
            sequence.Fill((uint)i, background[i]);
            _cube.FromUniform(background[i]);
        }

        return background;
    }

    // The variance of an average is the average of all pairs' covariances.
    private DependencePoint Average(double[][] background, int axis, double coordinate)
    {
        var mean = 0.0;
        var variance = 0.0;
        var slice = Array.ConvertAll(background, point => (double[])[.. point]);
        foreach (var point in slice)
        {
            point[axis] = coordinate;
        }

        for (var i = 0; i < slice.Length; i++)
        {
            mean += _posterior!.Predict(slice[i]).Mean / slice.Length;
            for (var j = 0; j < slice.Length; j++)
            {
                variance += _posterior.Covariance(slice[i], slice[j]) / (slice.Length * slice.Length);
            }
        }

        return new DependencePoint(_cube.Axes[axis].Decode(coordinate), mean, Math.Sqrt(Math.Max(0, variance)));
    }
}
