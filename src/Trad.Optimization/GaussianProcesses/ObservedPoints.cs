using Trad.Optimization.LinearAlgebra;

namespace Trad.Optimization.GaussianProcesses;

// Notation: m points of d coordinates, room for c; w: d, inverse squared length scales
//   X: m×d, the points; Xᵀ: d×m, the same by coordinate, in rows of c
// Time: squared distances to all points m d. Memory 2 c d numbers. Safe for use by several threads while no point is set.

/// <summary>The points of a process, and how far another one lies from each: Σ_k w_k (x_k − x′_k)², 0 or w_k along a category.</summary>
internal sealed class ObservedPoints
{
    private readonly bool[] _isCategorical;
    private readonly double[] _weights;
    private double[] _points;
    private double[] _coordinates;
    private int _room;

    /// <summary>The points of the data, with room for more.</summary>
    public ObservedPoints(Observations data, Hyperparameters parameters, int room)
    {
        _isCategorical = data.IsCategorical;
        _weights = new double[data.Dimensions];
        for (var k = 0; k < _weights.Length; k++)
        {
            _weights[k] = parameters.Weight(k);
        }

        _room = room;
        _points = new double[room * _weights.Length];
        _coordinates = new double[room * _weights.Length];
        for (var i = 0; i < data.Count; i++)
        {
            Set(i, data.Points.AsSpan(i * _weights.Length, _weights.Length));
        }
    }

    /// <summary>d.</summary>
    public int Dimensions => _weights.Length;

    /// <summary>Point <paramref name="i"/>.</summary>
    public ReadOnlySpan<double> this[int i] => _points.AsSpan(i * Dimensions, Dimensions);

    /// <summary>Sets point <paramref name="i"/>.</summary>
    public void Set(int i, ReadOnlySpan<double> x)
    {
        x.CopyTo(_points.AsSpan(i * Dimensions));
        for (var k = 0; k < x.Length; k++)
        {
            _coordinates[(k * _room) + i] = x[k];
        }
    }

    /// <summary>Makes room for more points.</summary>
    public void Grow(int room)
    {
        Array.Resize(ref _points, room * Dimensions);
        var wider = new double[room * Dimensions];
        for (var k = 0; k < Dimensions; k++)
        {
            _coordinates.AsSpan(k * _room, _room).CopyTo(wider.AsSpan(k * room));
        }

        (_coordinates, _room) = (wider, room);
    }

    /// <summary>
    /// The squared distances of the first points from x. By coordinate and not by point: the additions for one point stay in the order
    /// of the coordinates.
    /// </summary>
    public void SquaredDistances(ReadOnlySpan<double> x, Span<double> result)
    {
        result.Clear();
        for (var k = 0; k < x.Length; k++)
        {
            Spans.AddSquaredDifferences(_weights[k], x[k], _coordinates.AsSpan(k * _room, result.Length), _isCategorical[k], result);
        }
    }

    /// <summary>The squared distance between two points.</summary>
    public double SquaredDistance(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = 0.0;
        for (var k = 0; k < x.Length; k++)
        {
            var difference = x[k] - y[k];
            sum += _weights[k] * (!_isCategorical[k] ? difference * difference : difference == 0 ? 0 : 1);
        }

        return sum;
    }

    /// <summary>
    /// Half the gradients by x of two sums over the first points, each of a weight times the point's squared distance; zero along a
    /// category.
    /// </summary>
    /// <param name="x">The point.</param>
    /// <param name="one">The weights of one sum; as many points count.</param>
    /// <param name="other">The weights of the other.</param>
    /// <param name="oneGradient">Half the gradient of the one.</param>
    /// <param name="otherGradient">Half the gradient of the other.</param>
    public void HalfGradients(
        ReadOnlySpan<double> x, ReadOnlySpan<double> one, ReadOnlySpan<double> other, Span<double> oneGradient,
        Span<double> otherGradient)
    {
        for (var k = 0; k < x.Length; k++)
        {
            var (first, second) = _isCategorical[k]
                ? (0, 0)
                : Spans.DotDifferences(x[k], _coordinates.AsSpan(k * _room, one.Length), one, other);
            (oneGradient[k], otherGradient[k]) = (_weights[k] * first, _weights[k] * second);
        }
    }
}
