namespace Trad.Candles.Aggregation;

/// <summary>Longer candles from shorter ones, as the exchange makes them.</summary>
public static class CandleAggregation
{
    /// <summary>
    /// The candles of the longer interval whose every part is there: open of the first, extremes of all, close of the last,
    /// sums of the amounts as decimals. A bucket that misses a part, at the ends or at a gap, is dropped.
    /// </summary>
    /// <param name="candles">The shorter candles.</param>
    /// <param name="interval">The longer interval, a multiple of the shorter.</param>
    /// <exception cref="ArgumentException">The interval is no multiple of the candles' own.</exception>
    public static CandleSeries Aggregate(CandleSeries candles, Interval interval)
    {
        if (interval.Milliseconds % candles.Interval.Milliseconds != 0)
        {
            throw new ArgumentException($"Candles of {candles.Interval} do not make up candles of {interval}.", nameof(interval));
        }

        var parts = (int)(interval.Milliseconds / candles.Interval.Milliseconds);
        if (parts == 1)
        {
            return candles;
        }

        var times = candles.OpenTime;
        var columns = CandleColumns.Allocate(candles.Count / parts);
        var count = 0;
        for (var i = 0; i + parts <= times.Length;)
        {
            // Open times are unique and on the grid, so a bucket is whole exactly when its last part stands in its place.
            var bucket = interval.Floor(times[i]);
            if (times[i] == bucket && times[i + parts - 1] == bucket + interval.Milliseconds - candles.Interval.Milliseconds)
            {
                columns.Set(count++, Combine(candles, i, parts));
                i += parts;
                continue;
            }

            while (i < times.Length && times[i] < bucket + interval.Milliseconds)
            {
                i++;
            }
        }

        return new CandleSeries(interval, columns.Truncate(count));
    }

    private static Candle Combine(CandleSeries candles, int start, int parts)
    {
        double high = candles.High[start], low = candles.Low[start];
        long trades = 0;
        for (var i = start; i < start + parts; i++)
        {
            high = Math.Max(high, candles.High[i]);
            low = Math.Min(low, candles.Low[i]);
            trades = trades < 0 || candles.TradeCount[i] < 0 ? CandleSeries.UnknownTradeCount : trades + candles.TradeCount[i];
        }

        return new Candle(
            candles.OpenTime[start],
            candles.Open[start],
            high,
            low,
            candles.Close[start + parts - 1],
            DecimalSum.Of(candles.Volume.Slice(start, parts)),
            DecimalSum.Of(candles.QuoteVolume.Slice(start, parts)),
            trades);
    }
}
