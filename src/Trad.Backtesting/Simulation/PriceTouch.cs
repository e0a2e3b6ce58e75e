using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Trad.Backtesting.Simulation;

/// <summary>Finds where prices reach a level.</summary>
internal static class PriceTouch
{
    /// <summary>
    /// The first position at which a low is at or below one price or a high at or above another; the length when there is
    /// none. A price that is NaN is never reached.
    /// </summary>
    public static int First(ReadOnlySpan<double> low, double below, ReadOnlySpan<double> high, double above)
    {
        if (double.IsNaN(below) && double.IsNaN(above))
        {
            return low.Length;
        }

        var i = 0;
        ref var lows = ref MemoryMarshal.GetReference(low);
        ref var highs = ref MemoryMarshal.GetReference(high);
        var (belows, aboves) = (Vector256.Create(below), Vector256.Create(above));
        for (; i <= low.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            var touched = Vector256.LessThanOrEqual(Vector256.LoadUnsafe(ref lows, (nuint)i), belows)
                | Vector256.GreaterThanOrEqual(Vector256.LoadUnsafe(ref highs, (nuint)i), aboves);
            if (touched != Vector256<double>.Zero)
            {
                break;
            }
        }

        while (i < low.Length && !(low[i] <= below || high[i] >= above))
        {
            i++;
        }

        return i;
    }
}
