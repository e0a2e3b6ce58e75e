using Trad.Optimization.LinearAlgebra;

namespace Trad.Optimization.GaussianProcesses;

// Notation, all arrays row-major with room for n + room observations, of which the first m count:
//   d: coordinates; w: d, inverse squared length scales; s: signal variance; v: noise variance
//   X: m×d, the points; y: m, the values
//   L: m×m lower, in rows of n + room, L Lᵀ = K + v I; V = L⁻¹: likewise
//   white = V y: m; α = (K + v I)⁻¹ y = Vᵀ V y: m
//   of the point that is asked for: k: m, its covariances with the observations; k′: m, their slopes by the squared scaled distance;
//   projected = V k: m; solved = Vᵀ V k: m
// Time: conditioning n³/3 for L and as much for V, and n² d; a prediction, an imagined observation and forgetting m² + m d each. Memory
// 2 (n + room)² numbers. Not safe for use by several threads at once: predictions too write the arrays of the point.

/// <summary>
/// A Gaussian process conditioned on observations, with room to add imagined ones. V = L⁻¹ with L Lᵀ = K + vI;
/// α = Vᵀ V y; mean k·α; variance s − |V k|².
/// </summary>
internal sealed class Posterior
{
    private readonly int _stride;
    private readonly int _d;
    private readonly bool[] _isCategorical;
    private readonly double[] _points;
    private readonly double[] _weights;
    private readonly double[] _factor;
    private readonly double[] _inverse;
    private readonly double[] _values;
    private readonly double[] _white;
    private readonly double[] _alpha;
    private readonly double[] _covariance;
    private readonly double[] _slope;
    private readonly double[] _projected;
    private readonly double[] _solved;
    private readonly double _signal;
    private readonly double _noise;

    /// <summary>Conditions on the data; the noise grows tenfold until the covariance can be factored, so this cannot fail.</summary>
    /// <param name="data">The observations.</param>
    /// <param name="parameters">The parameters of the process.</param>
    /// <param name="room">How many imagined observations may be added.</param>
    public Posterior(Observations data, Hyperparameters parameters, int room)
    {
        _stride = data.Count + room;
        _d = data.Dimensions;
        _isCategorical = data.IsCategorical;
        _points = new double[_stride * _d];
        data.Points.AsSpan(0, data.Count * _d).CopyTo(_points);
        _weights = new double[_d];
        for (var k = 0; k < _d; k++)
        {
            _weights[k] = parameters.Weight(k);
        }

        _signal = parameters.Signal;
        _noise = parameters.Noise;
        _factor = new double[_stride * _stride];
        _inverse = new double[_stride * _stride];
        _values = new double[_stride];
        data.Values.CopyTo(_values, 0);
        _white = new double[_stride];
        _alpha = new double[_stride];
        _covariance = new double[_stride];
        _slope = new double[_stride];
        _projected = new double[_stride];
        _solved = new double[_stride];
        while (!TryCondition(data.Count))
        {
            _noise *= 10;
        }
    }

    /// <summary>How many observations there are, imagined ones included.</summary>
    public int Count { get; private set; }

    /// <summary>The noise variance, after any growth that the factorisation needed.</summary>
    public double Noise => _noise;

    /// <summary>Mean and variance (of the function, without noise) at a point.</summary>
    public (double Mean, double Variance) Predict(ReadOnlySpan<double> x)
    {
        FillCovariance(x);
        var k = _covariance.AsSpan(0, Count);
        Cholesky.Multiply(_inverse, _stride, k, _projected);
        var explained = Spans.Dot(_projected.AsSpan(0, Count), _projected.AsSpan(0, Count));
        return (Spans.Dot(k, _alpha.AsSpan(0, Count)), Math.Max(_signal - explained, 1e-14 * _signal));
    }

