using Trad.Optimization.Bayesian;
using Trad.Optimization.GaussianProcesses;
using Trad.Optimization.Pareto;

namespace Trad.Optimization.Acquisition;

// Notation: boxes b with corners l, u; independent objectives j with mean m and deviation σ at x; e(t) = E[max(0, y − t)].
// A point y adds Π_j max(0, min(y_j, u_j) − l_j) in each box, so EHVI = Σ_b Π_j (e_j(l_bj) − e_j(u_bj)).
// B boxes, k objectives, c_j different corners along j: time k (m² + m d) + Σ_j c_j + B k. Not safe for use by several threads at once.

/// <summary>
/// The logarithm of the expected hypervolume improvement, exact over a decomposition into boxes (Yang et al., 2019), from
/// logarithms throughout so that it neither underflows nor goes flat far from the front (Ament et al., 2023).
/// </summary>
internal sealed class ExpectedHypervolumeImprovement : IAcquisition
{
    private readonly Posterior[] _objectives;
    private readonly FeasibilityModel? _feasibility;
    private readonly double[][] _levels; // per objective: the different finite corners
    private readonly int[][] _low; // per box and objective: index into the levels
    private readonly int[][] _high; // the same, −1 for infinity
    private readonly double[][] _value; // per objective and level: ln e
    private readonly double[][] _byMean;
    private readonly double[][] _byDeviation;
    private readonly double[] _terms;

    public ExpectedHypervolumeImprovement(Posterior[] objectives, FeasibilityModel? feasibility, IReadOnlyList<NondominatedBox> boxes)
    {
        _objectives = objectives;
        _feasibility = feasibility;
        _levels = [.. objectives.Select(
            (_, j) => boxes.SelectMany(box => new[] { box.Low[j], box.High[j] }).Where(double.IsFinite).Distinct().Order().ToArray())];
        _low = [.. boxes.Select(box => box.Low.Select((corner, j) => Array.BinarySearch(_levels[j], corner)).ToArray())];
        _high = [.. boxes.Select(
            box => box.High.Select((corner, j) => double.IsFinite(corner) ? Array.BinarySearch(_levels[j], corner) : -1).ToArray())];
        _value = Array.ConvertAll(_levels, levels => new double[levels.Length]);
        _byMean = Array.ConvertAll(_levels, levels => new double[levels.Length]);
        _byDeviation = Array.ConvertAll(_levels, levels => new double[levels.Length]);
        _terms = new double[boxes.Count];
    }

    /// <inheritdoc/>
    public void EvaluateAll(ReadOnlySpan<double> points, Span<double> worths, double floor)
    {
        var (means, variances) = (new double[_objectives.Length][], new double[_objectives.Length][]);
        for (var j = 0; j < _objectives.Length; j++)
        {
            (means[j], variances[j]) = (new double[worths.Length], new double[worths.Length]);
            _objectives[j].Predict(points, means[j], variances[j]);
        }

        worths.Clear();
        _feasibility?.LogProbabilities(points, worths);
        for (var i = 0; i < worths.Length; i++)
        {
            for (var j = 0; j < _objectives.Length; j++)
            {
                FillLevels(j, means[j][i], Math.Sqrt(variances[j][i]));
            }

            worths[i] = Sum() + worths[i];
        }
    }

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> x, Span<double> gradient)
    {
        gradient.Clear();
        var d = x.Length;
        Span<double> meanGradients = stackalloc double[_objectives.Length * d];
        Span<double> varianceGradients = stackalloc double[_objectives.Length * d];
        Span<double> deviations = stackalloc double[_objectives.Length];
        for (var j = 0; j < _objectives.Length; j++)
        {
            var (mean, variance) = _objectives[j].PredictWithGradient(x, meanGradients.Slice(j * d, d), varianceGradients.Slice(j * d, d));
            deviations[j] = Math.Sqrt(variance);
            FillLevels(j, mean, deviations[j]);
        }

        var value = Sum();
        for (var j = 0; j < _objectives.Length; j++)
        {
            var (byMean, byDeviation) = Slope(j, value);
            for (var k = 0; k < d; k++)
            {
                gradient[k] += (byMean * meanGradients[(j * d) + k]) + (byDeviation * varianceGradients[(j * d) + k] / (2 * deviations[j]));
            }
        }

        return value + (_feasibility?.LogProbability(x, gradient) ?? 0);
    }

    private void FillLevels(int j, double mean, double deviation)
    {
        for (var i = 0; i < _levels[j].Length; i++)
        {
            var z = (mean - _levels[j][i]) / deviation;
            _value[j][i] = Math.Log(deviation) + LogExpectedImprovement.LogH(z, out var slope);
            _byMean[j][i] = slope / deviation;
            _byDeviation[j][i] = (1 - (slope * z)) / deviation;
        }
    }

    private double Sum()
    {
        var largest = double.NegativeInfinity;
        for (var b = 0; b < _terms.Length; b++)
        {
            _terms[b] = 0;
            for (var j = 0; j < _objectives.Length; j++)
            {
                // ln(e(l) − e(u)) = ln e(l) + ln(1 − e(u)/e(l)).
                _terms[b] += _value[j][_low[b][j]] + (_high[b][j] < 0 ? 0 : Math.Log(1 - Ratio(b, j)));
            }

            largest = Math.Max(largest, _terms[b]);
        }

        var sum = 0.0;
        foreach (var term in _terms)
        {
            sum += Math.Exp(term - largest);
        }

        return largest + Math.Log(sum);
    }

    private (double ByMean, double ByDeviation) Slope(int j, double value)
    {
        var byMean = 0.0;
        var byDeviation = 0.0;
        for (var b = 0; b < _terms.Length; b++)
        {
            var share = Math.Exp(_terms[b] - value);
            var low = _low[b][j];
            if (_high[b][j] is not (>= 0 and var high))
            {
                byMean += share * _byMean[j][low];
                byDeviation += share * _byDeviation[j][low];
            }
            else if (share > 0)
            {
                var ratio = Ratio(b, j);
                byMean += share * (_byMean[j][low] - (ratio * _byMean[j][high])) / (1 - ratio);
                byDeviation += share * (_byDeviation[j][low] - (ratio * _byDeviation[j][high])) / (1 - ratio);
            }
        }

        return (byMean, byDeviation);
    }

    private double Ratio(int b, int j) => Math.Exp(_value[j][_high[b][j]] - _value[j][_low[b][j]]);
}
