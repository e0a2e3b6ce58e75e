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
    // Swings lie at least three candles apart, and the look-back is at most 10,000 candles.
    private const int StackLimit = 128;

    /// <summary>Whether any level at candle <paramref name="t"/> lies from <paramref name="lowest"/> to <paramref name="highest"/>.</summary>
    public bool AnyBetween(ref SwingWindow swings, ReadOnlySpan<double> price, int t, double lowest, double highest)
    {
        if (!(lowest < highest))
        {
            return false;
        }

        var inWindow = swings.MoveTo(t - lookback, t - SwingPoints.Confirmation);
        if (CountNear(inWindow, price, lowest, highest) < touches)
        {
            return false;
        }

        Span<double> sorted = inWindow.Length <= StackLimit ? stackalloc double[StackLimit] : new double[inWindow.Length];
        sorted = sorted[..inWindow.Length];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = price[inWindow[i]];
        }

        sorted.Sort();
        return AnyLevel(sorted, lowest, highest);
    }

    // A member of a cluster of n lies within width × (1 + 1/2 + … + 1/n) of its mean, less than 8 × width for any
    // number of swings that fits a look-back: too few swings that near means no level, without sorting.
    private int CountNear(ReadOnlySpan<int> swings, ReadOnlySpan<double> price, double lowest, double highest)
    {
        var (near, far) = (lowest * (1 - (8 * width)), highest * (1 + (8 * width)));
        var count = 0;
        foreach (var swing in swings)
        {
            count += price[swing] >= near && price[swing] <= far ? 1 : 0;
        }

        return count;
    }

    private bool AnyLevel(ReadOnlySpan<double> sorted, double lowest, double highest)
    {
        var (sum, members) = (0.0, 0);
        foreach (var price in sorted)
        {
            if (members > 0 && price - (sum / members) > width * (sum / members))
            {
                if (IsLevel(sum, members, lowest, highest))
                {
                    return true;
                }

                (sum, members) = (0, 0);
            }

            sum += price;
            members++;
        }

        return IsLevel(sum, members, lowest, highest);
    }

    private bool IsLevel(double sum, int members, double lowest, double highest)
    {
        var mean = sum / members;
        return members >= touches && mean >= lowest && mean <= highest;
    }
}
