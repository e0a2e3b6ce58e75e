using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trad.Backtesting.Indicators;

namespace Trad.Backtesting.Strategies;

/// <summary>
/// Levels: clusters of swing prices. Sorted by price, a swing joins the cluster while it lies within
/// <paramref name="width"/> of the cluster's mean; a cluster with enough members is a level at its mean.
/// </summary>
/// <param name="lookback">Candles back from the signal that swings may lie.</param>
/// <param name="width">Largest distance of a joining swing from the mean so far, a fraction of the mean.</param>
/// <param name="touches">Members that make a level.</param>
internal readonly struct PriceLevels(int lookback, double width, int touches)
{
    /// <summary>Whether any level at candle <paramref name="t"/> lies from <paramref name="lowest"/> to <paramref name="highest"/>.</summary>
    public bool AnyBetween(ref SwingWindow swings, int t, double lowest, double highest)
    {
        if (!(lowest < highest))
        {
            return false;
        }

        swings.MoveTo(t - lookback, t - SwingPoints.Confirmation);
        return CountNear(swings.Prices, lowest, highest) >= touches && IsAnyBetween(swings.Levels(width, touches), lowest, highest);
    }

    // Prices join a cluster from the lowest up, so its mean only grows. The last to join lies within one width of the mean
    // before it, and so of the mean; the first at most width × (1 + 1/2 + … + 1/n) below, less than width × (1.1 + ⌊log₂ n⌋).
    // Too few swings that near means no level, without sorting.
    private int CountNear(ReadOnlySpan<double> swings, double lowest, double highest)
    {
        var reach = (1.1 + BitOperations.Log2((uint)swings.Length | 1)) * width;
        var (near, far) = (lowest * (1 - reach), highest * (1 + (1.001 * width)));
        ref var first = ref MemoryMarshal.GetReference(swings);
        var (nears, fars, counts) = (Vector256.Create(near), Vector256.Create(far), Vector256<long>.Zero);
        var i = 0;
        for (; i <= swings.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            // A comparison that holds is −1 as a whole number.
            var prices = Vector256.LoadUnsafe(ref first, (nuint)i);
            counts -= (Vector256.GreaterThanOrEqual(prices, nears) & Vector256.LessThanOrEqual(prices, fars)).AsInt64();
        }

        var count = (int)Vector256.Sum(counts);
        for (; i < swings.Length; i++)
        {
            count += swings[i] >= near && swings[i] <= far ? 1 : 0;
        }

        return count;
    }

    private static bool IsAnyBetween(ReadOnlySpan<double> levels, double lowest, double highest)
    {
        foreach (var level in levels)
        {
            if (level >= lowest && level <= highest)
            {
                return true;
            }
        }

        return false;
    }
}
