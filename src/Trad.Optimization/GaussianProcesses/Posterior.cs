using Trad.Optimization.LinearAlgebra;

namespace Trad.Optimization.GaussianProcesses;

// Notation, all arrays row-major with room for n + room observations, of which the first m count:
//   d: coordinates; s: signal variance; v: noise variance
//   X: m×d, the points; y: m, the values
//   L: m×m lower, in rows of n + room, L Lᵀ = K + v I; V = L⁻¹: likewise
//   white = V y: m; α = (K + v I)⁻¹ y = Vᵀ V y: m
//   of the points that are asked for, four at most at a time: k: m, the covariances with the observations; k′: m, their slopes by the
//   squared scaled distance; projected = V k: m; solved = Vᵀ V k: m
// Time: conditioning n³/3 for L and as much for V, and n² d; a prediction, an imagined observation and forgetting m² + m d each. Memory
// 2 (n + room)² numbers, more when more is imagined. Not safe for use by several threads at once: predictions too write the arrays of the
// points.

/// <summary>
/// A Gaussian process conditioned on observations, with room to add imagined ones. V = L⁻¹ with L Lᵀ = K + vI;
/// α = Vᵀ V y; mean k·α; variance s − |V k|².
/// </summary>
internal sealed class Posterior
{
    // How many points are asked for at a time: what is read of V serves them all.
    private const int Together = 4;

    // Whether to go on is asked behind a quarter of the rows, a sixteenth of the work, and behind one half, a quarter of the work.
    private const int Parts = 4;

    private int _stride;
    private readonly ObservedPoints _points;
    private double[] _factor;
    private double[] _inverse;
    private double[] _values;
    private double[] _white;
    private double[] _alpha;
    private double[] _covariance;
    private double[] _slope;
    private double[] _projected;
    private double[] _solved;
    private readonly double _signal;
    private readonly double _noise;

    /// <summary>Conditions on the data; the noise grows tenfold until the covariance can be factored, so this cannot fail.</summary>
    /// <param name="data">The observations.</param>
    /// <param name="parameters">The parameters of the process.</param>
    /// <param name="room">How many imagined observations there is room for at first; it grows when there are more.</param>
    public Posterior(Observations data, Hyperparameters parameters, int room)
    {
        _stride = data.Count + room;
        _points = new ObservedPoints(data, parameters, _stride);
        _signal = parameters.Signal;
        _noise = parameters.Noise;
        _factor = new double[_stride * _stride];
        _inverse = new double[_stride * _stride];
        _values = new double[_stride];
        data.Values.CopyTo(_values, 0);
        _white = new double[_stride];
        _alpha = new double[_stride];
        _covariance = new double[Together * _stride];
        _slope = new double[_stride];
        _projected = new double[Together * _stride];
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
        FillCovariance(x, _covariance.AsSpan(0, Count), withSlope: false);
        Cholesky.Multiply(_inverse, _stride, _covariance.AsSpan(0, Count), _projected);
        return Moments(0);
    }

    /// <summary>As <see cref="Predict(ReadOnlySpan{double})"/> for many points, each to the bit as it is alone.</summary>
    /// <param name="points">The points, one behind the other.</param>
    /// <param name="means">The mean at each point.</param>
    /// <param name="variances">The variance at each point, or not a number at one that was given up.</param>
    /// <param name="prospect">Which points are worth going on with; absent when all are.</param>
    public void Predict(ReadOnlySpan<double> points, Span<double> means, Span<double> variances, Prospect? prospect = null)
    {
        var d = _points.Dimensions;
        for (var at = 0; at < means.Length; at += Together)
        {
            var count = Math.Min(Together, means.Length - at);
            for (var b = 0; b < count; b++)
            {
                var covariance = _covariance.AsSpan(b * _stride, Count);
                FillCovariance(points.Slice((at + b) * d, d), covariance, withSlope: false);
                means[at + b] = Spans.Dot(covariance, _alpha.AsSpan(0, Count));
            }

            var isKnown = TryProject(means.Slice(at, count), prospect);
            for (var b = 0; b < count; b++)
            {
                variances[at + b] = isKnown ? Variance(Explained(b, Count)) : double.NaN;
            }
        }
    }

