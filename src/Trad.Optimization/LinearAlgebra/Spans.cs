using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Trad.Optimization.LinearAlgebra;

// Notation: a, b, x: n numbers each. Time n, no memory. Without state; safe for use by several threads that write different spans.

/// <summary>
/// Vector loops of a fixed width of four lanes and a fixed order of additions, without fused multiply-add, so that
/// results do not depend on the processor.
/// </summary>
/// <remarks>
/// MathNet's counterpart is <c>Vector&lt;double&gt;</c>, whose sums go through a provider that may be native code, and which wraps an
/// array of its own where these work on parts of others.
/// </remarks>
internal static class Spans
{
    /// <summary>The scalar product.</summary>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var n = a.Length;
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y = ref MemoryMarshal.GetReference(b);
        var first = Vector256<double>.Zero;
        var second = Vector256<double>.Zero;
        var i = 0;
        for (; i <= n - 8; i += 8)
        {
            first += Load(ref x, i) * Load(ref y, i);
            second += Load(ref x, i + 4) * Load(ref y, i + 4);
        }

        for (; i <= n - 4; i += 4)
        {
            first += Load(ref x, i) * Load(ref y, i);
        }

        var sum = Vector256.Sum(first + second);
        for (; i < n; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>
    /// The scalar products of <paramref name="a"/> with four others, each to the bit that of <see cref="Dot"/>: what is read once
    /// serves four.
    /// </summary>
    public static (double First, double Second, double Third, double Fourth) Dots(
        ReadOnlySpan<double> a, ReadOnlySpan<double> first, ReadOnlySpan<double> second, ReadOnlySpan<double> third,
        ReadOnlySpan<double> fourth)
    {
        var n = a.Length;
        ref var x = ref MemoryMarshal.GetReference(a);
        ref var y0 = ref MemoryMarshal.GetReference(first[..n]);
        ref var y1 = ref MemoryMarshal.GetReference(second[..n]);
        ref var y2 = ref MemoryMarshal.GetReference(third[..n]);
        ref var y3 = ref MemoryMarshal.GetReference(fourth[..n]);
        var (even0, even1, even2, even3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var (odd0, odd1, odd2, odd3) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= n - 8; i += 8)
        {
            var (low, high) = (Load(ref x, i), Load(ref x, i + 4));
            even0 += low * Load(ref y0, i);
            even1 += low * Load(ref y1, i);
            even2 += low * Load(ref y2, i);
            even3 += low * Load(ref y3, i);
            odd0 += high * Load(ref y0, i + 4);
            odd1 += high * Load(ref y1, i + 4);
            odd2 += high * Load(ref y2, i + 4);
            odd3 += high * Load(ref y3, i + 4);
        }

        for (; i <= n - 4; i += 4)
        {
            var low = Load(ref x, i);
            even0 += low * Load(ref y0, i);
            even1 += low * Load(ref y1, i);
            even2 += low * Load(ref y2, i);
            even3 += low * Load(ref y3, i);
        }

        var (sum0, sum1) = (Vector256.Sum(even0 + odd0), Vector256.Sum(even1 + odd1));
        var (sum2, sum3) = (Vector256.Sum(even2 + odd2), Vector256.Sum(even3 + odd3));
        for (; i < n; i++)
        {
            sum0 += a[i] * first[i];
            sum1 += a[i] * second[i];
            sum2 += a[i] * third[i];
            sum3 += a[i] * fourth[i];
        }

        return (sum0, sum1, sum2, sum3);
    }

    /// <summary>The scalar products of <c>x − a</c> with two others: what is subtracted once serves both.</summary>
    public static (double One, double Other) DotDifferences(
        double x, ReadOnlySpan<double> a, ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var n = a.Length;
        ref var source = ref MemoryMarshal.GetReference(a);
        ref var y0 = ref MemoryMarshal.GetReference(one[..n]);
        ref var y1 = ref MemoryMarshal.GetReference(other[..n]);
        var wide = Vector256.Create(x);
        var (sum0, sum1) = (Vector256<double>.Zero, Vector256<double>.Zero);
        var i = 0;
        for (; i <= n - 4; i += 4)
        {
            var difference = wide - Load(ref source, i);
            sum0 += difference * Load(ref y0, i);
            sum1 += difference * Load(ref y1, i);
        }

        var (first, second) = (Vector256.Sum(sum0), Vector256.Sum(sum1));
        for (; i < n; i++)
        {
            first += (x - a[i]) * one[i];
            second += (x - a[i]) * other[i];
        }

        return (first, second);
    }

    /// <summary>
    /// <c>y += f₀ x₀ + f₁ x₁ + f₂ x₂ + f₃ x₃</c>, added one after the other, so to the bit what four <see cref="AddScaled"/> give.
    /// </summary>
    /// <param name="factors">f: four numbers.</param>
    /// <param name="x">The four rows, one behind the other.</param>
    /// <param name="stride">How far apart the rows begin.</param>
    /// <param name="y">What is added to; as many numbers of each row are read.</param>
    public static void AddScaledRows(ReadOnlySpan<double> factors, ReadOnlySpan<double> x, int stride, Span<double> y)
    {
        var n = y.Length;
        var (f0, f1, f2, f3) = (factors[0], factors[1], factors[2], factors[3]);
        ref var x0 = ref MemoryMarshal.GetReference(x[..n]);
        ref var x1 = ref MemoryMarshal.GetReference(x.Slice(stride, n));
        ref var x2 = ref MemoryMarshal.GetReference(x.Slice(2 * stride, n));
        ref var x3 = ref MemoryMarshal.GetReference(x.Slice(3 * stride, n));
        ref var target = ref MemoryMarshal.GetReference(y);
        var (wide0, wide1, wide2, wide3) = (Vector256.Create(f0), Vector256.Create(f1), Vector256.Create(f2), Vector256.Create(f3));
        var i = 0;
        for (; i <= n - 4; i += 4)
        {
            var sum = Load(ref target, i) + (wide0 * Load(ref x0, i));
            sum += wide1 * Load(ref x1, i);
            sum += wide2 * Load(ref x2, i);
            sum += wide3 * Load(ref x3, i);
            sum.StoreUnsafe(ref target, (nuint)i);
        }

        for (; i < n; i++)
        {
            y[i] = y[i] + (f0 * x[i]) + (f1 * x[stride + i]) + (f2 * x[(2 * stride) + i]) + (f3 * x[(3 * stride) + i]);
        }
    }

    /// <summary><c>y += factor · x</c>.</summary>
    public static void AddScaled(double factor, ReadOnlySpan<double> x, Span<double> y)
    {
        var n = x.Length;
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(y);
        var wide = Vector256.Create(factor);
        var i = 0;
        for (; i <= n - 4; i += 4)
        {
            (Load(ref target, i) + (wide * Load(ref source, i))).StoreUnsafe(ref target, (nuint)i);
        }

        for (; i < n; i++)
        {
            y[i] += factor * x[i];
        }
    }

    /// <summary><c>y = x y</c>, number by number.</summary>
    public static void Multiply(ReadOnlySpan<double> x, Span<double> y)
    {
        var n = x.Length;
        ref var source = ref MemoryMarshal.GetReference(x);
        ref var target = ref MemoryMarshal.GetReference(y);
        var i = 0;
        for (; i <= n - 4; i += 4)
        {
            (Load(ref target, i) * Load(ref source, i)).StoreUnsafe(ref target, (nuint)i);
        }

        for (; i < n; i++)
        {
            y[i] *= x[i];
        }
    }

    /// <summary><c>y += weight · (x − a)²</c>, or <c>y += weight</c> where x and a differ when they name categories.</summary>
    public static void AddSquaredDifferences(double weight, double x, ReadOnlySpan<double> a, bool isCategorical, Span<double> y)
    {
        var n = a.Length;
        ref var source = ref MemoryMarshal.GetReference(a);
        ref var target = ref MemoryMarshal.GetReference(y);
        var (wideWeight, wideX) = (Vector256.Create(weight), Vector256.Create(x));
        var i = 0;
        for (; i <= n - 4; i += 4)
        {
            var difference = wideX - Load(ref source, i);
            var square = isCategorical
                ? Vector256.AndNot(Vector256<double>.One, Vector256.Equals(difference, Vector256<double>.Zero))
                : difference * difference;
            (Load(ref target, i) + (wideWeight * square)).StoreUnsafe(ref target, (nuint)i);
        }

        for (; i < n; i++)
        {
            var difference = x - a[i];
            y[i] += weight * (!isCategorical ? difference * difference : difference == 0 ? 0 : 1);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ref double start, int index) => Vector256.LoadUnsafe(ref start, (nuint)index);
}
