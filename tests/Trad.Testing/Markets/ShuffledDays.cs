using Trad.Candles;

namespace Trad.Testing.Markets;

/// <summary>Real candles whose days are in random order: every day is real, what a day knew of the days before is gone.</summary>
public static class ShuffledDays
{
    private const long DayMs = 86_400_000;

    /// <summary>The candles of whole days (UTC) in another order, each day's prices continued from the close before it.</summary>
    /// <param name="candles">Candles without gaps.</param>
    /// <param name="seed">Of the order.</param>
    public static CandleSeries Make(CandleSeries candles, int seed)
    {
        var perDay = (int)(DayMs / candles.Interval.Milliseconds);
        var first = candles.IndexAtOrAfter(((candles.OpenTime[0] + DayMs - 1) / DayMs) * DayMs);
        var days = (candles.Count - first) / perDay;
        var order = Enumerable.Range(0, days).ToArray();
        new Random(seed).Shuffle(order);
        var columns = CandleColumns.Allocate(days * perDay);
        var price = candles.Open[first];
        for (var day = 0; day < days; day++)
        {
            var from = first + (order[day] * perDay);
            var scale = price / candles.Open[from];
            for (var i = 0; i < perDay; i++)
            {
                var candle = candles[from + i];
                price = candle.Close * scale;
                columns.Set((day * perDay) + i, new Candle(
                    candles.OpenTime[first] + (((day * perDay) + i) * candles.Interval.Milliseconds),
                    candle.Open * scale, candle.High * scale, candle.Low * scale, price, candle.Volume));
            }
        }

        return new CandleSeries(candles.Interval, columns);
    }
}
