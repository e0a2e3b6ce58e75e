using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trad.Optimization.LinearAlgebra;

namespace Trad.Optimization.GaussianProcesses;

// Notation: q = Σ_k w_k (x_k − x′_k)² ≥ 0, without unit. Constant time, without state.

/// <summary>
/// The Matérn 5/2 correlation as a function of the squared scaled distance q: k(q) = (1 + √(5q) + 5q/3) e^(−√(5q))
/// (Rasmussen and Williams, 2006, eq. 4.17), and its derivative dk/dq = −(5/6)(1 + √(5q)) e^(−√(5q)), finite at q = 0.
/// </summary>
internal static class Matern
{
    /// <summary>The correlation.</summary>
    public static double Evaluate(double q) => Correlation(Vector256.Create(q), out _).ToScalar();

    /// <summary>
    /// Replaces squared distances by covariances, each to the bit <paramref name="signal"/> times what <see cref="Evaluate(double)"/>
    /// gives, whatever stands beside it.
    /// </summary>
    /// <param name="signal">The signal variance.</param>
    /// <param name="q">The squared distances, then the covariances.</param>
    /// <param name="slope">The derivatives of the correlation; empty when they are not asked for.</param>
    public static void Evaluate(double signal, Span<double> q, Span<double> slope)
    {
        var lanes = Vector256<double>.Count;
        var withSlope = !slope.IsEmpty;
        ref var values = ref MemoryMarshal.GetReference(q);
        ref var slopes = ref MemoryMarshal.GetReference(slope);
        var i = 0;
        for (; i <= q.Length - lanes; i += lanes)
        {
            var correlation = Correlation(Vector256.LoadUnsafe(ref values, (nuint)i), out var derivative);
            (signal * correlation).StoreUnsafe(ref values, (nuint)i);
            if (withSlope)
            {
                derivative.StoreUnsafe(ref slopes, (nuint)i);
            }
        }

        for (; i < q.Length; i++)
        {
            var correlation = Correlation(Vector256.Create(q[i]), out var derivative);
            q[i] = signal * correlation.ToScalar();
            if (withSlope)
            {
                slope[i] = derivative.ToScalar();
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Correlation(Vector256<double> q, out Vector256<double> derivative)
    {
        var s = Vector256.Sqrt(5 * q);
        var e = Exponential.OfNegative(-s);
        var first = Vector256<double>.One + s;
        derivative = -5.0 / 6.0 * first * e;
        return (first + (5.0 / 3.0 * q)) * e;
    }
}
