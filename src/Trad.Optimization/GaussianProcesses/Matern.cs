namespace Trad.Optimization.GaussianProcesses;

// Notation: q = Σ_k w_k (x_k − x′_k)² ≥ 0, without unit. Constant time, without state.

/// <summary>
/// The Matérn 5/2 correlation as a function of the squared scaled distance q: k(q) = (1 + √(5q) + 5q/3) e^(−√(5q))
/// (Rasmussen and Williams, 2006, eq. 4.17), and its derivative dk/dq = −(5/6)(1 + √(5q)) e^(−√(5q)), finite at q = 0.
/// </summary>
internal static class Matern
{
    /// <summary>Correlation and derivative by the squared distance.</summary>
    public static double Evaluate(double q, out double derivative)
    {
        var s = Math.Sqrt(5 * q);
        var e = Math.Exp(-s);
        derivative = -5.0 / 6.0 * (1 + s) * e;
        return (1 + s + (5.0 / 3.0 * q)) * e;
    }

    /// <summary>
    /// Replaces squared distances by covariances, each to the bit <paramref name="signal"/> times what
    /// <see cref="Evaluate(double, out double)"/> gives.
    /// </summary>
    /// <param name="signal">The signal variance.</param>
    /// <param name="q">The squared distances, then the covariances.</param>
    /// <param name="slope">The derivatives of the correlation; empty when they are not asked for.</param>
    public static void Evaluate(double signal, Span<double> q, Span<double> slope)
    {
        for (var i = 0; i < q.Length; i++)
        {
            var correlation = Evaluate(q[i], out var derivative);
            q[i] = signal * correlation;
            if (!slope.IsEmpty)
            {
                slope[i] = derivative;
            }
        }
    }
}
