using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Trad.Backtesting.Indicators;

/// <summary>Finds where two lines may have crossed.</summary>
internal static class Crossing
{
    /// <summary>
    /// The first position from <paramref name="start"/> on (at least one) at which the first line lies on another side of the
    /// second than at the position before, or leaves it; the length when there is none. Nothing crosses where either is NaN.
    /// </summary>
    public static int Next(ReadOnlySpan<double> line, ReadOnlySpan<double> other, int start)
    {
        var i = start;
        ref var lines = ref MemoryMarshal.GetReference(line);
        ref var others = ref MemoryMarshal.GetReference(other);
        for (; i <= line.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            var before = Vector256.LoadUnsafe(ref lines, (nuint)(i - 1)) - Vector256.LoadUnsafe(ref others, (nuint)(i - 1));
            var now = Vector256.LoadUnsafe(ref lines, (nuint)i) - Vector256.LoadUnsafe(ref others, (nuint)i);
            var above = Vector256.LessThanOrEqual(before, Vector256<double>.Zero) & Vector256.GreaterThan(now, Vector256<double>.Zero);
            var below = Vector256.GreaterThanOrEqual(before, Vector256<double>.Zero) & Vector256.LessThan(now, Vector256<double>.Zero);
            var crossed = (above | below).ExtractMostSignificantBits();
            if (crossed != 0)
            {
                return i + int.TrailingZeroCount((int)crossed);
            }
        }

        while (i < line.Length && !Crosses(line[i - 1] - other[i - 1], line[i] - other[i]))
        {
            i++;
        }

        return Math.Min(i, line.Length);
    }

    private static bool Crosses(double before, double now) => (before <= 0 && now > 0) || (before >= 0 && now < 0);
}
