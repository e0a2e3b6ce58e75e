using Trad.Optimization.LinearAlgebra;

namespace Trad.Optimization.Tests.LinearAlgebra;

/// <summary>
/// The minimiser said again in the plainest way: the inverse Hessian is a matrix, built anew from the last pairs that have
/// positive curvature (Nocedal and Wright, 2006, equations 7.16 to 7.20).
/// </summary>
internal sealed class DenseMinimizer(BoundedMinimizer.Function function, double[] low, double[] high)
{
    private const int Memory = 8;

    private readonly List<(double[] Step, double[] Change)> _pairs = [];

    /// <summary>Where the function was asked, in order.</summary>
    public List<double[]> Asked { get; } = [];

    /// <summary>How often a pair was refused while the memory was full.</summary>
    public int RefusedWhenFull { get; private set; }

    /// <summary>Minimises from a start inside the box.</summary>
    public double Minimize(double[] x, int iterations, double tolerance)
    {
        var (value, gradient) = Ask(x);
        for (var iteration = 0; iteration < iterations && Free(x, gradient).Max(Math.Abs) > tolerance; iteration++)
        {
            var before = value;
            if (Step(x, value, gradient) is not { } step)
            {
                if (_pairs.Count == 0)
                {
                    break;
                }

                _pairs.Clear();
                continue;
            }

            (x, value, gradient) = step;
            if (before - value <= 1e-12 * Math.Max(1, Math.Abs(value)))
            {
                break;
            }
        }

        return value;
    }

    private (double[] X, double Value, double[] Gradient)? Step(double[] x, double value, double[] gradient)
    {
        var free = Free(x, gradient);
        var isFree = free.Select((slope, i) => slope != 0 || gradient[i] == 0).ToArray();
        var downhill = free.Select(slope => -slope).ToArray();
        var direction = Multiply(InverseHessian(x.Length), downhill).Select((component, i) => isFree[i] ? component : 0).ToArray();
        if (Dot(direction, gradient) >= 0)
        {
            _pairs.Clear();
            direction = downhill;
        }

        var largest = direction.Max(Math.Abs);
        var length = Math.Min(1, (_pairs.Count == 0 ? 0.25 : 4) / largest);
        for (var attempt = 0; attempt < 20; attempt++, length *= attempt < 3 ? 0.5 : 0.2)
        {
            var next = x.Select((at, i) => Math.Clamp(at + (length * direction[i]), low[i], high[i])).ToArray();
            var step = Minus(next, x);
            if (Dot(gradient, step) >= 0)
            {
                return null;
            }

            var (reached, slopes) = Ask(next);
            if (double.IsFinite(reached) && reached <= value + (1e-4 * Dot(gradient, step)))
            {
                Keep(step, Minus(slopes, gradient));
                return (next, reached, slopes);
            }
        }

        return null;
    }

    private void Keep(double[] step, double[] change)
    {
        if (Dot(step, change) <= 1e-12 * Dot(change, change))
        {
            RefusedWhenFull += _pairs.Count == Memory ? 1 : 0;
            return;
        }

        _pairs.Add((step, change));
        _pairs.RemoveRange(0, Math.Max(0, _pairs.Count - Memory));
    }

    private double[][] InverseHessian(int n)
    {
        var scale = _pairs.Count == 0 ? 1 : Dot(_pairs[^1].Step, _pairs[^1].Change) / Dot(_pairs[^1].Change, _pairs[^1].Change);
        var h = Square(n, (i, j) => i == j ? scale : 0);
        foreach (var (s, y) in _pairs)
        {
            // H ← VᵀHV + ρssᵀ with V = I − ρysᵀ
            var rho = 1 / Dot(s, y);
            var hy = Multiply(h, y);
            var yhy = Dot(y, hy);
            var old = h;
            h = Square(n, (i, j) => old[i][j] - (rho * ((s[i] * hy[j]) + (hy[i] * s[j]))) + (((rho * rho * yhy) + rho) * s[i] * s[j]));
        }

        return h;
    }

    private double[] Free(double[] x, double[] gradient) =>
        [.. gradient.Select((slope, i) => (x[i] <= low[i] && slope > 0) || (x[i] >= high[i] && slope < 0) ? 0 : slope)];

    private (double Value, double[] Gradient) Ask(double[] x)
    {
        Asked.Add(x);
        var gradient = new double[x.Length];
        return (function(x, gradient), gradient);
    }

    private static double[][] Square(int n, Func<int, int, double> element) =>
        [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => element(i, j)).ToArray())];

    private static double[] Multiply(double[][] matrix, double[] vector) => [.. matrix.Select(row => Dot(row, vector))];

    private static double[] Minus(double[] a, double[] b) => [.. a.Zip(b, (left, right) => left - right)];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (left, right) => left * right).Sum();
}
