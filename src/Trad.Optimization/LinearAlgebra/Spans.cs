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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ref double start, int index) => Vector256.LoadUnsafe(ref start, (nuint)index);
}
