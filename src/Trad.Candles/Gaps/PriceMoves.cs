namespace Trad.Candles.Gaps;

/// <summary>How far prices move.</summary>
public static class PriceMoves
{
    // What makes a median of absolute moves the standard deviation of normal ones.
    private const double NormalConsistency = 1.4826;

    /// <summary>
    /// How far the price usually moves from one close to the next, a logarithmic return: 1.4826 times the median of the absolute moves
    /// between candles that follow each other without a gap, those without any move left out. A few wrong prices or crashes do not
    /// change it; candles that nobody traded do not make it zero.
    /// </summary>
    /// <param name="candles">The candles; those that stand in for missing ones do not move.</param>
    /// <returns>The move; 0 where no price moves.</returns>
    public static double Usual(CandleSeries candles)
    {
        var times = candles.OpenTime;
        var closes = candles.Close;
        var moves = new double[Math.Max(0, candles.Count - 1)];
        var count = 0;
        for (var i = 1; i < candles.Count; i++)
        {
            if (closes[i] != closes[i - 1] && times[i] == candles.Interval.CloseOf(times[i - 1]))
            {
                moves[count++] = Math.Abs(Math.Log(closes[i] / closes[i - 1]));
            }
        }

        if (count == 0)
        {
            return 0;
        }

        Array.Sort(moves, 0, count);
        var middle = count / 2;
        return NormalConsistency * (count % 2 == 1 ? moves[middle] : (moves[middle - 1] + moves[middle]) / 2);
    }
}
