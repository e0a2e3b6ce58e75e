using Trad.Backtesting.Simulation;

namespace Trad.Training.Assets;

/// <summary>Puts equity curves together and thins them out.</summary>
public static class EquityCurve
{
    /// <summary>The points of an account in sample and, from a fresh start, on the hold-out.</summary>
    /// <param name="inSample">The account in sample.</param>
    /// <param name="holdOut">The account on the hold-out, after the one in sample; null when there is none.</param>
    public static IReadOnlyList<EquityPoint> Combine(JointAccount inSample, JointAccount? holdOut)
    {
        var points = new List<EquityPoint>(inSample.Equity.Count + (holdOut?.Equity.Count ?? 0));
        var (chained, chainedPeak) = (inSample.InitialEquity, inSample.InitialEquity);
        foreach (var part in holdOut is null ? [inSample] : new[] { inSample, holdOut })
        {
            var (scale, peak) = (chained / part.InitialEquity, part.InitialEquity);
            for (var i = 0; i < part.Equity.Count; i++)
            {
                var equity = part.Equity[i];

                // Nothing comes of an account that was lost.
                chained = part == inSample ? equity : scale > 0 ? equity * scale : chained;
                (peak, chainedPeak) = (Math.Max(peak, equity), Math.Max(chainedPeak, chained));
                points.Add(new EquityPoint(
                    DateTimeOffset.FromUnixTimeMilliseconds(part.Closes[i]), equity, Fall(equity, peak), part == inSample, chained,
                    Fall(chained, chainedPeak), part.Held[i]));
            }
        }

        return points;
    }

    /// <summary>
    /// At most about so many points that still show every high and low of the chained equity: of each stretch the lowest and the highest,
    /// in order.
    /// </summary>
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
                lowest = points[i].ChainedEquity < points[lowest].ChainedEquity ? i : lowest;
                highest = points[i].ChainedEquity > points[highest].ChainedEquity ? i : highest;
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

    private static double Fall(double equity, double peak) => 1 - (equity / peak);
}
