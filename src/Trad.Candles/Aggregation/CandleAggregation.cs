namespace Trad.Candles.Aggregation;

/// <summary>Longer candles from shorter ones, as the exchange makes them.</summary>
public static class CandleAggregation
{
    /// <summary>
    /// The candles of the longer interval whose every part is there: open of the first, extremes of all, close of the last,
    /// sums of the amounts as decimals. A bucket that misses a part, at the ends or at a gap, is dropped.
    /// </summary>
    /// <param name="candles">The shorter candles.</param>
    /// <param name="interval">The longer interval, made up of the shorter (<see cref="Interval.IsTiledBy"/>).</param>
    /// <exception cref="ArgumentException">The interval is not made up of the candles' own.</exception>
    public static CandleSeries Aggregate(CandleSeries candles, Interval interval)
    {
        if (!interval.IsTiledBy(candles.Interval))
        {
            throw new ArgumentException($"Candles of {candles.Interval} do not make up candles of {interval}.", nameof(interval));
        }

        if (interval == candles.Interval)
        {
            return candles;
        }

        var times = candles.OpenTime;
        var columns = CandleColumns.Allocate((int)(candles.Count / (interval.ShortestMilliseconds / candles.Interval.Milliseconds)));
        var count = 0;
        for (var i = 0; i < times.Length;)
        {
            // Open times are unique and on the grid, so a bucket is whole exactly when its last part stands in its place.
            var bucket = interval.OpenOf(times[i]);
            var close = interval.CloseOf(bucket);
            var parts = interval.CountParts(bucket, candles.Interval);
            if (times[i] == bucket && i + parts <= times.Length && candles.Interval.CloseOf(times[i + parts - 1]) == close)
            {
                columns.Set(count++, Combine(candles, i, parts));
                i += parts;
                continue;
            }

            while (i < times.Length && times[i] < close)
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
            DecimalSum.Compute(candles.Volume.Slice(start, parts)),
            DecimalSum.Compute(candles.QuoteVolume.Slice(start, parts)),
            trades);
    }
}
