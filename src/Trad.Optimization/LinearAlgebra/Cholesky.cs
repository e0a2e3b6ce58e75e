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
            // The columns of four rows that do not depend on each other are made together: what is read of L serves all four.
            var begun = i - (i % 4);
            if (i == begun && i + 4 <= n)
            {
                BeginRows(a, n, i);
            }

            if (!TryFinishRow(a, n, i, begun + 4 <= n ? begun : 0))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Replaces row <paramref name="i"/> of A by that of L, the rows above being L's already: how a factor grows by one point.
    /// </summary>
    public static bool TryFactorRow(double[] a, int stride, int i) => TryFinishRow(a, stride, i, 0);

    /// <summary>Row <paramref name="i"/> of V from that of L and the rows of V above.</summary>
    public static void InvertRow(double[] l, double[] v, int stride, int i)
    {
        var target = v.AsSpan(i * stride, i + 1);
        target.Clear();
        AddRows(v, stride, l.AsSpan(i * stride, i), target);
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
        Span<double> factors = stackalloc double[4];
        var k = 0;
        for (; k <= n - 4; k += 4)
        {
            var rows = v.AsSpan(k * n, 4 * n);
            for (var i = 0; i <= k; i++)
            {
                (factors[0], factors[1], factors[2], factors[3]) = (rows[i], rows[n + i], rows[(2 * n) + i], rows[(3 * n) + i]);
                Spans.AddScaledRows(factors, rows, n, inverse.AsSpan(i * n, i + 1));
            }

            // What only the lower three of the four rows have.
            for (var row = k + 1; row < k + 4; row++)
            {
                for (var i = k + 1; i <= row; i++)
                {
                    Spans.AddScaled(v[(row * n) + i], v.AsSpan(row * n, i + 1), inverse.AsSpan(i * n, i + 1));
                }
            }
        }

        for (; k < n; k++)
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

    /// <summary>
    /// Rows of <c>result = V x</c> for four x at once, each to the bit what it is alone: a row of V serves all four.
    /// </summary>
    /// <param name="v">V.</param>
    /// <param name="stride">How far apart rows begin, those of x and of the result too.</param>
    /// <param name="rows">The rows of V.</param>
    /// <param name="x">The four x.</param>
    /// <param name="result">The four products.</param>
    public static void MultiplyFour(double[] v, int stride, Range rows, ReadOnlySpan<double> x, Span<double> result)
    {
        for (var i = rows.Start.Value; i < rows.End.Value; i++)
        {
            (result[i], result[stride + i], result[(2 * stride) + i], result[(3 * stride) + i]) = Spans.Dots(
                v.AsSpan(i * stride, i + 1), x, x[stride..], x[(2 * stride)..], x[(3 * stride)..]);
        }
    }

    /// <summary><c>result = Vᵀ x</c>.</summary>
    public static void MultiplyTransposed(double[] v, int stride, ReadOnlySpan<double> x, Span<double> result)
    {
        result[..x.Length].Clear();
        AddRows(v, stride, x, result);
    }

    // Columns 0 … i of rows i … i + 3.
    private static void BeginRows(double[] a, int stride, int i)
    {
        var rows = a.AsSpan(i * stride);
        for (var j = 0; j < i; j++)
        {
            var above = a.AsSpan(j * stride, j + 1);
            var (first, second, third, fourth) = Spans.Dots(
                above[..j], rows, rows[stride..], rows[(2 * stride)..], rows[(3 * stride)..]);
            rows[j] = (rows[j] - first) / above[j];
            rows[stride + j] = (rows[stride + j] - second) / above[j];
            rows[(2 * stride) + j] = (rows[(2 * stride) + j] - third) / above[j];
            rows[(3 * stride) + j] = (rows[(3 * stride) + j] - fourth) / above[j];
        }
    }

    // The columns from one on, and the pivot.
    private static bool TryFinishRow(double[] a, int stride, int i, int from)
    {
        var row = a.AsSpan(i * stride, i + 1);
        for (var j = from; j < i; j++)
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

    // target += Σ_k x_k V_k, the k-th row of V being k + 1 long: four rows at a time, the smaller k first.
    private static void AddRows(double[] v, int stride, ReadOnlySpan<double> x, Span<double> target)
    {
        var k = 0;
        for (; k <= x.Length - 4; k += 4)
        {
            Spans.AddScaledRows(x.Slice(k, 4), v.AsSpan(k * stride, (3 * stride) + k + 1), stride, target[..(k + 1)]);
            for (var row = k + 1; row < k + 4; row++)
            {
                for (var i = k + 1; i <= row; i++)
                {
                    target[i] += x[row] * v[(row * stride) + i];
                }
            }
        }

        for (; k < x.Length; k++)
        {
            Spans.AddScaled(x[k], v.AsSpan(k * stride, k + 1), target[..(k + 1)]);
        }
    }
}
