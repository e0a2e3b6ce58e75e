namespace Trad.Optimization.LinearAlgebra;

// Notation, all matrices row-major, row i beginning at i × stride (stride = n where none is named):
//   A: n×n symmetric positive definite, only the lower triangle is read; L: n×n lower with A = L Lᵀ; V = L⁻¹: n×n lower; x: n
// What lies above a diagonal is neither read nor written, but by the inverse, which clears it.
// Time: a factor n³/3, a row of it i², a row of V i², the inverse n³/3, a product n². Without state; safe for use by several threads on
// different arrays.

/// <summary>
/// Factors of symmetric positive definite matrices, row by row on spans. A: n×n, row-major, only the lower triangle is
/// read; L: lower with A = L Lᵀ; V = L⁻¹, lower.
/// </summary>
/// <remarks>
/// MathNet's counterpart is <c>Matrix&lt;double&gt;.Cholesky()</c>. It factors whole matrices into new ones: a model that has learnt
/// one more trial would pay n³/3 instead of n² for it, and allocate; and the order of its additions is that of the provider which is
/// installed, so that the same trials would not give the same proposals bit for bit on every machine.
/// </remarks>
internal static class Cholesky
{
    /// <summary>Replaces the lower triangle of A by L.</summary>
    /// <returns>False when A is not positive definite to working precision; A is spoiled then.</returns>
    public static bool TryFactor(double[] a, int n)
    {
        for (var i = 0; i < n; i++)
        {
            if (!TryFactorRow(a, n, i))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Replaces row <paramref name="i"/> of A by that of L, the rows above being L's already: how a factor grows by one point.
    /// </summary>
    public static bool TryFactorRow(double[] a, int stride, int i)
    {
        var row = a.AsSpan(i * stride, i + 1);
        for (var j = 0; j < i; j++)
        {
            var above = a.AsSpan(j * stride, j + 1);
            row[j] = (row[j] - Spans.Dot(row[..j], above[..j])) / above[j];
        }

        var pivot = row[i] - Spans.Dot(row[..i], row[..i]);
        if (!(pivot > 0) || !double.IsFinite(pivot))
        {
            return false;
        }

        row[i] = Math.Sqrt(pivot);
        return true;
    }

    /// <summary>Row <paramref name="i"/> of V from that of L and the rows of V above.</summary>
    public static void InvertRow(double[] l, double[] v, int stride, int i)
    {
        var target = v.AsSpan(i * stride, i + 1);
        target.Clear();
        for (var k = 0; k < i; k++)
        {
            Spans.AddScaled(l[(i * stride) + k], v.AsSpan(k * stride, k + 1), target[..(k + 1)]);
        }

        var scale = 1 / l[(i * stride) + i];
        for (var k = 0; k < i; k++)
        {
            target[k] *= -scale;
        }

        target[i] = scale;
    }

    /// <summary>The lower triangle of A⁻¹ = Vᵀ V.</summary>
    public static void InverseFromFactor(double[] v, double[] inverse, int n)
    {
        Array.Clear(inverse, 0, n * n);
        for (var k = 0; k < n; k++)
        {
            var row = v.AsSpan(k * n, k + 1);
            for (var i = 0; i <= k; i++)
            {
                Spans.AddScaled(row[i], row[..(i + 1)], inverse.AsSpan(i * n, i + 1));
            }
        }
    }

    /// <summary><c>result = V x</c>.</summary>
    public static void Multiply(double[] v, int stride, ReadOnlySpan<double> x, Span<double> result)
    {
        for (var i = 0; i < x.Length; i++)
        {
            result[i] = Spans.Dot(v.AsSpan(i * stride, i + 1), x[..(i + 1)]);
        }
    }

    /// <summary><c>result = Vᵀ x</c>.</summary>
    public static void MultiplyTransposed(double[] v, int stride, ReadOnlySpan<double> x, Span<double> result)
    {
        result[..x.Length].Clear();
        for (var i = 0; i < x.Length; i++)
        {
            Spans.AddScaled(x[i], v.AsSpan(i * stride, i + 1), result[..(i + 1)]);
        }
    }
}
