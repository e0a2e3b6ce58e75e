using Trad.Candles;

namespace Trad.MarketData.Exchanges;

/// <summary>Cuts a range into windows that one page can hold.</summary>
internal static class PageWindows
{
    /// <summary>
    /// The windows, oldest first, of candles that are closed: the newest one changes with every trade and is never fetched.
    /// </summary>
    /// <param name="range">What is asked for.</param>
    /// <param name="interval">The candle interval.</param>
    /// <param name="pageSize">Candles in a page.</param>
    /// <param name="now">The exchange's clock.</param>
    public static List<TimeRange> Cut(TimeRange range, Interval interval, int pageSize, DateTimeOffset now)
    {
        var windows = new List<TimeRange>();
        var end = Math.Min(interval.OpenAtOrAfter(range.End), interval.OpenOf(now.ToUnixTimeMilliseconds()));
        for (var start = interval.OpenAtOrAfter(range.Start); start < end;)
        {
            var next = interval.Shift(start, pageSize);
            windows.Add(new TimeRange(start, Math.Min(next, end)));
            start = next;
        }

        return windows;
    }
}
