using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trad.Backtesting.Indicators;

namespace Trad.Backtesting.Strategies;

/// <summary>
/// Levels: clusters of swing prices. Sorted by price, lows from the lowest up and highs from the highest down, a swing joins
/// the cluster while it lies within a width of the cluster's mean; a cluster with enough members is a level at its mean.
/// </summary>
internal readonly struct PriceLevels
{
    private readonly int _lookback;
    private readonly double _width;
    private readonly int _touches;
    private readonly bool _areHighs;
    private readonly double _nearest;
    private readonly double _farthest;

    private PriceLevels(int lookback, double width, int touches, bool areHighs)
    {
        (_lookback, _width, _touches, _areHighs) = (lookback, width, touches, areHighs);

        // The last to join lies within one width of the mean before it, and so of the level. The first lies on the other side:
        // the k-th to join moved the mean by at most width/k of itself. A little is added for rounding.
        var (last, shift, remainder) = (1.001 * width, 0.0, 1.0);
        for (var k = 2; k <= SwingWindow.MostSwings(lookback); k++)
        {
            shift += 1.001 * width / k;
            remainder *= Math.Max(0, 1 - (1.001 * width / k));
        }

        (_nearest, _farthest) = areHighs ? (1 - last, 1 / remainder) : (1 - shift, 1 + last);
    }

    /// <summary>Levels of swing lows: supports.</summary>
    /// <param name="lookback">Candles back from the signal that swings may lie.</param>
    /// <param name="width">Largest distance of a joining swing from the mean so far, a fraction of the mean.</param>
    /// <param name="touches">Members that make a level.</param>
    public static PriceLevels OfLows(int lookback, double width, int touches) => new(lookback, width, touches, areHighs: false);

    /// <summary>Levels of swing highs: resistances.</summary>
    /// <param name="lookback">Candles back from the signal that swings may lie.</param>
    /// <param name="width">Largest distance of a joining swing from the mean so far, a fraction of the mean.</param>
    /// <param name="touches">Members that make a level.</param>
    public static PriceLevels OfHighs(int lookback, double width, int touches) => new(lookback, width, touches, areHighs: true);

    /// <summary>
    /// Whether any level at candle <paramref name="t"/> lies from <paramref name="lowest"/> to <paramref name="highest"/>.
    /// </summary>
    public bool AnyBetween(ref SwingWindow swings, int t, double lowest, double highest)
    {
        if (!(lowest < highest))
        {
            return false;
        }

        // Too few swings that near means no level, without sorting.
        swings.MoveTo(t - _lookback, t - SwingPoints.Confirmation);
        return CountBetween(swings.Prices, lowest * _nearest, highest * _farthest) >= _touches
            && IsAnyBetween(swings.Levels(_width, _touches, _areHighs), lowest, highest);
    }

    private static int CountBetween(ReadOnlySpan<double> swings, double near, double far)
    {
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
