namespace Trad.Training.Assets;

/// <summary>What an asset's backtest returned in a month, UTC.</summary>
/// <param name="Year">The year.</param>
/// <param name="Month">The month, 1 to 12.</param>
/// <param name="Return">A fraction, by the chained equity; of the first and last month only the part that was measured.</param>
/// <param name="InSample">Whether all of it is in sample; a month with any hold-out in it is not.</param>
public sealed record MonthlyReturn(int Year, int Month, double Return, bool InSample)
{
    /// <summary>The months of a curve, oldest first; multiplied, their growth is the growth of the chained equity.</summary>
    /// <param name="points">The curve.</param>
    /// <param name="initialEquity">The equity before the first point.</param>
    public static IReadOnlyList<MonthlyReturn> Compute(IReadOnlyList<EquityPoint> points, double initialEquity)
    {
        var months = new List<MonthlyReturn>();
        var before = initialEquity;
        for (var i = 0; i < points.Count; i++)
        {
            // The last candle of a month closes at the first moment of the next.
            var month = MonthOf(points[i]);
            if (i + 1 < points.Count && MonthOf(points[i + 1]) == month)
            {
                continue;
            }

            months.Add(
                new MonthlyReturn(month.Year, month.Month, before > 0 ? (points[i].ChainedEquity / before) - 1 : 0, points[i].InSample));
            before = points[i].ChainedEquity;
        }

        return months;
    }

    private static (int Year, int Month) MonthOf(EquityPoint point)
    {
        var within = point.Time.AddTicks(-1);
        return (within.Year, within.Month);
    }
}
