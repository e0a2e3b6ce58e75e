using Trad.Optimization.LinearAlgebra;

namespace Trad.Optimization.GaussianProcesses;

// Notation, all arrays row-major:
//   n: observations; d: coordinates; θ: d + 2 logarithms, of the weights w, the signal variance s and the noise variance v
//   X: n×d, the points; y: n, the standardised values
//   D: n(n−1)/2 × d, per pair i > j the squared differences, 0 or 1 along a categorical coordinate
//   q: n(n−1)/2, the scaled distances D w; k, k′: n(n−1)/2, the correlation k(q) and its slope dk/dq
//   K = s k(q) + v I: n×n, only its lower triangle, which becomes L with L Lᵀ = K
//   V = L⁻¹: n×n lower; K⁻¹ = Vᵀ V: n×n, only the lower triangle is read; white = V y: n; α = K⁻¹ y: n
// Time per evaluation n³ + n² d, memory 3 n² + ½ n² (d + 2) numbers, taken once. Not safe for use by several threads at once: every
// evaluation writes the same arrays.

/// <summary>
/// The negative logarithm of marginal likelihood times prior, with its gradient by the logarithms of the parameters:
/// ½ yᵀK⁻¹y + Σ ln L_ii − ln p(θ); ∂/∂θ = −½ tr((ααᵀ − K⁻¹) ∂K/∂θ) (Rasmussen and Williams, 2006, eq. 5.9).
/// </summary>
internal sealed class MarginalLikelihood
{
    private readonly Observations _data;
    private readonly WeightPrior _prior;
    private readonly int _n;
    private readonly int _d;
    private readonly double[] _differences; // per pair i > j, d squared differences
    private readonly double[] _correlation;
    private readonly double[] _slope;
    private readonly double[] _factor;
    private readonly double[] _inverseFactor;
    private readonly double[] _inverse;
    private readonly double[] _white;
    private readonly double[] _alpha;
    private readonly double[] _weights;

    public MarginalLikelihood(Observations data, WeightPrior prior)
    {
        _data = data;
        _prior = prior;
        _n = data.Count;
        _d = data.Dimensions;
        var pairs = _n * (_n - 1) / 2;
        _differences = new double[pairs * _d];
        _correlation = new double[pairs];
        _slope = new double[pairs];
        _factor = new double[_n * _n];
        _inverseFactor = new double[_n * _n];
        _inverse = new double[_n * _n];
        _white = new double[_n];
        _alpha = new double[_n];
        _weights = new double[_d];
        FillDifferences();
    }

    /// <summary>Value and gradient; positive infinity when the covariance cannot be factored.</summary>
    public double Evaluate(ReadOnlySpan<double> logarithms, Span<double> gradient)
    {
        var signal = Math.Exp(logarithms[^2]);
        var noise = Math.Exp(logarithms[^1]);
        for (var k = 0; k < _d; k++)
        {
            _weights[k] = Math.Exp(logarithms[k]);
        }

        FillCovariance(signal, noise);
        if (!Cholesky.TryFactor(_factor, _n))
        {
            return double.PositiveInfinity;
        }

        for (var i = 0; i < _n; i++)
        {
            Cholesky.InvertRow(_factor, _inverseFactor, _n, i);
        }

        Cholesky.Multiply(_inverseFactor, _n, _data.Values, _white);
        Cholesky.MultiplyTransposed(_inverseFactor, _n, _white, _alpha);
        Cholesky.InverseFromFactor(_inverseFactor, _inverse, _n);

        var value = 0.5 * Spans.Dot(_white, _white);
        for (var i = 0; i < _n; i++)
        {
            value += Math.Log(_factor[(i * _n) + i]);
        }

        FillGradient(signal, noise, gradient);
        return value - HyperparameterPrior.AddLogarithm(logarithms, _prior, gradient);
    }

    private void FillDifferences()
    {
        var at = 0;
        for (var i = 1; i < _n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                for (var k = 0; k < _d; k++)
                {
                    var difference = _data.Points[(i * _d) + k] - _data.Points[(j * _d) + k];
                    _differences[at++] = !_data.IsCategorical[k] ? difference * difference : difference == 0 ? 0 : 1;
                }
            }
        }
    }

    private void FillCovariance(double signal, double noise)
    {
        var pair = 0;
        for (var i = 0; i < _n; i++)
        {
            var row = _factor.AsSpan(i * _n, i + 1);
            for (var j = 0; j < i; j++, pair++)
            {
                var q = Spans.Dot(_differences.AsSpan(pair * _d, _d), _weights);
                _correlation[pair] = Matern.Evaluate(q, out _slope[pair]);
                row[j] = signal * _correlation[pair];
            }

            row[i] = signal + noise;
        }
    }

    private void FillGradient(double signal, double noise, Span<double> gradient)
    {
        gradient.Clear();
        var pair = 0;
        for (var i = 0; i < _n; i++)
        {
            var row = _inverse.AsSpan(i * _n, i + 1);
            for (var j = 0; j < i; j++, pair++)
            {
                // Both triangles: twice one half.
                var weight = row[j] - (_alpha[i] * _alpha[j]);
                gradient[^2] += weight * signal * _correlation[pair];
                Spans.AddScaled(weight * signal * _slope[pair], _differences.AsSpan(pair * _d, _d), gradient[.._d]);
            }

            var diagonal = 0.5 * (row[i] - (_alpha[i] * _alpha[i]));
            gradient[^2] += diagonal * signal;
            gradient[^1] += diagonal * noise;
        }

        for (var k = 0; k < _d; k++)
        {
            gradient[k] *= _weights[k];
        }
    }
}
