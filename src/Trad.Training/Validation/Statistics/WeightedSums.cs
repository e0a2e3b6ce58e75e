using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Trad.Training.Validation.Statistics;

/// <summary>
/// Σ over the observations of weight × return, for every row of a matrix and four sets of weights at once, one per lane.
/// </summary>
/// <remarks>
/// A lane adds up in the order of time, so that sums round alike on every machine and do not depend on the other lanes.
/// </remarks>
internal static class WeightedSums
{
    /// <summary>Sets of weights at once.</summary>
    public const int Lanes = 4;

    /// <summary>Fills in the sums.</summary>
    /// <param name="rows">Row after row.</param>
    /// <param name="weights">The weights of each observation, as many as a row is long.</param>
    /// <param name="sums">Room for one sum per row.</param>
    public static void Fill(ReadOnlySpan<double> rows, ReadOnlySpan<Vector256<double>> weights, Span<Vector256<double>> sums)
    {
        var length = weights.Length;
        ref var values = ref MemoryMarshal.GetReference(rows);
        ref var scale = ref MemoryMarshal.GetReference(weights);
        var row = 0;

        // Four rows share each load of the weights.
        for (; row <= sums.Length - 4; row += 4)
        {
            var (a, b, c, d) = (Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero, Vector256<double>.Zero);
            ref var first = ref Unsafe.Add(ref values, row * length);
            for (var i = 0; i < length; i++)
            {
                var weight = Unsafe.Add(ref scale, i);
                a += Vector256.Create(Unsafe.Add(ref first, i)) * weight;
                b += Vector256.Create(Unsafe.Add(ref first, i + length)) * weight;
                c += Vector256.Create(Unsafe.Add(ref first, i + (2 * length))) * weight;
                d += Vector256.Create(Unsafe.Add(ref first, i + (3 * length))) * weight;
            }

            (sums[row], sums[row + 1], sums[row + 2], sums[row + 3]) = (a, b, c, d);
        }

        for (; row < sums.Length; row++)
        {
            var sum = Vector256<double>.Zero;
            for (var i = 0; i < length; i++)
            {
                sum += Vector256.Create(rows[(row * length) + i]) * weights[i];
            }

            sums[row] = sum;
        }
    }
}
