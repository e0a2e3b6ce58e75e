namespace Trad.Optimization.LinearAlgebra;

// Notation: d coordinates; x: d, within low ≤ x ≤ high; g: d, the gradient; p: d, the direction
//   of the last m = 8 accepted steps with positive curvature: S: m×d, the steps x′ − x; Y: m×d, the changes g′ − g; c: m, their products
// Time per iteration m d, and one to twenty calls of the function. Memory 2 m d numbers, taken once. Not safe for use by several threads
// at once.

/// <summary>
/// Minimises a smooth function inside a box: limited-memory BFGS directions over the coordinates that are not held by a
/// bound, and a backtracking search along the projected path (Bertsekas, 1982; Nocedal and Wright, 2006, chapter 7).
/// The function is asked for its value and gradient; a value that is not finite counts as too far.
/// </summary>
/// <remarks>
/// Projected L-BFGS, not the L-BFGS-B of Byrd, Lu, Nocedal and Zhu: no generalised Cauchy point. MathNet's counterpart is
/// <c>BfgsBMinimizer</c>, which keeps a dense d×d approximation, allocates vectors at every step, takes values that are not finite
/// for an error instead of a step too far, and throws where no progress is left; it is called some hundred times per proposal here.
/// </remarks>
internal sealed class BoundedMinimizer(int dimensions)
{
    private const int Memory = 8;
    private const int Backtracks = 20;
    private const double SufficientDecrease = 1e-4;

    private readonly double[] _gradient = new double[dimensions];
    private readonly double[] _nextGradient = new double[dimensions];
    private readonly double[] _next = new double[dimensions];
    private readonly double[] _direction = new double[dimensions];
    private readonly double[][] _steps = Rows(dimensions);
    private readonly double[][] _changes = Rows(dimensions);
    private readonly double[] _curvature = new double[Memory];
    private readonly double[] _weights = new double[Memory];
    private double[] _step = new double[dimensions];
    private double[] _change = new double[dimensions];
    private int _stored;

    /// <summary>The function: writes the gradient, returns the value.</summary>
    public delegate double Function(ReadOnlySpan<double> x, Span<double> gradient);

    /// <summary>Minimises from a start inside the box, in place.</summary>
    /// <param name="function">What to minimise.</param>
    /// <param name="x">The start, then the point reached.</param>
    /// <param name="low">The lower corner of the box.</param>
    /// <param name="high">The upper corner.</param>
    /// <param name="iterations">How many steps at most.</param>
    /// <param name="tolerance">The largest component of the gradient, where the box leaves it room, at which the end is reached.</param>
    /// <returns>The value at the point reached, never above the value at the start.</returns>
    public double Minimize(
        Function function, Span<double> x, ReadOnlySpan<double> low, ReadOnlySpan<double> high, int iterations, double tolerance)
    {
        _stored = 0;
        var value = function(x, _gradient);
        if (!double.IsFinite(value))
        {
            return double.PositiveInfinity;
        }

        for (var iteration = 0; iteration < iterations; iteration++)
        {
            if (ProjectedGradient(x, low, high) <= tolerance)
            {
                break;
            }

            SetDirection(x, low, high);
            var before = value;
            if (!TryStep(function, x, low, high, ref value))
            {
                if (_stored == 0)
                {
                    break;
                }

                // The curvature was misleading: start again along the gradient.
                _stored = 0;
                continue;
            }

            if (before - value <= 1e-12 * Math.Max(1, Math.Abs(value)))
            {
                break;
            }
        }

        return value;
    }

    private static double[][] Rows(int dimensions)
    {
        var rows = new double[Memory][];
        for (var i = 0; i < Memory; i++)
        {
            rows[i] = new double[dimensions];
        }

        return rows;
    }

    private bool IsHeld(int i, double x, double low, double high) =>
        (x <= low && _gradient[i] > 0) || (x >= high && _gradient[i] < 0);