    /// <summary>As <see cref="Predict"/>, with the gradients of mean and variance; zero along categorical coordinates.</summary>
    public (double Mean, double Variance) PredictWithGradient(
        ReadOnlySpan<double> x, Span<double> meanGradient, Span<double> varianceGradient)
    {
        var (mean, variance) = Predict(x);
        Cholesky.MultiplyTransposed(_inverse, _stride, _projected.AsSpan(0, Count), _solved);
        meanGradient.Clear();
        varianceGradient.Clear();
        for (var i = 0; i < Count; i++)
        {
            var meanFactor = 2 * _signal * _slope[i] * _alpha[i];
            var varianceFactor = -4 * _signal * _slope[i] * _solved[i];
            for (var k = 0; k < _d; k++)
            {
                var difference = _isCategorical[k] ? 0 : _weights[k] * (x[k] - _points[(i * _d) + k]);
                meanGradient[k] += meanFactor * difference;
                varianceGradient[k] += varianceFactor * difference;
            }
        }

        return (mean, variance);
    }

    /// <summary>
    /// Mean and variance of the function's average over points: mean k̄·α, variance k̿ − |V k̄|², with k̄ the average of the
    /// points' covariances with the observations and k̿ that among the points themselves.
    /// </summary>
    public (double Mean, double Variance) PredictAverage(IReadOnlyList<double[]> points)
    {
        var average = new double[Count];
        var among = 0.0;
        for (var i = 0; i < points.Count; i++)
        {
            FillCovariance(points[i]);
            Spans.AddScaled(1.0 / points.Count, _covariance.AsSpan(0, Count), average);
            for (var j = 0; j <= i; j++)
            {
                among += (i == j ? 1 : 2) * _signal * Matern.Evaluate(SquaredDistance(points[i], points[j]), out _);
            }
        }

        Cholesky.Multiply(_inverse, _stride, average, _projected);
        var explained = Spans.Dot(_projected.AsSpan(0, Count), _projected.AsSpan(0, Count));
        return (Spans.Dot(average, _alpha.AsSpan(0, Count)), Math.Max(0, (among / points.Count / points.Count) - explained));
    }

    /// <summary>Adds an imagined observation by growing the factor by one row.</summary>
    public void Imagine(ReadOnlySpan<double> x, double value)
    {
        x.CopyTo(_points.AsSpan(Count * _d));
        _values[Count] = value;
        if (!TryAppend(Count))
        {
            // The point repeats another to working precision, so it carries nothing new: leave it out.
            return;
        }

        Count++;
        Solve();
    }

    /// <summary>Takes back imagined observations, until so many are left in all.</summary>
    public void Forget(int count)
    {
        Count = count;
        Solve();
    }

    private bool TryCondition(int count)
    {
        for (Count = 0; Count < count; Count++)
        {
            if (!TryAppend(Count))
            {
                return false;
            }
        }

        Solve();
        return true;
    }

    private bool TryAppend(int i)
    {
        var row = _factor.AsSpan(i * _stride, i + 1);
        var x = _points.AsSpan(i * _d, _d);
        for (var j = 0; j < i; j++)
        {
            row[j] = _signal * Matern.Evaluate(SquaredDistance(x, _points.AsSpan(j * _d, _d)), out _);
        }

        row[i] = _signal + _noise;
        if (!Cholesky.TryFactorRow(_factor, _stride, i))
        {
            return false;
        }

        Cholesky.InvertRow(_factor, _inverse, _stride, i);
        return true;
    }

    private void Solve()
    {
        Cholesky.Multiply(_inverse, _stride, _values.AsSpan(0, Count), _white);
        Cholesky.MultiplyTransposed(_inverse, _stride, _white.AsSpan(0, Count), _alpha);
    }

    private void FillCovariance(ReadOnlySpan<double> x)
    {
        for (var i = 0; i < Count; i++)
        {
            _covariance[i] = _signal * Matern.Evaluate(SquaredDistance(x, _points.AsSpan(i * _d, _d)), out _slope[i]);
        }
    }

    private double SquaredDistance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var k = 0; k < x.Length; k++)
        {
            var difference = x[k] - y[k];
            sum += _weights[k] * (!_isCategorical[k] ? difference * difference : difference == 0 ? 0 : 1);
        }

        return sum;
    }
}
