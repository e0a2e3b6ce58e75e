namespace Trad.Backtesting.Indicators;

/// <summary>
/// Swing points: a candle whose high lies strictly above (or low strictly below) those of the two candles on either side.
/// It is known only when the second candle after it has closed.
/// </summary>
public static class SwingPoints
{
    /// <summary>Candles after a swing point before it is known.</summary>
    public const int Confirmation = 2;

    /// <summary>The positions of all swing highs, in order.</summary>
    public static int[] Highs(ReadOnlySpan<double> high)
    {
        var found = new List<int>();
        for (var i = Confirmation; i < high.Length - Confirmation; i++)
        {
            if (high[i] > high[i - 2] && high[i] > high[i - 1] && high[i] > high[i + 1] && high[i] > high[i + 2])
            {
                found.Add(i);
            }
        }

        return [.. found];
    }

    /// <summary>The positions of all swing lows, in order.</summary>
    public static int[] Lows(ReadOnlySpan<double> low)
    {
        var found = new List<int>();
        for (var i = Confirmation; i < low.Length - Confirmation; i++)
        {
            if (low[i] < low[i - 2] && low[i] < low[i - 1] && low[i] < low[i + 1] && low[i] < low[i + 2])
            {
                found.Add(i);
            }
        }

        return [.. found];
    }
}
