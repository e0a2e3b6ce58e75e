using Trad.Candles;

namespace Trad.Testing;

/// <summary>Sound candles for tests that do not care what the market did: a seeded random walk.</summary>
public static class GeneratedCandles
{
    /// <summary>Candles without a gap from a moment on.</summary>
    public static CandleSeries Make(Interval interval, DateTimeOffset start, int count, int seed = 1)
    {
        var random = new Random(seed);
        var columns = CandleColumns.Allocate(count);
        var price = 100.0;
        for (var i = 0; i < count; i++)
        {
            var open = price;
            var close = Math.Round(open * (1 + ((random.NextDouble() - 0.5) * 0.01)), 4);
            var known = random.NextDouble() < 0.9;
            var high = Math.Max(open, close) + Math.Round(random.NextDouble(), 4);
            var low = Math.Min(open, close) - Math.Round(random.NextDouble(), 4);
            var volume = Math.Round(random.NextDouble() * 50, 5);
            columns.Set(i, new Candle(
                interval.Shift(start.ToUnixTimeMilliseconds(), i),
                open,
                high,
                low,
                close,
                volume,
                known ? Math.Round(volume * (low + (random.NextDouble() * (high - low))), 5) : double.NaN,
                known ? random.Next(1, 10_000) : CandleSeries.UnknownTradeCount));
            price = close;
        }

        return new CandleSeries(interval, columns);
    }

    /// <summary>The candles as values, for comparisons bit for bit.</summary>
    public static IReadOnlyList<Candle> ToList(this CandleSeries series)
    {
        var candles = new List<Candle>(series.Count);
        for (var i = 0; i < series.Count; i++)
        {
            candles.Add(series[i]);
        }

        return candles;
    }
}
