namespace Trad.Training.Assets;

/// <summary>Puts equity curves together and thins them out.</summary>
public static class EquityCurve
{
    /// <summary>
    /// The points of a curve, with the drawdown from the highest equity so far.
    /// </summary>
    /// <param name="times">Closes of the candles, increasing.</param>
    /// <param name="equity">The equity at each.</param>
    /// <param name="holdOutFrom">The first moment of the hold-out; null when there is none.</param>
    public static IReadOnlyList<EquityPoint> Of(IReadOnlyList<long> times, IReadOnlyList<double> equity, DateTimeOffset? holdOutFrom)
    {
        var points = new EquityPoint[times.Count];
        var peak = double.NegativeInfinity;
        for (var i = 0; i < points.Length; i++)
        {
            peak = Math.Max(peak, equity[i]);
            var time = DateTimeOffset.FromUnixTimeMilliseconds(times[i]);

            // A candle that closes when the hold-out begins was still seen by the trials.
            points[i] = new EquityPoint(time, equity[i], peak > 0 ? 1 - (equity[i] / peak) : 0, holdOutFrom is null || time <= holdOutFrom);
        }

        return points;
    }

    /// <summary>At most about so many points that still show every high and low: of each stretch the lowest and the highest, in order.</summary>
    /// <param name="points">The curve.</param>
    /// <param name="mostPoints">How many points are wanted at most; at least 4.</param>
    public static IReadOnlyList<EquityPoint> Thin(IReadOnlyList<EquityPoint> points, int mostPoints)
    {
        if (points.Count <= mostPoints)
        {
            return points;
        }

        // The first and the last point always stay.
        var stretches = (mostPoints - 2) / 2;
        var thinned = new List<EquityPoint>(mostPoints) { points[0] };
        var inner = points.Count - 2;
        for (var stretch = 0; stretch < stretches; stretch++)
        {
            var start = 1 + (int)((long)inner * stretch / stretches);
            var end = 1 + (int)((long)inner * (stretch + 1) / stretches);
            var (lowest, highest) = (start, start);
            for (var i = start; i < end; i++)
            {
                lowest = points[i].Equity < points[lowest].Equity ? i : lowest;
                highest = points[i].Equity > points[highest].Equity ? i : highest;
            }

            thinned.Add(points[Math.Min(lowest, highest)]);
            if (lowest != highest)
            {
                thinned.Add(points[Math.Max(lowest, highest)]);
            }
        }

        thinned.Add(points[^1]);
        return thinned;
    }
}
