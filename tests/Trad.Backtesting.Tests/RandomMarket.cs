using Trad.Candles;

namespace Trad.Backtesting.Tests;

/// <summary>Random walks with bursts of volume and spikes through earlier lows and highs, so that every strategy finds trades.</summary>
internal static class RandomMarket
{
    public static CandleSeries Make(int seed, int count)
    {
        var random = new Random(seed);
        var candles = new List<Candle>(count);
        var price = 100.0;
        for (var i = 0; i < count; i++)
        {
            var open = price;
            var close = open * (1 + (0.004 * (random.NextDouble() - 0.5)));
            var spike = random.Next(12) == 0;
            var reach = spike ? 0.006 : 0.001;
            var low = Math.Min(open, close) * (1 - (reach * random.NextDouble()));
            var high = Math.Max(open, close) * (1 + (reach * random.NextDouble()));
            var volume = (spike ? 60 : 10) * (0.5 + random.NextDouble());

            // Prices on a coarse grid meet again, which makes levels; the walk is pulled back to where it began.
            candles.Add(new Candle(i * 300_000L, open, high, low, close, volume));
            price = close + (0.002 * (100 - close));
        }

        return CandleSeries.From(Interval.FiveMinutes, candles);
    }

    /// <summary>The same market at prices that are all larger by a factor.</summary>
    public static CandleSeries Scale(CandleSeries candles, double factor) =>
        Change(candles, candle => candle with
        {
            Open = candle.Open * factor,
            High = candle.High * factor,
            Low = candle.Low * factor,
            Close = candle.Close * factor,
        });

    /// <summary>The same series with other candles, those that stand in for missing ones included.</summary>
    public static CandleSeries Change(CandleSeries candles, Func<Candle, Candle> change) => Copy(candles, candles.Count, change);

    /// <summary>The same series with a future that whoever looks at it cannot miss.</summary>
    public static CandleSeries Poison(CandleSeries candles, int kept)
    {
        var i = -1;
        return Change(candles, candle => ++i < kept ? candle : candle with
        {
            Open = 1e9,
            High = 4e9,
            Low = 1e-9,
            Close = 2e9,
            Volume = 1e12,
            QuoteVolume = 1e15,
            TradeCount = 7,
        });
    }

    /// <summary>The first candles of a series, copied, so that nothing can reach those after them.</summary>
    public static CandleSeries Truncate(CandleSeries candles, int count) =>
        Copy(candles, count, candle => candle);

    private static CandleSeries Copy(CandleSeries candles, int count, Func<Candle, Candle> change)
    {
        var columns = CandleColumns.Allocate(count);
        for (var i = 0; i < count; i++)
        {
            columns.Set(i, change(candles[i]));
        }

        return new CandleSeries(candles.Interval, columns, candles.Filled);
    }
}
