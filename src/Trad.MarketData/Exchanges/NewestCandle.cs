using Trad.Candles;

namespace Trad.MarketData.Exchanges;

/// <summary>
/// Makes sure that the newest candle fetched is closed, also when the exchange's clock runs ahead: when by that clock a later
/// candle should be there, one must be, or the newest is left for the next time.
/// </summary>
internal static class NewestCandle
{
    // After a day even a clock that is very wrong does not make an open candle of a closed one.
    private const long Recent = 86_400_000;

    /// <summary>The candles, without the newest when it may still be open.</summary>
    /// <param name="fetched">What was fetched.</param>
    /// <param name="interval">The candle interval.</param>
    /// <param name="now">The exchange's clock.</param>
    /// <param name="pageSize">Candles in a page.</param>
    /// <param name="fetchPage">Fetches one page.</param>
    public static async Task<FetchedCandles> ConfirmAsync(
        FetchedCandles fetched, Interval interval, DateTimeOffset now, int pageSize, Func<TimeRange, Task<CandlePage>> fetchPage)
    {
        if (fetched.Candles.Count == 0)
        {
            return fetched;
        }

        var next = interval.CloseOf(fetched.Candles.OpenTime[^1]);
        var sinceClose = now.ToUnixTimeMilliseconds() - next;
        if (sinceClose < interval.Milliseconds || sinceClose > Math.Max(Recent, 3 * interval.Milliseconds))
        {
            return fetched;
        }

        var later = await fetchPage(new TimeRange(next, interval.Shift(next, pageSize)));
        return later.Candles.Count > 0 ? fetched : fetched with { Candles = fetched.Candles.Slice(0, fetched.Candles.Count - 1) };
    }
}
