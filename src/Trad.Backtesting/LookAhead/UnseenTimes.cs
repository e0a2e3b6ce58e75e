using Trad.Candles;

namespace Trad.Backtesting.LookAhead;

/// <summary>
/// The same candles at a time at which no strategy has been asked about any: what a strategy remembers of candles by their times
/// does not help it there. Weekdays and hours stay.
/// </summary>
internal static class UnseenTimes
{
    // Four weeks each, so that intervals up to four weeks stay aligned; 100 years of them, then they come again.
    private const long Step = 4 * 7 * 24 * 3_600_000L;
    private const long Steps = 1_300;

    private static long _moves;

    /// <summary>Candles moved to such a time.</summary>
    public static CandleSeries Move(CandleSeries candles)
    {
        var by = ((Interlocked.Increment(ref _moves) % Steps) + 1) * Step;
        var columns = CandleColumns.Allocate(candles.Count);
        candles.CopyTo(columns, 0);
        for (var i = 0; i < columns.OpenTime.Length; i++)
        {
            columns.OpenTime[i] += by;
        }

        return new CandleSeries(candles.Interval, columns);
    }
}