    private double ProjectedGradient(ReadOnlySpan<double> x, ReadOnlySpan<double> low, ReadOnlySpan<double> high)
    {
        var largest = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            largest = IsHeld(i, x[i], low[i], high[i]) ? largest : Math.Max(largest, Math.Abs(_gradient[i]));
        }

        return largest;
    }

    // The two-loop recursion, with held coordinates left out.
    private void SetDirection(ReadOnlySpan<double> x, ReadOnlySpan<double> low, ReadOnlySpan<double> high)
    {
        for (var i = 0; i < x.Length; i++)
        {
            _direction[i] = IsHeld(i, x[i], low[i], high[i]) ? 0 : -_gradient[i];
        }

        var newest = Math.Min(_stored, Memory);
        for (var k = 0; k < newest; k++)
        {
            var slot = (_stored - 1 - k) % Memory;
            _weights[slot] = Spans.Dot(_steps[slot], _direction) / _curvature[slot];
            Spans.AddScaled(-_weights[slot], _changes[slot], _direction);
        }

        if (newest > 0)
        {
            var slot = (_stored - 1) % Memory;
            var scale = _curvature[slot] / Spans.Dot(_changes[slot], _changes[slot]);
            for (var i = 0; i < x.Length; i++)
            {
                _direction[i] *= scale;
            }
        }

        for (var k = newest - 1; k >= 0; k--)
        {
            var slot = (_stored - 1 - k) % Memory;
            var correction = _weights[slot] - (Spans.Dot(_changes[slot], _direction) / _curvature[slot]);
            Spans.AddScaled(correction, _steps[slot], _direction);
        }

        for (var i = 0; i < x.Length; i++)
        {
            _direction[i] = IsHeld(i, x[i], low[i], high[i]) ? 0 : _direction[i];
        }

        if (Spans.Dot(_direction, _gradient) >= 0)
        {
            _stored = 0;
            for (var i = 0; i < x.Length; i++)
            {
                _direction[i] = IsHeld(i, x[i], low[i], high[i]) ? 0 : -_gradient[i];
            }
        }
    }

    private bool TryStep(Function function, Span<double> x, ReadOnlySpan<double> low, ReadOnlySpan<double> high, ref double value)
    {
        // The first step along a bare gradient moves at most a quarter of a unit.
        var largest = 0.0;
        foreach (var component in _direction)
        {
            largest = Math.Max(largest, Math.Abs(component));
        }

        var step = _stored == 0 ? Math.Min(1, 0.25 / largest) : Math.Min(1, 4 / largest);
        for (var attempt = 0; attempt < Backtracks; attempt++, step *= attempt < 3 ? 0.5 : 0.2)
        {
            var expected = 0.0;
            for (var i = 0; i < x.Length; i++)
            {
                _next[i] = Math.Clamp(x[i] + (step * _direction[i]), low[i], high[i]);
                expected += _gradient[i] * (_next[i] - x[i]);
            }

            if (expected >= 0)
            {
                return false;
            }

            var candidate = function(_next, _nextGradient);
            if (double.IsFinite(candidate) && candidate <= value + (SufficientDecrease * expected))
            {
                Remember(x);
                _next.CopyTo(x);
                _nextGradient.CopyTo(_gradient, 0);
                value = candidate;
                return true;
            }
        }

        return false;
    }

    // A pair without positive curvature is refused, and takes the place of none that is in use.
    private void Remember(ReadOnlySpan<double> x)
    {
        for (var i = 0; i < x.Length; i++)
        {
            _step[i] = _next[i] - x[i];
            _change[i] = _nextGradient[i] - _gradient[i];
        }

        var curvature = Spans.Dot(_step, _change);
        if (curvature > 1e-12 * Spans.Dot(_change, _change))
        {
            var slot = _stored % Memory;
            (_steps[slot], _step) = (_step, _steps[slot]);
            (_changes[slot], _change) = (_change, _changes[slot]);
            _curvature[slot] = curvature;
            _stored++;
        }
    }
}
