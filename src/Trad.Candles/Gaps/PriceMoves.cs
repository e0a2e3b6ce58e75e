using Trad.Candles.Quality;

namespace Trad.Candles.Gaps;

/// <summary>How far prices move.</summary>
public static class PriceMoves
{
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

        return count == 0 ? 0 : Median.NormalConsistency * Median.Compute(moves.AsSpan(0, count));
    }
}