    /// <summary>
    /// As <see cref="Predict(ReadOnlySpan{double})"/>, with the gradients of mean and variance; zero along categorical coordinates.
    /// </summary>
    public (double Mean, double Variance) PredictWithGradient(
        ReadOnlySpan<double> x, Span<double> meanGradient, Span<double> varianceGradient)
    {
        FillCovariance(x, _covariance.AsSpan(0, Count), withSlope: true);
        Cholesky.Multiply(_inverse, _stride, _covariance.AsSpan(0, Count), _projected);
        var (mean, variance) = Moments(0);
        Cholesky.MultiplyTransposed(_inverse, _stride, _projected.AsSpan(0, Count), _solved);
        var slope = _slope.AsSpan(0, Count);
        Spans.Multiply(slope, _solved.AsSpan(0, Count));
        Spans.Multiply(_alpha.AsSpan(0, Count), slope);
        _points.HalfGradients(x, slope, _solved, meanGradient, varianceGradient);
        for (var k = 0; k < x.Length; k++)
        {
            meanGradient[k] *= 2 * _signal;
            varianceGradient[k] *= -4 * _signal;
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
            FillCovariance(points[i], _covariance.AsSpan(0, Count), withSlope: false);
            Spans.AddScaled(1.0 / points.Count, _covariance.AsSpan(0, Count), average);
            for (var j = 0; j <= i; j++)
            {
                among += (i == j ? 1 : 2) * _signal * Matern.Evaluate(_points.SquaredDistance(points[i], points[j]));
            }
        }

        Cholesky.Multiply(_inverse, _stride, average, _projected);
        var explained = Spans.Dot(_projected.AsSpan(0, Count), _projected.AsSpan(0, Count));
        return (Spans.Dot(average, _alpha.AsSpan(0, Count)), Math.Max(0, (among / points.Count / points.Count) - explained));
    }

    /// <summary>Adds an imagined observation by growing the factor by one row.</summary>
    public void Imagine(ReadOnlySpan<double> x, double value)
    {
        if (Count == _stride)
        {
            Grow(_stride + Math.Max(16, _stride / 2));
        }

        _points.Set(Count, x);
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
        FillCovariance(_points[i], row[..i], withSlope: false);
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

    // V k of four points, as long as one of them is promising: what the first rows explain bounds the variance from above, and they
    // are the short ones.
    private bool TryProject(ReadOnlySpan<double> means, Prospect? prospect)
    {
        var from = 0;
        for (var part = prospect is null ? 1 : Parts; part >= 1; part /= 2)
        {
            var to = Count / part;
            Cholesky.MultiplyFour(_inverse, _stride, from..to, _covariance, _projected);
            from = to;
            if (part > 1 && !IsPromising(means, to, prospect!))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsPromising(ReadOnlySpan<double> means, int rows, Prospect prospect)
    {
        for (var b = 0; b < means.Length; b++)
        {
            if (prospect(means[b], Variance(Explained(b, rows))))
            {
                return true;
            }
        }

        return false;
    }

    // What the first rows of V k take off the variance.
    private double Explained(int slot, int rows)
    {
        var projected = _projected.AsSpan(slot * _stride, rows);
        return Spans.Dot(projected, projected);
    }

    private double Variance(double explained) => Math.Max(_signal - explained, 1e-14 * _signal);

    private (double Mean, double Variance) Moments(int slot)
    {
        var mean = Spans.Dot(_covariance.AsSpan(slot * _stride, Count), _alpha.AsSpan(0, Count));
        return (mean, Variance(Explained(slot, Count)));
    }

    private void Grow(int stride)
    {
        _points.Grow(stride);
        _factor = Widen(_factor, _stride, stride);
        _inverse = Widen(_inverse, _stride, stride);
        _covariance = new double[Together * stride];
        _projected = new double[Together * stride];
        Array.Resize(ref _values, stride);
        Array.Resize(ref _white, stride);
        Array.Resize(ref _alpha, stride);
        Array.Resize(ref _slope, stride);
        Array.Resize(ref _solved, stride);
        _stride = stride;
    }

    private void FillCovariance(ReadOnlySpan<double> x, Span<double> covariance, bool withSlope)
    {
        _points.SquaredDistances(x, covariance);
        Matern.Evaluate(_signal, covariance, withSlope ? _slope : []);
    }

    private static double[] Widen(double[] rows, int stride, int wider)
    {
        var result = new double[wider * wider];
        for (var i = 0; i < stride; i++)
        {
            rows.AsSpan(i * stride, stride).CopyTo(result.AsSpan(i * wider));
        }

        return result;
    }
}
