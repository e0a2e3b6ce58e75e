using Trad.Optimization.LinearAlgebra;

namespace Trad.Optimization.GaussianProcesses;

// Notation, all arrays row-major:
//   n: observations; d: coordinates; θ: d + 2 logarithms, of the weights w, the signal variance s and the noise variance v
//   X: n×d, the points; y: n, the standardised values
//   D: d × n(n−1)/2, by coordinate, per pair i > j the squared difference, 0 or 1 along a categorical one
//   q: n(n−1)/2, the scaled distances Dᵀ w, which become s k(q); k′: n(n−1)/2, the slope dk/dq of the correlation
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
    private readonly double[][] _differences;
    private readonly double[] _covariance;
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
        _differences = Differences(data, pairs);
        _covariance = new double[pairs];
        _slope = new double[pairs];
        _factor = new double[_n * _n];
        _inverseFactor = new double[_n * _n];
        _inverse = new double[_n * _n];
        _white = new double[_n];
        _alpha = new double[_n];
        _weights = new double[_d];
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

    private static double[][] Differences(Observations data, int pairs)
    {
        var (n, d) = (data.Count, data.Dimensions);
        var differences = new double[d][];
        var coordinates = new double[n];
        for (var k = 0; k < d; k++)
        {
            for (var i = 0; i < n; i++)
            {
                coordinates[i] = data.Points[(i * d) + k];
            }

            differences[k] = new double[pairs];
            for (var (i, at) = (1, 0); i < n; at += i, i++)
            {
                Spans.AddSquaredDifferences(
                    1, coordinates[i], coordinates.AsSpan(0, i), data.IsCategorical[k], differences[k].AsSpan(at, i));
            }
        }

        return differences;
    }

    private void FillCovariance(double signal, double noise)
    {
        _covariance.AsSpan().Clear();
        for (var k = 0; k < _d; k++)
        {
            Spans.AddScaled(_weights[k], _differences[k], _covariance);
        }

        Matern.Evaluate(signal, _covariance, _slope);
        for (var (i, at) = (0, 0); i < _n; at += i, i++)
        {
            _covariance.AsSpan(at, i).CopyTo(_factor.AsSpan(i * _n));
            _factor[(i * _n) + i] = signal + noise;
        }
    }

    private void FillGradient(double signal, double noise, Span<double> gradient)
    {
        var (byPairs, byDiagonal) = (0.0, 0.0);
        for (var (i, at) = (0, 0); i < _n; at += i, i++)
        {
            // Both triangles: twice one half.
            var row = _inverse.AsSpan(i * _n, i + 1);
            Spans.AddScaled(-_alpha[i], _alpha.AsSpan(0, i), row);
            byPairs += Spans.Dot(row[..i], _covariance.AsSpan(at, i));
            Spans.Multiply(row[..i], _slope.AsSpan(at, i));
            byDiagonal += 0.5 * (row[i] - (_alpha[i] * _alpha[i]));
        }

        for (var k = 0; k < _d; k++)
        {
            gradient[k] = signal * _weights[k] * Spans.Dot(_slope, _differences[k]);
        }

        gradient[^2] = byPairs + (byDiagonal * signal);
        gradient[^1] = byDiagonal * noise;
    }
}
